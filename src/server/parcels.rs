//! Long texts on their way from the input to the event loop: they go round the framework, whose buffer keeps the room of
//! the longest message for good.
//!
//! `input` puts a short mark in a text's place, and `backend` the text in the mark's.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde_json::Value;

use super::literal;

/// A message of so many bytes is long; in a shorter one all texts stay.
pub(super) const LONG: usize = 64 * 1024;

/// What a mark begins with, as no text of a document does.
const MARK: &str = "\0parcel ";

/// The texts that are under way.
#[derive(Debug, Default)]
pub(super) struct Parcels {
    texts: Mutex<BTreeMap<u64, String>>,
}

impl Parcels {
    /// Puts short marks in the place of the long texts of a message, if its long strings are such texts. Whether it may be
    /// read; what is written as no text can be is told here.
    pub fn take_out(&self, message: &mut Vec<u8>) -> bool {
        let strings = literal::long(message, LONG);
        if strings.is_empty() {
            return true;
        }
        let first = self.texts().last_key_value().map_or(0, |(last, _)| last + 1);
        let marks: Vec<String> = (first..).take(strings.len()).map(|number| format!("{MARK}{number}")).collect();
        let short = shortened(message, &strings, &marks);
        if !are_texts(&short, &marks) {
            return true;
        }
        let mut rest = std::mem::replace(message, short);
        for (at, string) in strings.into_iter().enumerate().rev() {
            let text = match at == 0 {
                true => literal::decoded(std::mem::take(&mut rest), string),
                false => literal::decoded(rest.split_off(string.start), 0..string.len()),
            };
            let Some(text) = text else { return false };
            self.texts().insert(first + at as u64, text);
        }
        true
    }

    /// Puts the text in the place of its mark. Texts come in the order in which they were taken out: what came before
    /// went with a message that the framework did not want.
    pub fn put_back(&self, text: &mut String) {
        let Some(number) = text.strip_prefix(MARK).and_then(|number| number.parse().ok()) else { return };
        let mut texts = self.texts();
        if let Some(own) = texts.remove(&number) {
            *text = own;
            *texts = texts.split_off(&number);
        }
    }

    fn texts(&self) -> MutexGuard<'_, BTreeMap<u64, String>> {
        self.texts.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A message with these marks in the place of its strings.
fn shortened(message: &[u8], strings: &[Range<usize>], marks: &[String]) -> Vec<u8> {
    let (mut short, mut from) = (Vec::new(), 0);
    for (string, mark) in strings.iter().zip(marks) {
        short.extend(&message[from..string.start]);
        // Between the quotes that stand there.
        short.extend(br"\u0000");
        short.extend(&mark.as_bytes()[1..]);
        from = string.end;
    }
    short.extend(&message[from..]);
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

    fn taken_out(parcels: &Parcels, request: &Request) -> Request {
        let mut message = serde_json::to_vec(request).unwrap();
        assert!(parcels.take_out(&mut message));
        serde_json::from_slice(&message).unwrap()
    }

    fn text(request: &Request) -> String {
        request.params().unwrap()["textDocument"]["text"].as_str().unwrap().to_owned()
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
        let mut back = text(&opened);
        assert!(back.len() < 20);
        parcels.put_back(&mut back);
        assert_eq!(back, long);
        for (at, long) in [(1, long.clone()), (2, format!("{long}é\n"))] {
            let mut back = changed.params().unwrap()["contentChanges"][at]["text"].as_str().unwrap().to_owned();
            parcels.put_back(&mut back);
            assert_eq!(back, long);
        }
        let mut lost = text(&unwanted);
        parcels.put_back(&mut lost);
        assert_eq!(lost, text(&unwanted), "nobody waits for what the framework did not want");
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
        assert!(!parcels.take_out(&mut broken));
    }

    #[test]
    fn short_texts_and_those_that_look_like_marks_stay() {
        let parcels = Parcels::default();
        assert_eq!(text(&taken_out(&parcels, &open("short"))), "short");
        let mut own = format!("{MARK}7");
        parcels.put_back(&mut own);
        assert_eq!(own, format!("{MARK}7"));
    }
}
