//! Quick fixes and fix-all, made from what was found in the current text and from nothing the client sends.
//!
//! An answer that is to be remembered is a command, which every client can send back, and not an edit of the file of
//! answers: that would leave the file open and unsaved in the editor, where neither colleagues nor `postedit check`
//! see it, and Neovim would not quit for it. Where the file is open, the server has the client edit it, so that undo
//! works and nothing unsaved is lost; else it writes the file itself (see `event_loop`).

use std::collections::BTreeMap;
use std::sync::Arc;

use ropey::Rope;

use super::capabilities::Client;
use super::convert;
use super::document::Snapshot;
use super::protocol::{
    ActionData, AnnotatedEdits, Argument, ChangeAnnotation, CodeAction, CodeActionParams, Command, EditedDocument,
    Later, Range, Remember, StopReporting, TextDocumentEdit, TextEdit, WorkspaceEdit,
};
use super::publish::Found;
use crate::finding::{Finding, Fix, Other};
use crate::gather;
use crate::memory::Entry;
use crate::position::byte_at;
use crate::range::{ByteRange, Edit};
use crate::rule;

/// The kind of actions that mend one finding.
pub(super) const QUICK_FIX: &str = "quickfix";

/// The kind of the action that applies all preferred fixes of a document.
pub(super) const FIX_ALL: &str = "source.fixAll.postedit";

/// The command that remembers an answer.
pub(super) const REMEMBER: &str = "postedit.remember";

/// The command that stops the reports of a rule in a document.
pub(super) const STOP_REPORTING: &str = "postedit.stopReporting";

/// The command that applies all preferred fixes of a document.
pub(super) const APPLY_FIX_ALL: &str = "postedit.fixAll";

/// The command that lists names, for clients that can bind no request of their own: see `names`.
pub(super) const LIST_NAMES: &str = "postedit.names";

/// The command that has all files of the projects checked, for clients that do not ask for the diagnostics of a workspace.
pub(super) const CHECK_PROJECTS: &str = "postedit.checkProjects";

/// More edits than these are made only once the action is chosen, where the client can wait for them.
const HEAVY: usize = 50;

/// The client's version of another file as a finding knows it: `None` inside for one that is not open, `None` for a text
/// that has moved on.
pub(super) type Versions<'a> = &'a dyn Fn(&Other) -> Option<Option<i64>>;

/// Why a client is to ask its user about edits of files that nobody sees.
const ELSEWHERE: &str = "in files that are not open";

/// What can be done about the findings that touch the range asked for, in their order; then all at once; then not
/// to hear of them again.
pub(super) fn actions(
    found: &Found,
    params: &CodeActionParams,
    versions: Versions<'_>,
    client: Client,
) -> Vec<CodeAction> {
    if !client.actions {
        return Vec::new();
    }
    let only = params.context.only.as_deref();
    let asked = asked_range(found, params.range, client);
    let near = found.findings.touching(asked).filter(|index| touches(found.findings.range(*index), asked));
    let touched: Vec<Finding> = near.map(|index| found.findings.get(index)).collect();
    let touched: Vec<&Finding> = touched.iter().collect();
    let mut actions = Vec::new();
    if wanted(only, QUICK_FIX) {
        actions = quick_fixes(found, &touched, versions, client);
        actions.extend(fix_all_of_a_kind(found, &touched, client));
    }
    // Not asked for by name, it stands below the quick fixes of a place and never alone.
    if wanted(only, FIX_ALL) && (only.is_some() || !actions.is_empty()) {
        let (count, edits) = clear_fixes(found, None);
        let least = if only.is_some() { 1 } else { 2 };
        let title = fix_all_title(count, None);
        actions.extend(
            (count >= least)
                .then(|| Draft::of_document(title, FIX_ALL, edits, Later::FixAll(None)).action(found, client)),
        );
    }
    if wanted(only, QUICK_FIX) {
        actions.extend(stops(found, &touched, client));
    }
    actions
}

/// What it is called to mend all findings with a clear answer, or those of one rule.
pub(super) fn fix_all_title(count: usize, code: Option<&str>) -> String {
    let of = code.map(|code| format!(" of {code}")).unwrap_or_default();
    match count {
        1 => format!("Fix the one finding{of} with a clear answer in this document"),
        2 => format!("Fix both findings{of} with a clear answer in this document"),
        _ => format!("Fix all {count} findings{of} with a clear answer in this document"),
    }
}

