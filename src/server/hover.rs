//! The card of a name: its spellings with their counts, where it stands first, why it is marked here, and what the
//! glossaries say. `terms` writes that part; a term that is no name has a card of nothing else.

use super::capabilities::Client;
use super::convert;
use super::protocol::{Hover, MarkupContent, PositionParams};
use super::question::Piece;
use super::roster::{Form, Mention, Name, Place, Roster};
use super::terms;
use super::uri;
use crate::block::readable;
use crate::gather;
use crate::position::{Encoding, byte_at, position_at};
use crate::range::ByteRange;
use crate::rules;

/// How many characters of the text are shown on either side of a name.
const AROUND: usize = 40;

/// What there is to say of the name or the term at a position of the first text; `None` where neither stands.
pub(super) fn hover(pieces: &[Piece], params: &PositionParams, client: Client) -> Option<Hover> {
    let first = pieces.first()?;
    let text = &first.snapshot.text;
    let known = first.names.get()?;
    let written = terms::at(first, byte_at(text, params.position.into(), client.encoding));
    let roster = Roster::of_pieces(pieces);
    let (range, mut lines, terms) = match roster.at_position(params.position, client.encoding) {
        Some(mention) => {
            let forms = roster.names[mention.name].forms.iter().map(|form| form.text.as_str());
            let terms = terms::of_name(&known.glossary, known.language, forms, written.map(|(_, terms)| terms));
            (mention.place.range, name(first, &roster, mention, client), terms)
        }
        None => written.map(|(range, terms)| (range, Vec::new(), terms))?,
    };
    let style = Style { markdown: client.markdown };
    lines.extend(terms::card(&terms, style));
    let value = lines.join(if client.markdown { "\n\n" } else { "\n" });
    let kind = if client.markdown { "markdown" } else { "plaintext" };
    let range = convert::range(text, range, client.encoding);
    Some(Hover { contents: MarkupContent { kind, value }, range })
}

/// What there is to say of a name where it stands.
fn name(piece: &Piece, roster: &Roster, mention: Mention, client: Client) -> Vec<String> {
    let style = Style { markdown: client.markdown };
    let card = Card { style, roster };
    let mut lines = card.name(mention.name);
    let about_names =
        |code: &str| [rules::inconsistent_name::RULE.code, rules::impossible_pinyin::RULE.code].contains(&code);
    let found = piece.found();
    let findings = &found.findings;
    let here = findings
        .touching(mention.place.range)
        .filter(|index| about_names(findings.code(*index)) && findings.range(*index).overlaps(mention.place.range));
    lines.extend(here.map(|index| style.text(&findings.packed(index).message())));
    lines
}

/// Words for how a spelling differs, by the kind that findings give.
pub(super) fn difference(kind: &str) -> &'static str {
    match kind {
        "segmentation" => "cut into words otherwise",
        "hyphen" => "hyphens differ",
        "accent" => "accents differ",
        "case" => "capitals differ",
        "abbreviation" => "shortened otherwise",
        "order" => "words in another order",
        "scheme" => "another way to write the name in Latin letters",
        "title" => "another title",
        "inflection" => "an ending or a small word differs",
        "numeral" => "digits or words for a number",
        "acronym" => "initials that do not fit",
        "truncation" => "cut short",
        _ => "spelt otherwise",
    }
}

/// `once`, `twice`, `7 times`.
pub(super) fn times(count: usize) -> String {
    match count {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        count => format!("{count} times"),
    }
}

/// The form in which the client shows cards.
#[derive(Clone, Copy, Debug)]
pub(super) struct Style {
    markdown: bool,
}

/// Writes the card of a name.
struct Card<'r> {
    style: Style,
    roster: &'r Roster,
}

impl Card<'_> {
    fn name(&self, number: usize) -> Vec<String> {
        let name = &self.roster.names[number];
        let mut lines = vec![self.head(name)];
        if name.varies() {
            lines.push(self.forms(number));
        }
        lines.extend(name.first().map(|place| self.first(place)));
        lines
    }

    fn head(&self, name: &Name) -> String {
        let files = name.forms.iter().flat_map(|form| &form.places).map(|place| place.text);
        let files = gather::set(files).len();
        let spread = if files > 1 { format!(" in {files} files") } else { String::new() };
        format!("{}, {}{spread}", self.style.strong(&name.preferred().text), times(name.count()))
    }

    /// The spellings, a line each.
    fn forms(&self, number: usize) -> String {
        let name = &self.roster.names[number];
        let form = |form: &Form| {
            let why = if form.kind.is_empty() { "preferred" } else { difference(form.kind) };
            format!("- {}: {}, {why}", self.style.text(&form.text), times(form.places.len()))
        };
        let doubt = |other: &usize| {
            let other = &self.roster.names[*other];
            let (text, count) = (self.style.text(&other.preferred().text), times(other.count()));
            format!("- perhaps {text}, {count}: the text does not decide")
        };
        name.forms.iter().map(form).chain(name.doubts.iter().map(doubt)).collect::<Vec<_>>().join("\n")
    }

    fn first(&self, place: Place) -> String {
        let rope = &self.roster.texts[place.text].rope;
        let line = position_at(rope, place.range.start, Encoding::Utf8).line as usize;
        let (start, end) = (rope.line_to_byte(line), rope.line_to_byte(line + 1));
        let before = ByteRange::new(start, place.range.start);
        let after = ByteRange::new(place.range.end.min(end), end);
        let slice = |range: ByteRange| rope.byte_slice(range.start..range.end).to_string();
        let (before, after) = (shortened(&slice(before), true), shortened(&slice(after), false));
        let name = readable(&self.roster.written(place));
        let style = self.style;
        let file = if place.text == 0 { String::new() } else { format!("{}, ", style.text(&self.file(place))) };
        let line = line + 1;
        format!("First in {file}line {line}: {}{}{}", style.text(&before), style.strong(&name), style.text(&after))
    }

    /// The name of the file that a place is in.
    fn file(&self, place: Place) -> String {
        let path = uri::path(&self.roster.texts[place.text].uri);
        path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
    }
}

impl Style {
    /// Text that stands out.
    pub fn strong(self, text: &str) -> String {
        if self.markdown { format!("**{}**", self.text(text)) } else { text.to_owned() }
    }

    /// Text that means only itself.
    pub fn text(self, text: &str) -> String {
        if !self.markdown {
            return text.to_owned();
        }
        let mut out = String::with_capacity(text.len());
        for c in text.chars() {
            if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&' | '!') {
                out.push('\\');
            }
            out.push(c);
        }
        out
    }
}

/// The part of a line that is shown before a name, or behind it: its nearest words.
fn shortened(text: &str, before: bool) -> String {
    let text = text.replace(['\n', '\r', '\t'], " ");
    let length = text.chars().count();
    let trimmed = if before { text.trim_start() } else { text.trim_end() };
    if length <= AROUND {
        return trimmed.to_owned();
    }
    if before {
        let tail: String = text.chars().skip(length - AROUND).collect();
        format!("…{}", tail.split_once(' ').map_or(tail.as_str(), |(_, rest)| rest))
    } else {
        let head: String = text.chars().take(AROUND).collect();
        format!("{}…", head.rsplit_once(' ').map_or(head.as_str(), |(rest, _)| rest))
    }
}
