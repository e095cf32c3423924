//! TBX, the exchange format of termbases: version 2 (`martif`, `termEntry`, `langSet`), version 3 (`tbx`, `conceptEntry`,
//! `langSec`) in both its styles, and TBX-Min (`entry`, `langGroup`).
//!
//! Only terms, their status and a definition or note are read. Where the XML breaks, what was complete before holds.

use std::collections::BTreeSet;

use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::{Concept, Problem, Status};
use crate::language::Language;
use crate::range::ByteRange;

/// The concepts of a file's text, and what could not be used.
pub(super) fn read(text: &str) -> (Vec<Concept>, Vec<Problem>) {
    let mut reader = Reader::from_str(text);
    reader.config_mut().expand_empty_elements = true;
    let mut walker = Walker::default();
    loop {
        let at = position(reader.buffer_position());
        match reader.read_event() {
            Ok(Event::Start(element)) => walker.open(&element, at, position(reader.buffer_position())),
            Ok(Event::End(element)) => walker.close(element.local_name().into_inner()),
            Ok(Event::Text(content)) => walker.text(&content.xml10_content()),
            Ok(Event::CData(content)) => walker.text(&content),
            Ok(Event::GeneralRef(reference)) => walker.text(&resolved(&reference)),
            Ok(Event::Eof) if walker.depth > 0 => {
                walker.complain(ByteRange::new(text.len(), text.len()), BROKEN.to_owned() + "it ends too early.");
                break;
            }
            Ok(Event::Eof) => break,
            Ok(_) => {}
            Err(error) => {
                let at = position(reader.error_position()).min(text.len());
                walker.complain(line_at(text, at), format!("{BROKEN}{error}."));
                break;
            }
        }
    }
    if walker.concepts.is_empty() && walker.problems.is_empty() {
        let message = "There is no term in this file. A TBX file has its terms in <termEntry> or <conceptEntry>.";
        walker.complain(ByteRange::default(), message.to_owned());
    }
    (walker.concepts, walker.problems)
}

const BROKEN: &str = "The XML breaks off here, so what stands behind does not apply: ";

/// What the text of an element is kept for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wanted {
    Term,
    Status,
    Comment,
}

#[derive(Default)]
struct Walker {
    concepts: Vec<Concept>,
    problems: Vec<Problem>,
    /// How many elements are open.
    depth: usize,
    /// The concept that is open, with the place of its first tag.
    concept: Option<(Concept, ByteRange)>,
    language: Option<Language>,
    /// The term that is open, and where its element begins.
    term: String,
    at: usize,
    status: Option<Status>,
    /// The element whose text is kept, by its depth, and for what.
    keeping: Option<(usize, Wanted)>,
    kept: String,
    /// Words for a status that were complained of.
    unknown: BTreeSet<String>,
}

impl Walker {
    fn open(&mut self, element: &BytesStart<'_>, start: usize, end: usize) {
        self.depth += 1;
        let place = ByteRange::new(start, end);
        let name = element.local_name().into_inner();
        match name {
            "termEntry" | "conceptEntry" | "entry" => self.concept = Some((Concept::default(), place)),
            "langSet" | "langSec" | "langGroup" => self.language = self.language_of(element, place),
            "tig" | "ntig" | "termSec" | "termGroup" => {
                (self.term, self.status, self.at) = (String::new(), None, start);
            }
            _ => {
                if let Some(wanted) = wanted(name, &attribute(element, "type")).filter(|_| self.keeping.is_none()) {
                    self.keeping = Some((self.depth, wanted));
                    self.kept.clear();
                }
            }
        }
    }

    fn text(&mut self, text: &str) {
        if self.keeping.is_some() {
            self.kept.push_str(text);
        }
    }

    fn close(&mut self, name: &str) {
        if let Some((_, wanted)) = self.keeping.take_if(|(depth, _)| *depth == self.depth) {
            self.keep(wanted);
        }
        match name {
            "tig" | "ntig" | "termSec" | "termGroup" => self.add(),
            "langSet" | "langSec" | "langGroup" => self.language = None,
            "termEntry" | "conceptEntry" | "entry" => self.finish(),
            _ => {}
        }
        self.depth = self.depth.saturating_sub(1);
    }