/// Whether actions of `kind` are asked for: a kind stands for itself and all below it, none for all.
fn wanted(only: Option<&[String]>, kind: &str) -> bool {
    let below = |parent: &String| {
        parent.is_empty()
            || kind.strip_prefix(parent.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    };
    only.is_none_or(|kinds| kinds.iter().any(below))
}

fn asked_range(found: &Found, range: Range, client: Client) -> ByteRange {
    let at = |position| byte_at(&found.snapshot.text, position, client.encoding);
    ByteRange::new(at(range.start.into()), at(range.end.into()))
}

/// Whether the two share a byte or meet: a cursor right behind a word is at that word.
fn touches(finding: ByteRange, asked: ByteRange) -> bool {
    finding.start <= asked.end && asked.start <= finding.end
}

/// One action for each fix of each finding; fixes of equal effect are one action for all their findings.
fn quick_fixes(found: &Found, findings: &[&Finding], versions: Versions<'_>, client: Client) -> Vec<CodeAction> {
    let mut fixes: Vec<(&Fix, Vec<Edit>, Vec<&Finding>, Later)> = Vec::new();
    for finding in findings {
        let stands = |fix: &Fix| fix.elsewhere.iter().all(|other| versions(&other.file).is_some());
        let fits = |(_, fix): &(usize, &Fix)| applies(&found.snapshot, fix) && stands(fix);
        for (number, fix) in finding.fixes.iter().enumerate().filter(fits) {
            let effect = effect(&found.snapshot, fix);
            let same = |other: &Fix, known: &Vec<Edit>| {
                *known == effect && other.remember == fix.remember && other.elsewhere == fix.elsewhere
            };
            match fixes.iter_mut().find(|(other, known, ..)| same(other, known)) {
                Some((known, _, mended, _)) => {
                    if fix.preferred && !known.preferred {
                        *known = fix;
                    }
                    mended.push(finding);
                }
                None => {
                    let later = Later::Fix { start: finding.range.start, code: finding.code.to_owned(), number };
                    fixes.push((fix, effect, vec![finding], later));
                }
            }
        }
    }
    let action = |(fix, _, mended, later): (&Fix, Vec<Edit>, Vec<&Finding>, Later)| {
        let edits = fix.edits.clone();
        let draft = Draft { title: fix.title.clone(), kind: QUICK_FIX, mended, preferred: fix.preferred, edits, later };
        let command = fix.remember.as_ref().map(|entry| remember(&found.snapshot, &fix.title, entry));
        let mut action = CodeAction { command, ..draft.action(found, client) };
        if !fix.elsewhere.is_empty() && action.data.is_none() {
            action.edit = Some(edit_of(&found.snapshot, fix, versions, client));
        }
        action
    };
    fixes.into_iter().map(action).collect()
}

/// An action that edits, before it has the form that the client takes.
struct Draft<'f> {
    title: String,
    kind: &'static str,
    mended: Vec<&'f Finding>,
    preferred: bool,
    edits: Vec<Edit>,
    later: Later,
}

impl Draft<'_> {
    /// One that is about no finding more than about others.
    fn of_document(title: String, kind: &'static str, edits: Vec<Edit>, later: Later) -> Self {
        Self { title, kind, mended: Vec::new(), preferred: false, edits, later }
    }

    /// With its edits at once, or as what the client asks for them with.
    fn action(self, found: &Found, client: Client) -> CodeAction {
        let snapshot = &found.snapshot;
        let later = client.resolves_actions && self.edits.len() > HEAVY;
        let edit = (!later && !self.edits.is_empty()).then(|| workspace_edit(snapshot, &self.edits, client));
        let (uri, generation) = (Arc::clone(&snapshot.uri), snapshot.generation.0);
        CodeAction {
            title: self.title,
            kind: self.kind,
            diagnostics: self.mended.iter().map(|f| convert::diagnostic(snapshot, f, client)).collect(),
            is_preferred: self.preferred,
            edit,
            command: None,
            data: later.then_some(ActionData { uri, generation, later: self.later }),
        }
    }
}

