//! The way of findings into a frame by itself, for benches: what [`serve`](super::serve) does with a checked text.

use std::io;
use std::sync::Arc;

use ropey::Rope;

use super::capabilities::Client;
use super::document::{Content, DocumentId, Generation, Snapshot};
use super::output::{Output, Writer};
use super::publish::{Found, Published};
use crate::engine::{Change, Findings};
use crate::format::Format;

/// The lists of one document, which are written and thrown away.
#[derive(Debug)]
pub struct Lists {
    published: Published,
    client: Client,
    snapshot: Snapshot,
    output: Output,
    _writer: Writer,
}

impl Lists {
    /// No list yet of a text; a client that takes versions and related places, in units of UTF-16.
    pub fn new(text: Rope) -> Self {
        let (output, writer) = Output::start(io::sink());
        let (id, content) = (DocumentId(1), Content::Prose(Format::Plain));
        let snapshot =
            Snapshot { id, generation: Generation(1), uri: "untitled:measured".into(), version: 0, content, text };
        let client = Client { related: true, versions: true, ..Client::default() };
        Self { published: Published::default(), client, snapshot, output, _writer: writer }
    }

    /// The text is another by these changes.
    pub fn edit(&mut self, text: Rope, changes: &[Change]) {
        let Snapshot { generation: Generation(number), version, .. } = &mut self.snapshot;
        *number += 1;
        *version += 1;
        self.snapshot.text = text;
        self.published.edited(self.snapshot.generation, changes, None);
    }

    /// Writes what was found in the text as it stands, unless it is what was written last.
    pub fn write(&mut self, findings: &Arc<Findings>) {
        let found = Found { snapshot: self.snapshot.clone(), findings: Arc::clone(findings), judged: true };
        self.published.send(&found, 0, self.client, &self.output);
    }
}
