//! Long texts on their way from the input to the event loop: they go round the framework, whose buffer keeps the room of
//! the longest message for good.
//!
//! `input` puts a short mark in a text's place, and `backend` the text in the mark's.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::{Mutex, MutexGuard, PoisonError};

use ropey::Rope;
use serde::{Deserialize, Deserializer};
use serde_json::Value;

use super::body::Body;
use super::literal;

/// A message of so many bytes is long; in a shorter one all texts stay.
pub(super) const LONG: usize = 64 * 1024;

/// What a mark begins with, as no text of a document does.
const MARK: &str = "\0parcel ";

/// The texts that are under way.
#[derive(Debug, Default)]
pub(super) struct Parcels {
    texts: Mutex<BTreeMap<u64, Rope>>,
}

/// A text that comes with a message.
#[derive(Debug)]
pub(super) enum Text {
    /// As it stands there.
    Short(String),
    /// As it was taken out.
    Long(Rope),
}

impl Parcels {
    /// A long message with short marks in the place of its long texts, if its long strings are such texts; `None` where one is
    /// written as no text can be.
    pub fn take_out(&self, mut message: Body) -> Option<Vec<u8>> {
        let strings = literal::long(&message, LONG);
        let first = self.texts().last_key_value().map_or(0, |(last, _)| last + 1);
        let marks: Vec<String> = (first..).take(strings.len()).map(|number| format!("{MARK}{number}")).collect();
        let short = shortened(&message, &strings, &marks);
        if strings.is_empty() || !are_texts(&short, &marks) {
            return Some(shortened(&message, &[], &[]));
        }
        for (number, string) in (first..).zip(strings) {
            let text = literal::decoded(&mut message, string)?;
            self.texts().insert(number, text);
        }
        Some(short)
    }

    /// Puts the text in the place of its mark. Texts come in the order in which they were taken out: what came before
    /// went with a message that the framework did not want.
    pub fn put_back(&self, text: &mut Text) {
        let Text::Short(mark) = text else { return };
        let Some(number) = mark.strip_prefix(MARK).and_then(|number| number.parse().ok()) else { return };
        let mut texts = self.texts();
        if let Some(own) = texts.remove(&number) {
            *text = Text::Long(own);
            *texts = texts.split_off(&number);
        }
    }

    fn texts(&self) -> MutexGuard<'_, BTreeMap<u64, Rope>> {
        self.texts.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Text {
    /// As a rope.
    pub fn rope(self) -> Rope {
        match self {
            Self::Short(text) => Rope::from_str(&text),
            Self::Long(text) => text,
        }
    }

    /// As one string.
    pub fn string(self) -> String {
        match self {
            Self::Short(text) => text,
            Self::Long(text) => text.into(),
        }
    }
}

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        String::deserialize(from).map(Self::Short)
    }
}

/// A message with these marks in the place of its strings.
fn shortened(message: &Body, strings: &[Range<usize>], marks: &[String]) -> Vec<u8> {
    let (mut short, mut from) = (Vec::new(), 0);
    for (string, mark) in strings.iter().zip(marks) {
        message.copy(from..string.start, &mut short);
        // Between the quotes that stand there.
        short.extend(br"\u0000");
        short.extend(&mark.as_bytes()[1..]);
        from = string.end;
    }
    message.copy(from..message.len(), &mut short);
    short
}

/// Whether a message is about a document, and its marks are texts of it.
fn are_texts(short: &[u8], marks: &[String]) -> bool {
    let Ok(message) = serde_json::from_slice::<Value>(short) else { return false };
    let texts = match message.get("method").and_then(Value::as_str) {
        Some("textDocument/didOpen") => vec![message.pointer("/params/textDocument/text")],
        Some("textDocument/didChange") => {
            let changes = message.pointer("/params/contentChanges").and_then(Value::as_array);
            changes.into_iter().flatten().map(|change| change.get("text")).collect()
        }
        _ => return false,
    };
    let texts: Vec<&str> = texts.into_iter().filter_map(|text| text?.as_str()).collect();
    marks.iter().all(|mark| texts.contains(&mark.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;
    use tower_lsp::jsonrpc::Request;

    fn open(text: &str) -> Request {
        let params = json!({"textDocument": {"uri": "file:///a.txt", "text": text}});
        Request::build("textDocument/didOpen").params(params).finish()
    }

    fn body(request: &Request) -> Body {
        let mut body = Body::default();
        body.add(&serde_json::to_vec(request).unwrap());
        body
    }

    fn taken_out(parcels: &Parcels, request: &Request) -> Request {
        serde_json::from_slice(&parcels.take_out(body(request)).unwrap()).unwrap()
    }

    fn text(request: &Request) -> String {
        request.params().unwrap()["textDocument"]["text"].as_str().unwrap().to_owned()
    }

    fn put_back(parcels: &Parcels, mark: String) -> String {
        let mut text = Text::Short(mark);
        parcels.put_back(&mut text);
        text.string()
    }

    #[test]
    fn long_texts_come_back_in_their_places() {
        let parcels = Parcels::default();
        let long = "word ".repeat(LONG);
        let unwanted = taken_out(&parcels, &open(&long));
        let opened = taken_out(&parcels, &open(&long));
        let changes = json!({"contentChanges": [{"text": "short"}, {"text": long}, {"text": format!("{long}é\n")}]});
        let change = Request::build("textDocument/didChange").params(changes).finish();
        let changed = taken_out(&parcels, &change);
        assert_eq!(changed.params().unwrap()["contentChanges"][0]["text"], "short");
        let mark = text(&opened);
        assert!(mark.len() < 20);
        assert_eq!(put_back(&parcels, mark), long);
        for (at, long) in [(1, long.clone()), (2, format!("{long}é\n"))] {
            let mark = changed.params().unwrap()["contentChanges"][at]["text"].as_str().unwrap().to_owned();
            assert_eq!(put_back(&parcels, mark), long);
        }
        let lost = text(&unwanted);
        assert_eq!(put_back(&parcels, lost.clone()), lost, "nobody waits for what the framework did not want");
    }

    #[test]
    fn long_strings_that_are_no_texts_stay() {
        let parcels = Parcels::default();
        let long = "word ".repeat(LONG);
        let params = json!({"textDocument": {"uri": long, "text": long}});
        for request in [
            Request::build("textDocument/didOpen").params(params).finish(),
            Request::build("other").params(json!({"text": long})).finish(),
        ] {
            assert_eq!(taken_out(&parcels, &request), request);
        }
        let mut broken = serde_json::to_vec(&open(&format!("{long}é"))).unwrap();
        let at = broken.iter().position(|b| *b == 0xC3).unwrap();
        broken[at..at + 2].copy_from_slice(br"\x");
        let mut body = Body::default();
        body.add(&broken);
        assert!(parcels.take_out(body).is_none());
    }

    #[test]
    fn short_texts_and_those_that_look_like_marks_stay() {
        let parcels = Parcels::default();
        assert_eq!(text(&taken_out(&parcels, &open("short"))), "short");
        let own = format!("{MARK}7");
        assert_eq!(put_back(&parcels, own.clone()), own);
    }
}