/// The edits of an action that came without them; `None` where the text or its findings have changed since.
pub(super) fn resolved(
    found: &Found,
    data: &ActionData,
    versions: Versions<'_>,
    client: Client,
) -> Option<WorkspaceEdit> {
    if found.snapshot.generation.0 != data.generation {
        return None;
    }
    let edits = match &data.later {
        Later::FixAll(code) => clear_fixes(found, code.as_deref()).1,
        Later::Fix { start, code, number } => {
            let at = |finding: &Finding| finding.range.start == *start && finding.code == code;
            let finding = found.findings.iter().find(at)?;
            let fix = finding.fixes.get(*number)?;
            let stands = fix.elsewhere.iter().all(|other| versions(&other.file).is_some());
            return stands.then(|| edit_of(&found.snapshot, fix, versions, client));
        }
    };
    Some(workspace_edit(&found.snapshot, &edits, client))
}

fn remember(snapshot: &Snapshot, title: &str, entry: &Entry) -> Command {
    let argument = Remember { uri: Arc::clone(&snapshot.uri), entry: entry.line() };
    Command { title: title.to_owned(), command: REMEMBER, arguments: [Argument::Remember(argument)] }
}

/// For each rule that found something here: not to report it in this document any more.
fn stops(found: &Found, findings: &[&Finding], client: Client) -> Vec<CodeAction> {
    let mut rules: Vec<(&str, Vec<&Finding>)> = Vec::new();
    // What is wrong in a project's own file is no rule's and cannot be switched off.
    for finding in findings.iter().filter(|finding| rule::find(finding.code).is_some()) {
        match rules.iter_mut().find(|(code, _)| *code == finding.code) {
            Some((_, known)) => known.push(finding),
            None => rules.push((finding.code, vec![finding])),
        }
    }
    rules.into_iter().map(|(code, findings)| stop(&found.snapshot, code, &findings, client)).collect()
}

fn stop(snapshot: &Snapshot, code: &str, findings: &[&Finding], client: Client) -> CodeAction {
    let title = format!("Stop reporting {code} in this file");
    let argument = StopReporting { uri: Arc::clone(&snapshot.uri), code: code.to_owned() };
    let arguments = [Argument::StopReporting(argument)];
    CodeAction {
        title: title.clone(),
        kind: QUICK_FIX,
        diagnostics: findings.iter().map(|f| convert::diagnostic(snapshot, f, client)).collect(),
        is_preferred: false,
        edit: None,
        command: Some(Command { title, command: STOP_REPORTING, arguments }),
        data: None,
    }
}

/// Whether a fix's edits fit the text that stands here: in order, apart, on characters.
fn applies(snapshot: &Snapshot, fix: &Fix) -> bool {
    let whole = |at: usize| at <= snapshot.text.len_bytes() && is_boundary(snapshot, at);
    let fits = (fix.remember.is_some() || !fix.edits.is_empty() || !fix.elsewhere.is_empty())
        && fix.edits.iter().all(|edit| whole(edit.range.start) && whole(edit.range.end))
        && fix.edits.windows(2).all(|pair| pair[0].range.end <= pair[1].range.start);
    if !fits {
        tracing::error!("the fix \"{}\" does not fit the text and is not offered", fix.title);
    }
    fits
}

fn is_boundary(snapshot: &Snapshot, at: usize) -> bool {
    snapshot.text.char_to_byte(snapshot.text.byte_to_char(at)) == at
}

/// What a fix changes, less what its edits only put back: the same for fixes that do the same.
fn effect(snapshot: &Snapshot, fix: &Fix) -> Vec<Edit> {
    let least = |edit: &Edit| {
        let old = snapshot.text.byte_slice(edit.range.start..edit.range.end).to_string();
        let front: usize =
            old.chars().zip(edit.text.chars()).take_while(|(a, b)| a == b).map(|(c, _)| c.len_utf8()).sum();
        let (old, new) = (&old[front..], &edit.text[front..]);
        let back: usize =
            old.chars().rev().zip(new.chars().rev()).take_while(|(a, b)| a == b).map(|(c, _)| c.len_utf8()).sum();
        let range = ByteRange::new(edit.range.start + front, edit.range.end - back);
        Edit::replace(range, &new[..new.len() - back])
    };
    fix.edits.iter().map(least).filter(|edit| !edit.range.is_empty() || !edit.text.is_empty()).collect()
}

