//! The card of a name: its spellings with their counts, where it stands first, and why it is marked here.

use std::collections::BTreeSet;

use super::capabilities::Client;
use super::convert;
use super::protocol::{Hover, MarkupContent, PositionParams};
use super::question::Piece;
use super::roster::{Form, Name, Place, Roster};
use super::uri;
use crate::block::readable;
use crate::position::{Encoding, position_at};
use crate::range::ByteRange;
use crate::rules;

/// How many characters of the text are shown on either side of a name.
const AROUND: usize = 40;

/// What there is to say of the name at a position of the first text; `None` where no name stands.
pub(super) fn hover(pieces: &[Piece], params: &PositionParams, client: Client) -> Option<Hover> {
    let snapshot = &pieces.first()?.snapshot;
    let roster = Roster::of_pieces(pieces);
    let mention = roster.at_position(params.position, client.encoding)?;
    let card = Card { markdown: client.markdown, roster: &roster };
    let mut lines = card.name(mention.name);
    let about_names =
        |code: &str| [rules::inconsistent_name::RULE.code, rules::impossible_pinyin::RULE.code].contains(&code);
    let found = pieces[0].found();
    let findings = &found.findings;
    let here = findings.touching(mention.place.range).filter(|index| {
        about_names(findings.words(*index).code) && findings.range(*index).overlaps(mention.place.range)
    });
    lines.extend(here.map(|index| card.text(&findings.words(index).message)));
    let value = lines.join(if client.markdown { "\n\n" } else { "\n" });
    let range = convert::range(&snapshot.text, mention.place.range, client.encoding);
    Some(Hover { contents: MarkupContent { kind: card.kind(), value }, range })
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

/// Writes a card in the form that the client shows.
struct Card<'r> {
    markdown: bool,
    roster: &'r Roster,
}

impl Card<'_> {
    fn kind(&self) -> &'static str {
        if self.markdown { "markdown" } else { "plaintext" }
    }

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
        let files = files.collect::<BTreeSet<_>>().len();
        let spread = if files > 1 { format!(" in {files} files") } else { String::new() };
        format!("{}, {}{spread}", self.strong(&name.preferred().text), times(name.count()))
    }

    /// The spellings, a line each.
    fn forms(&self, number: usize) -> String {
        let name = &self.roster.names[number];
        let form = |form: &Form| {
            let why = if form.kind.is_empty() { "preferred" } else { difference(form.kind) };
            format!("- {}: {}, {why}", self.text(&form.text), times(form.places.len()))
        };
        let doubt = |other: &usize| {
            let other = &self.roster.names[*other];
            let (text, count) = (self.text(&other.preferred().text), times(other.count()));
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
        let file = if place.text == 0 { String::new() } else { format!("{}, ", self.text(&self.file(place))) };
        format!("First in {file}line {}: {}{}{}", line + 1, self.text(&before), self.strong(&name), self.text(&after))
    }

    /// The name of the file that a place is in.
    fn file(&self, place: Place) -> String {
        let path = uri::path(&self.roster.texts[place.text].uri);
        path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
    }

    fn strong(&self, text: &str) -> String {
        if self.markdown { format!("**{}**", self.text(text)) } else { text.to_owned() }
    }

    /// Text that means only itself.
    fn text(&self, text: &str) -> String {
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
