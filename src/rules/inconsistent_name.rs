//! `inconsistent-name`: one name in two spellings.
//!
//! `names` finds them; here they are put in words, with the other places and the fixes. The document may be several files
//! behind each other: then it is said how far a fix reaches.

use rustc_hash::FxHashMap;

use crate::document::Named;
use crate::finding::{Finding, Fix, Form, Related, Severity};
use crate::memory::Entry;
use crate::names::group::{self, Flag};
use crate::names::index::{Index, Span};
use crate::names::variant::{Kind, Spelling, Variant};
use crate::names::{self, fix};
use crate::range::Edit;
use crate::rule::{Rule, Scope};

pub(crate) const RULE: Rule = Rule {
    code: "inconsistent-name",
    doc: include_str!("inconsistent_name.md"),
    its: "inconsistent-entities",
    mqm: "inconsistent-use-of-terminology",
    scope: Scope::Names(check),
};

/// The most further spellings named in a message.
const MOST_NAMED: usize = 3;

/// The most places shown beside a finding.
const MOST_RELATED: usize = 5;

/// The most places that a fix reaches beyond its own file; of more it keeps to that file.
const MOST_REACHED: usize = 200;

fn check(document: &Named<'_>, wanted: &dyn Fn(usize) -> bool, say: &mut dyn FnMut(Finding)) {
    let mut index = Index::new(document);
    let variants = names::variants(&index);
    index.forget_words();
    let mut stars: FxHashMap<&str, Vec<&Variant>> = FxHashMap::default();
    for variant in &variants {
        stars.entry(variant.standard.text.as_str()).or_default().push(variant);
    }
    let flags = group::flags(&index, &variants);
    index.give_back();
    let shown = |flag: &Flag<'_>| wanted(index.file(flag.span)) && !is_forbidden(&index, flag);
    for flag in flags.iter().filter(|flag| shown(flag)) {
        say(finding(&index, &stars[flag.variant.standard.text.as_str()], flag));
    }
    for (variant, span) in &group::mirrors(&index, &flags) {
        let flag = Flag::new(&index, variant, *span);
        if shown(&flag) {
            say(finding(&index, &[variant], &flag));
        }
    }
}

/// Whether a glossary forbids what stands there: then `glossary-term` has said so. Where only a summary is known, who brings
/// the text back asks that (`Engine::without_forbidden`).
fn is_forbidden(index: &Index<'_>, flag: &Flag<'_>) -> bool {
    let (document, block) = (index.document, flag.shown.block);
    if document.blocks.is_summarised(block) {
        return false;
    }
    let words = index.look(block);
    let hits = document.glossary.find(&words.block, &words.mentions, document.language);
    hits.iter().any(|hit| hit.first <= flag.shown.last && flag.shown.first <= hit.last)
}

/// The finding for one place; `others` are the variants measured against the same standard, its own among them.
fn finding(index: &Index<'_>, others: &[&Variant], flag: &Flag<'_>) -> Finding {
    let variant = flag.variant;
    let severity = group::shown_severity(variant);
    let mut text = message(index, flag, others);
    match flag.more {
        0 => {}
        1 => text.push_str(" One further place is not marked."),
        more => text.push_str(&format!(" {more} further places are not marked.")),
    }
    let mut finding = Finding::new(RULE.code, variant.kind.name(), severity, index.range(flag.shown), text);
    finding.related = related(index, others, variant);
    finding.forms = forms(others, variant);
    finding.fixes = fixes(index, flag, others, severity);
    finding.fixes.extend(answers(flag));
    finding
}