/// For each rule that found something here: all that it has a clear answer for, where that is more than one finding
/// and less than what fix-all mends.
fn fix_all_of_a_kind(found: &Found, findings: &[&Finding], client: Client) -> Vec<CodeAction> {
    let mut codes: Vec<&str> = findings.iter().filter(|f| f.preferred_fix().is_some()).map(|f| f.code).collect();
    codes.sort_unstable();
    codes.dedup();
    let (all, _) = clear_fixes(found, None);
    let action = |code: &str| {
        let (count, edits) = clear_fixes(found, Some(code));
        let title = fix_all_title(count, Some(code));
        let later = Later::FixAll(Some(code.to_owned()));
        let draft = Draft::of_document(title, QUICK_FIX, edits, later);
        (count > 1 && count < all).then(|| draft.action(found, client))
    };
    codes.into_iter().filter_map(action).collect()
}

/// All preferred fixes, or those of one rule, that do not get into each other's way: how many, and their edits.
pub(super) fn clear_fixes(found: &Found, code: Option<&str>) -> (usize, Vec<Edit>) {
    let mut edits: BTreeMap<(usize, usize), Edit> = BTreeMap::new();
    let mut count = 0;
    let wanted = |index: &usize| {
        let packed = found.findings.packed(*index);
        packed.is_clear() && code.is_none_or(|code| packed.code() == code)
    };
    for finding in (0..found.findings.len()).filter(wanted).map(|index| found.findings.get(index)) {
        let alone = |fix: &&Fix| fix.remember.is_none() && fix.elsewhere.is_empty();
        let Some(fix) = finding.preferred_fix().filter(alone) else { continue };
        if applies(&found.snapshot, fix) && fix.edits.iter().all(|edit| free(&edits, edit)) {
            edits.extend(fix.edits.iter().map(|edit| ((edit.range.start, edit.range.end), edit.clone())));
            count += 1;
        }
    }
    (count, edits.into_values().collect())
}

/// Whether `edit` leaves alone what the `taken` ones change, which do so with each other.
fn free(taken: &BTreeMap<(usize, usize), Edit>, edit: &Edit) -> bool {
    let ByteRange { start, end } = edit.range;
    let before = taken.range(..(start, end)).next_back();
    let after = taken.range((start, end)..).next();
    // Two insertions at one place have no order, so meeting there counts as overlap.
    let clear = |other: &Edit| {
        let (first, second) = if other.range <= edit.range { (other, edit) } else { (edit, other) };
        first.range.end < second.range.start
            || first.range.end == second.range.start && !first.range.is_empty() && !second.range.is_empty()
    };
    before.is_none_or(|(_, other)| clear(other)) && after.is_none_or(|(_, other)| clear(other))
}

/// A file with its version, its text and what is changed in it.
type Edited<'f> = (Arc<str>, Option<i64>, &'f Rope, &'f [Edit]);

/// All that a fix changes, here and in other files. The client is to ask about files that are not open, if it can.
fn edit_of(snapshot: &Snapshot, fix: &Fix, versions: Versions<'_>, client: Client) -> WorkspaceEdit {
    let mut files: Vec<Edited<'_>> = Vec::new();
    if !fix.edits.is_empty() {
        files.push((Arc::clone(&snapshot.uri), Some(snapshot.version), &snapshot.text, &fix.edits));
    }
    files.extend(fix.elsewhere.iter().map(|other| {
        let version = versions(&other.file).flatten();
        (other.file.path.as_str().into(), version, &other.file.text, other.edits.as_slice())
    }));
    let unseen = files.iter().any(|(_, version, ..)| version.is_none());
    let edits = |version: Option<i64>, text: &Rope, edits: &[Edit]| -> Vec<TextEdit> {
        let annotation_id = (client.annotations && version.is_none()).then(|| ELSEWHERE.to_owned());
        let edit =
            |edit| TextEdit { annotation_id: annotation_id.clone(), ..convert::text_edit(text, edit, client.encoding) };
        edits.iter().map(edit).collect()
    };
    if !client.document_changes {
        let changes = files.into_iter().map(|(uri, version, text, of)| (uri, edits(version, text, of)));
        return WorkspaceEdit::Changes(gather::map(changes));
    }
    let document = |(uri, version, text, of)| TextDocumentEdit {
        text_document: EditedDocument { uri, version },
        edits: edits(version, text, of),
    };
    let document_changes = files.into_iter().map(document).collect();
    if !(client.annotations && unseen) {
        return WorkspaceEdit::DocumentChanges(document_changes);
    }
    let annotation =
        ChangeAnnotation { label: format!("{} {ELSEWHERE}", fix.title), needs_confirmation: true, description: None };
    let change_annotations = gather::map([(ELSEWHERE.to_owned(), annotation)]);
    WorkspaceEdit::Annotated(AnnotatedEdits { document_changes, change_annotations })
}

