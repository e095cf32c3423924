//! Long texts on their way from the input to the event loop: they go round the framework, whose buffer keeps the room of
//! the longest message for good.
//!
//! `input` puts a short mark in a text's place, and `backend` the text in the mark's.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde_json::Value;
use tower_lsp::jsonrpc::Request;

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
    /// Whether a message of so many bytes may have long texts.
    pub fn are_in(request: &Request, length: usize) -> bool {
        length >= LONG && matches!(request.method(), "textDocument/didOpen" | "textDocument/didChange")
    }

    /// Takes the long texts out of a message.
    pub fn take_out(&self, request: Request) -> Request {
        let (method, _, params) = request.into_parts();
        let mut params = params.unwrap_or_default();
        self.take(params.pointer_mut("/textDocument/text"));
        let changes = params.get_mut("contentChanges").and_then(Value::as_array_mut);
        changes.into_iter().flatten().for_each(|change| self.take(change.get_mut("text")));
        Request::build(method).params(params).finish()
    }

    /// Puts a mark in the place of a long text.
    fn take(&self, text: Option<&mut Value>) {
        let Some(Value::String(text)) = text else { return };
        if text.len() < LONG {
            return;
        }
        let mut texts = self.texts();
        let number = texts.last_key_value().map_or(0, |(last, _)| last + 1);
        let mark = format!("{MARK}{number}");
        texts.insert(number, std::mem::replace(text, mark));
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

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn open(text: &str) -> Request {
        let params = json!({"textDocument": {"uri": "file:///a.txt", "text": text}});
        Request::build("textDocument/didOpen").params(params).finish()
    }

    fn text(request: &Request) -> String {
        request.params().unwrap()["textDocument"]["text"].as_str().unwrap().to_owned()
    }

    #[test]
    fn long_texts_come_back_in_their_places() {
        let parcels = Parcels::default();
        let long = "word ".repeat(LONG);
        let unwanted = parcels.take_out(open(&long));
        let opened = parcels.take_out(open(&long));
        let changes = json!({"contentChanges": [{"text": "short"}, {"text": long}]});
        let change = Request::build("textDocument/didChange").params(changes).finish();
        let changed = parcels.take_out(change);
        assert_eq!(changed.params().unwrap()["contentChanges"][0]["text"], "short");
        let mut back = text(&opened);
        assert!(back.len() < 20);
        parcels.put_back(&mut back);
        assert_eq!(back, long);
        let mut back = changed.params().unwrap()["contentChanges"][1]["text"].as_str().unwrap().to_owned();
        parcels.put_back(&mut back);
        assert_eq!(back, long);
        let mut lost = text(&unwanted);
        parcels.put_back(&mut lost);
        assert_eq!(lost, text(&unwanted), "nobody waits for what the framework did not want");
    }

    #[test]
    fn short_texts_and_those_that_look_like_marks_stay() {
        let parcels = Parcels::default();
        assert_eq!(text(&parcels.take_out(open("short"))), "short");
        let mut own = format!("{MARK}7");
        parcels.put_back(&mut own);
        assert_eq!(own, format!("{MARK}7"));
    }
}