fn message(index: &Index<'_>, flag: &Flag<'_>, others: &[&Variant]) -> String {
    let Flag { variant, here, there, .. } = flag;
    let times = [&times(variant.standard.places.len()), " ", elsewhere(index, flag)].concat();
    if variant.kind == Kind::Of {
        let elsewhere = format!(" here, \"{there}\" {times}");
        let elsewhere = if variant.standard.places.is_empty() { String::new() } else { elsewhere };
        return format!("\"{here}\"{elsewhere}: no \"of\" belongs between a title and a name.");
    }
    if variant.decided {
        return format!("\"{here}\" here, \"{there}\" {times}: \"{there}\" is the spelling to use.");
    }
    let verdict = match (variant.doubtful, variant.is_tie()) {
        (true, true) => "one person or two? The text does not decide; check the source.",
        (true, false) => "perhaps one person; check the source.",
        (false, true) => "probably one name. The text does not decide which spelling is right.",
        (false, false) => "probably one name.",
    };
    // Most findings are told so, and who puts pieces together needs no formatter.
    ["\"", here, "\" here, \"", there, "\" ", &times, &also(variant, others), ": ", verdict].concat()
}

/// Where the standard stands, as seen from the file of the place.
fn elsewhere(index: &Index<'_>, flag: &Flag<'_>) -> &'static str {
    let places = &flag.variant.standard.places;
    match (places.first(), places.last()) {
        (Some(first), Some(last)) if in_file(index, places, index.file(flag.span)).is_empty() => {
            if index.file(*first) == index.file(*last) { "in another file" } else { "in other files" }
        }
        _ => "elsewhere",
    }
}

/// Those of some places, which are in the order of the text, that are in one file.
fn in_file<'s>(index: &Index<'_>, places: &'s [Span], file: usize) -> &'s [Span] {
    let from = places.partition_point(|span| index.file(*span) < file);
    let rest = &places[from..];
    &rest[..rest.partition_point(|span| index.file(*span) == file)]
}

/// The files in which spans are, in order.
fn files(index: &Index<'_>, spans: &[Span]) -> Vec<usize> {
    let mut files: Vec<usize> = spans.iter().map(|span| index.file(*span)).collect();
    files.sort_unstable();
    files.dedup();
    files
}

/// The other spellings of the name, as far as a sentence can hold them.
fn also(variant: &Variant, others: &[&Variant]) -> String {
    let mut names: Vec<&str> = others.iter().map(|v| v.deviating.text.as_str()).collect();
    names.retain(|name| *name != variant.deviating.text && *name != variant.standard.text);
    names.dedup();
    let quoted: Vec<String> = names.iter().take(MOST_NAMED).map(|name| format!("\"{name}\"")).collect();
    match quoted.split_last() {
        None => String::new(),
        Some((only, [])) => format!(", also {only}"),
        Some((last, rest)) => format!(", also {} and {last}", rest.join(", ")),
    }
}

fn times(count: usize) -> String {
    match count {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        n => format!("{n} times"),
    }
}

fn related(index: &Index<'_>, others: &[&Variant], variant: &Variant) -> Vec<Related> {
    let mut related: Vec<Related> = Vec::new();
    let mut show = |spelling: &Spelling, most: usize| {
        for span in spelling.places.iter().take(most) {
            let message = ["\"", &spelling.text, "\" stands here."].concat();
            related.push(Related { file: None, range: index.range(*span), message });
        }
    };
    let different: Vec<&&Variant> = others.iter().filter(|v| v.deviating.text != variant.deviating.text).collect();
    let room = MOST_RELATED.saturating_sub(different.len().min(MOST_RELATED - 1));
    show(&variant.standard, room);
    for other in different.iter().take(MOST_RELATED - 1) {
        show(&other.deviating, 1);
    }
    related.sort_by_cached_key(|r| (r.range.start, r.range.end));
    related.truncate(MOST_RELATED);
    related
}

fn forms(others: &[&Variant], variant: &Variant) -> Vec<Form> {
    let form = |spelling: &Spelling| Form { form: spelling.text.clone(), count: spelling.places.len() };
    let mut forms = vec![form(&variant.standard)];
    forms.extend(others.iter().map(|v| form(&v.deviating)));
    forms.sort_unstable_by(|a, b| b.count.cmp(&a.count).then_with(|| a.form.cmp(&b.form)));
    forms.dedup();
    forms
}