/// These edits of a text, in the form the client takes.
pub(super) fn workspace_edit(snapshot: &Snapshot, edits: &[Edit], client: Client) -> WorkspaceEdit {
    let edits: Vec<TextEdit> =
        edits.iter().map(|edit| convert::text_edit(&snapshot.text, edit, client.encoding)).collect();
    let uri = Arc::clone(&snapshot.uri);
    if client.document_changes {
        let text_document = EditedDocument { uri, version: Some(snapshot.version) };
        WorkspaceEdit::DocumentChanges(vec![TextDocumentEdit { text_document, edits }])
    } else {
        WorkspaceEdit::Changes(gather::map([(uri, edits)]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::Findings;
    use crate::finding::Severity;
    use crate::format::Format;
    use crate::server::document::{Content, DocumentId, Generation};
    use crate::server::protocol::{CodeActionContext, Position, TextDocumentIdentifier};

    const TEXT: &str = "the the the, and and\n";

    /// A finding on `range` with fixes, each given as edits; the first fix is preferred.
    fn finding(range: (usize, usize), fixes: &[&[(usize, usize, &str)]]) -> Finding {
        let range = ByteRange::new(range.0, range.1);
        let mut finding = Finding::new("repeated-word", "word", Severity::Warning, range, "repeated".into());
        for (n, edits) in fixes.iter().enumerate() {
            let edits = edits.iter().map(|(start, end, new)| Edit::replace(ByteRange::new(*start, *end), *new));
            finding.fixes.push(Fix::new(format!("fix {n}"), n == 0, edits.collect()));
        }
        finding
    }

    /// The action that stops the reports of so many findings.
    fn stopped(findings: usize) -> (&'static str, usize, String) {
        (QUICK_FIX, findings, format!("{STOP_REPORTING} repeated-word"))
    }

    /// The actions for all of `TEXT`: kind, how many findings each mends, its edits.
    fn offered(findings: Vec<Finding>, only: &str) -> Vec<(&'static str, usize, String)> {
        let snapshot = Snapshot {
            id: DocumentId(0),
            generation: Generation(0),
            uri: "untitled:a".into(),
            version: 1,
            content: Content::Prose(Format::Plain),
            text: ropey::Rope::from_str(TEXT),
        };
        let found = Found { snapshot, findings: Arc::new(Findings::new(findings)), judged: true };
        let params = CodeActionParams {
            text_document: TextDocumentIdentifier { uri: "untitled:a".into() },
            range: Range { start: Position { line: 0, character: 0 }, end: Position { line: 9, character: 0 } },
            context: CodeActionContext { only: Some(vec![only.to_owned()]) },
        };
        let client = Client { actions: true, document_changes: true, ..Client::default() };
        actions(&found, &params, &|_| None, client)
            .into_iter()
            .map(|a| (a.kind, a.diagnostics.len(), shown(&a)))
            .collect()
    }

    fn shown(action: &CodeAction) -> String {
        if let Some(command) = &action.command {
            let what = match &command.arguments[0] {
                Argument::Remember(remember) => &remember.entry,
                Argument::StopReporting(stop) => &stop.code,
            };
            return format!("{} {what}", command.command);
        }
        let Some(WorkspaceEdit::DocumentChanges(documents)) = &action.edit else { return String::new() };
        let edits = documents.iter().flat_map(|document| &document.edits);
        let edit = |e: &TextEdit| format!("{}-{} {:?}", e.range.start.character, e.range.end.character, e.new_text);
        edits.map(edit).collect::<Vec<_>>().join(", ")
    }

    #[test]
    fn fixes_of_equal_effect_are_one_action_for_all_their_findings() {
        let one = finding((0, 7), &[&[(0, 7, "the")], &[(0, 3, "The")]]);
        let other = finding((4, 11), &[&[(3, 7, "")], &[(12, 16, " und")]]);
        assert_eq!(
            offered(vec![one, other], QUICK_FIX),
            [
                (QUICK_FIX, 2, "0-7 \"the\"".to_owned()),
                (QUICK_FIX, 1, "0-3 \"The\"".to_owned()),
                (QUICK_FIX, 1, "12-16 \" und\"".to_owned()),
                stopped(2),
            ]
        );
    }

    #[test]
    fn a_fix_that_does_not_fit_the_text_is_not_offered() {
        let long = finding((0, 3), &[&[(18, 99, "")]]);
        let crossed = finding((0, 3), &[&[(0, 4, ""), (3, 7, "")]]);
        let empty = finding((0, 3), &[&[]]);
        assert_eq!(offered(vec![long, crossed, empty], ""), [stopped(3)]);
    }

    #[test]
    fn answers_of_equal_effect_are_one_command() {
        let answer = |range, words: &str| {
            let mut finding = finding(range, &[]);
            finding.fixes.push(Fix::remember("This repeat is intended", Entry::Repeat(words.to_owned())));
            finding
        };
        let all = [answer((0, 7), "the the"), answer((4, 11), "the the"), answer((13, 20), "and and")];
        let one = |findings, line: &str| (QUICK_FIX, findings, format!("{REMEMBER} repeat: {line}"));
        assert_eq!(offered(all.into(), ""), [one(2, "the the"), one(1, "and and"), stopped(3)]);
    }

    #[test]
    fn reports_are_stopped_last_and_by_rule() {
        let first = finding((0, 7), &[&[(3, 7, "")]]);
        let slip = Finding { code: "project-file", ..finding((0, 3), &[]) };
        let other = Finding { code: "doubled-punctuation", ..finding((8, 9), &[&[(8, 9, "")]]) };
        let last = finding((13, 20), &[&[(16, 20, "")]]);
        let got = offered(vec![first, slip, other, last], "");
        let tail = [stopped(2), (QUICK_FIX, 1, format!("{STOP_REPORTING} doubled-punctuation"))];
        // All of the one rule, which is not all of the document, stand between.
        assert_eq!(got[3], (QUICK_FIX, 0, "3-7 \"\", 16-20 \"\"".to_owned()));
        assert_eq!((got[4].0, &got[5..]), (FIX_ALL, &tail[..]));
    }

    #[test]
    fn fix_all_takes_a_fix_whole_or_not_at_all() {
        let first = finding((0, 7), &[&[(3, 7, "")]]);
        let crossing = finding((4, 20), &[&[(5, 11, ""), (16, 20, "")]]);
        let meeting = finding((4, 11), &[&[(7, 11, "")]]);
        let last = finding((13, 20), &[&[(16, 20, "")]]);
        let again = finding((13, 20), &[&[(16, 20, "")]]);
        let all = offered(vec![first, crossing, meeting, last, again], FIX_ALL);
        assert_eq!(all, [(FIX_ALL, 0, "3-7 \"\", 7-11 \"\", 16-20 \"\"".to_owned())]);
    }

    #[test]
    fn fix_all_puts_two_things_in_one_place_never() {
        let one = finding((0, 3), &[&[(3, 3, "x")]]);
        let other = finding((0, 3), &[&[(3, 3, "y")]]);
        let beside = finding((0, 3), &[&[(3, 7, "z")]]);
        assert_eq!(offered(vec![one, other, beside], FIX_ALL), [(FIX_ALL, 0, "3-3 \"x\"".to_owned())]);
    }

    #[test]
    fn a_kind_stands_for_all_below_it() {
        let asked = |only: &[&str], kind| wanted(Some(&only.iter().map(|&s| s.to_owned()).collect::<Vec<_>>()), kind);
        for only in ["", "source", "source.fixAll", "source.fixAll.postedit"] {
            assert!(asked(&[only], FIX_ALL), "{only}");
        }
        for only in ["quickfix", "source.fix", "source.fixAll.other", "source.fixAll.postedit.more", "refactor"] {
            assert!(!asked(&[only], FIX_ALL), "{only}");
        }
        assert!(asked(&["refactor", "quickfix"], QUICK_FIX) && asked(&[""], QUICK_FIX));
        assert!(!asked(&["source"], QUICK_FIX) && !asked(&[], QUICK_FIX) && !asked(&["quickfix.x"], QUICK_FIX));
        assert!(wanted(None, QUICK_FIX) && wanted(None, FIX_ALL));
    }
}