    fn keep(&mut self, wanted: Wanted) {
        let kept = std::mem::take(&mut self.kept);
        let kept = kept.trim();
        match wanted {
            Wanted::Term => kept.clone_into(&mut self.term),
            Wanted::Status => {
                self.status = Status::of_word(kept);
                if self.status.is_none() && self.unknown.insert(kept.to_lowercase()) {
                    let place = self.concept.as_ref().map(|(_, place)| *place).unwrap_or_default();
                    self.complain(
                        place,
                        format!("The status \"{kept}\" of a term here is not known, so its terms count as allowed."),
                    );
                }
            }
            Wanted::Comment => {
                if let Some((concept, _)) = self.concept.as_mut().filter(|(concept, _)| concept.comment.is_empty()) {
                    concept.comment = kept.split_whitespace().collect::<Vec<_>>().join(" ");
                }
            }
        }
    }

    /// The term that is closed belongs to the concept, if it says its language: that was complained of else.
    fn add(&mut self) {
        let term = std::mem::take(&mut self.term);
        let status = self.status.take().unwrap_or(Status::Allowed);
        if let (Some((concept, _)), Some(language)) = (&mut self.concept, self.language) {
            concept.add(&term, Some(language), status, self.at);
        }
    }

    fn finish(&mut self) {
        let Some((concept, place)) = self.concept.take() else { return };
        if concept.forms.is_empty() {
            self.complain(place, "There is no term in this entry.".to_owned());
        } else {
            self.concepts.push(concept);
        }
    }

    fn language_of(&mut self, element: &BytesStart<'_>, place: ByteRange) -> Option<Language> {
        let language = Language::of_tag(&attribute(element, "xml:lang"));
        if language.is_none() {
            let message = "The terms in here do not apply: their language is not said. Write it as xml:lang=\"en\".";
            self.complain(place, message.to_owned());
        }
        language
    }

    fn complain(&mut self, range: ByteRange, message: String) {
        self.problems.push(Problem { range, message });
    }
}

/// What the text of an element of this name and `type` is wanted for.
fn wanted(name: &str, kind: &str) -> Option<Wanted> {
    match (name, kind) {
        ("term", _) => Some(Wanted::Term),
        ("termNote", "administrativeStatus" | "normativeAuthorization") => Some(Wanted::Status),
        ("administrativeStatus" | "normativeAuthorization" | "termStatus", _) => Some(Wanted::Status),
        ("descrip", "definition") | ("definition" | "note", _) => Some(Wanted::Comment),
        _ => None,
    }
}

fn attribute(element: &BytesStart<'_>, name: &str) -> String {
    let found = element.attributes().flatten().find(|attribute| attribute.key.as_ref() == name);
    found
        .and_then(|attribute| Some(attribute.normalized_value(XmlVersion::Implicit1_0).ok()?.into_owned()))
        .unwrap_or_default()
}

/// What a reference such as `&amp;` or `&#233;` stands for; a name that only a DTD would know stays as it is.
fn resolved(reference: &BytesRef<'_>) -> String {
    if let Ok(Some(character)) = reference.resolve_char_ref() {
        return character.to_string();
    }
    let name = reference.xml10_content();
    resolve_predefined_entity(&name).map_or_else(|| format!("&{name};"), str::to_owned)
}

fn position(at: u64) -> usize {
    usize::try_from(at).unwrap_or(usize::MAX)
}