fn fixes(index: &Index<'_>, flag: &Flag<'_>, others: &[&Variant], severity: Severity) -> Vec<Fix> {
    let variant = flag.variant;
    let (deviating, standard) = (&variant.deviating, &variant.standard);
    let mut fixes = Vec::new();
    if variant.is_tie() || variant.doubtful {
        fixes.extend(everywhere(index, flag, (&flag.there, &standard.text), &[deviating]));
        fixes.extend(everywhere(index, flag, (&flag.here, &deviating.text), &[standard]));
        return fixes;
    }
    let certain = variant.decided || variant.kind.keeps_key() && variant.is_clear();
    let likely = severity <= Severity::Information && is_likely(variant);
    let mut edits = Vec::new();
    if fix::add_edits(index, flag.span, &standard.text, variant.kind, &mut edits) {
        let title = ["Use \"", &flag.there, "\" here"].concat();
        fixes.push(Fix::new(title, certain, edits).likely(likely));
    }
    let deviating: Vec<&Spelling> = others.iter().filter(|v| !v.doubtful).map(|v| &v.deviating).collect();
    if deviating.iter().map(|s| s.places.len()).sum::<usize>() > 1 {
        fixes.extend(everywhere(index, flag, (&flag.there, &standard.text), &deviating));
    }
    fixes
}

/// Whether the standard is the right spelling most of the time. Another title may be another office, and of a stray *of*
/// no count decides.
fn is_likely(variant: &Variant) -> bool {
    match variant.kind {
        Kind::Of => true,
        Kind::Title => false,
        _ => variant.is_clear(),
    }
}

/// What can be answered for good, the likeliest answer first.
fn answers(flag: &Flag<'_>) -> Vec<Fix> {
    let pair = || vec![flag.there.clone(), flag.here.clone()];
    let keep = Fix::remember("Keep both spellings", Entry::Allow(pair()));
    let different = Fix::remember("These are two different names", Entry::Different(pair()));
    let always = ["Always write \"", &flag.there, "\""].concat();
    let always = Fix::remember(always, Entry::Prefer(flag.there.clone()));
    let variant = flag.variant;
    match (variant.kind == Kind::Of, variant.decided, variant.is_tie() || variant.doubtful) {
        (true, ..) => vec![keep],
        (_, true, _) => vec![keep, different],
        (_, _, true) => vec![different, keep, always],
        (_, _, false) => vec![keep, different, always],
    }
}

/// `text` in all places of the spellings, called `name`; `None` where none can be written.
fn everywhere(index: &Index<'_>, flag: &Flag<'_>, (name, text): (&str, &str), spellings: &[&Spelling]) -> Option<Fix> {
    let own = index.file(flag.span);
    let all = || spellings.iter().map(|spelling| spelling.places.as_slice());
    let here = || all().map(|places| in_file(index, places, own));
    let count = |places: &[Span]| places.len();
    let (everywhere, inside): (usize, usize) = (all().map(count).sum(), here().map(count).sum());
    let keeps = everywhere > MOST_REACHED && inside < everywhere;
    let mut spans =
        if keeps { here().flatten().copied().collect() } else { all().flatten().copied().collect::<Vec<_>>() };
    spans.sort_unstable();
    spans.dedup_by(|next, before| next.block == before.block && next.first <= before.last);
    let mut edits: Vec<Edit> = Vec::with_capacity(spans.len());
    spans.retain(|span| {
        let before = edits.len();
        fix::add_edits(index, *span, text, flag.variant.kind, &mut edits) && edits.len() > before
    });
    let places = match spans.len() {
        0 => return None,
        1 => "1 place".to_owned(),
        n => format!("{n} places"),
    };
    let reach = match files(index, &spans).as_slice() {
        [file] if *file == own => String::new(),
        [_] => " in another file".to_owned(),
        files => format!(" in {} files", files.len()),
    };
    let far = if keeps { "in this file" } else { "everywhere" };
    let title = ["Use \"", name, "\" ", far, " (", &places, &reach, ")"].concat();
    Some(Fix::new(title, false, edits))
}