/// The line around a byte.
fn line_at(text: &str, at: usize) -> ByteRange {
    let at = text.floor_char_boundary(at);
    let start = text[..at].rfind('\n').map_or(0, |i| i + 1);
    let end = text[at..].find(['\n', '\r']).map_or(text.len(), |i| at + i);
    ByteRange::new(start, end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forms(concept: &Concept) -> Vec<(&str, &str, Status)> {
        let language = |form: &super::super::Form| if form.language == Some(Language::ENGLISH) { "en" } else { "zh" };
        concept.forms.iter().map(|form| (form.text.as_str(), language(form), form.status)).collect()
    }

    const WANTED: [(&str, &str, Status); 4] = [
        ("堤", "zh", Status::Allowed),
        ("dyke & dam", "en", Status::Preferred),
        ("dike", "en", Status::Forbidden),
        ("levee", "en", Status::Allowed),
    ];

    #[test]
    fn version_2_is_read() {
        let text = r#"<?xml version="1.0"?><!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">
            <martif type="TBX-Basic" xml:lang="zh"><text><body><termEntry id="1">
            <descrip type="definition">A bank
              of earth.</descrip>
            <langSet xml:lang="zh-CN"><tig><term>堤</term></tig></langSet>
            <langSet xml:lang="en-US">
            <tig><term>dyke <hi>&amp;</hi> dam</term><termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></tig>
            <ntig><termGrp><term>dike</term><termNote type="partOfSpeech">noun</termNote>
            <termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></termGrp></ntig>
            <tig><term>levee</term></tig></langSet></termEntry></body></text></martif>"#;
        let (concepts, problems) = read(text);
        assert_eq!(problems, []);
        assert_eq!(forms(&concepts[0]), WANTED);
        assert_eq!(concepts[0].comment, "A bank of earth.");
        assert_eq!(concepts[0].original(Some(Language::ENGLISH)), Some("堤"));
    }

    #[test]
    fn version_3_is_read_in_both_styles() {
        let text = |preferred: &str, forbidden: &str| {
            format!(
                r#"<tbx style="dct" type="TBX-Basic" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2" xmlns:min="x"><text><body>
                <conceptEntry id="c1"><langSec xml:lang="zh"><termSec><term>堤</term></termSec></langSec>
                <langSec xml:lang="en"><termSec><term>dyke &#38; dam</term>{preferred}</termSec>
                <termSec><term>dike</term>{forbidden}</termSec><termSec><term>levee</term></termSec></langSec></conceptEntry>
                </body></text></tbx>"#
            )
        };
        let note = |status: &str| format!(r#"<termNote type="administrativeStatus">{status}</termNote>"#);
        let element = |status: &str| format!("<min:administrativeStatus>{status}</min:administrativeStatus>");
        for text in [
            text(&note("preferredTerm-admn-sts"), &note("supersededTerm-admn-sts")),
            text(&element("preferredTerm-admn-sts"), &element("deprecatedTerm-admn-sts")),
        ] {
            let (concepts, problems) = read(&text);
            assert_eq!(problems, []);
            assert_eq!(forms(&concepts[0]), WANTED);
        }
    }

    #[test]
    fn tbx_min_is_read() {
        let text = "<TBX dialect=\"TBX-Min\"><body><entry id=\"1\"><langGroup xml:lang=\"en\"><termGroup><term>dike</term><termStatus>notRecommended</termStatus></termGroup></langGroup></entry></body></TBX>";
        assert_eq!(forms(&read(text).0[0]), [("dike", "en", Status::Forbidden)]);
    }

    #[test]
    fn what_cannot_be_used_is_named_where_it_stands_and_the_rest_holds() {
        let good = "<termEntry><langSet xml:lang=\"en\"><tig><term>dyke</term></tig></langSet></termEntry>";
        let (concepts, problems) = read(&format!("<martif>{good}<termEntry id=\"e\"></termEntry>\n<termEntry>"));
        assert_eq!((concepts.len(), problems.len()), (1, 2), "{problems:?}");
        let text = format!(
            "<martif>{good}\n<termEntry id=\"a\"><langSet><tig><term>x</term></tig></langSet></termEntry>\n<b></c>\n{good}</martif>"
        );
        let (concepts, problems) = read(&text);
        let places: Vec<&str> = problems.iter().map(|problem| problem.range.of(&text)).collect();
        assert_eq!(concepts.len(), 1);
        assert_eq!(places, ["<langSet>", "<termEntry id=\"a\">", "<b></c>"], "{problems:?}");
        let odd = good.replace("</tig>", "<termNote type=\"administrativeStatus\">perhaps</termNote></tig>");
        let (concepts, problems) = read(&format!("<martif>{odd}{odd}</martif>"));
        assert_eq!((concepts.len(), problems.len()), (2, 1), "once for each word: {problems:?}");
        assert_eq!(read("<html></html>").1.len(), 1);
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read_and_every_problem_lies_in_it(text in "(<|>|/|&|;|=|\"|堤|a|\n| |term|termEntry|langSet|<!--|<!\\[CDATA\\[){0,30}") {
            for problem in read(&text).1 {
                proptest::prop_assert!(text.get(problem.range.start..problem.range.end).is_some());
            }
        }
    }
}
