//! Answers that the texts alone give, worked out on a thread of its own: over many texts they take a while, and no key press
//! is to wait for them. Nothing is changed here, and nothing is looked up but in the texts as they stood.

use std::panic::{AssertUnwindSafe, catch_unwind};

use serde::Serialize;
use serde_json::Value;
use tower_lsp::jsonrpc;

use super::capabilities::Client;
use super::preferences::Outline;
use super::question::{Ask, Piece, Question, Reach};
use super::queue::{Sender, channel};
use super::rest::with_each;
use super::worker::words;
use super::{completion, hover, names, references, rename, symbols};

/// The way to the thread, which ends when this is gone.
#[derive(Debug)]
pub(super) struct Aside {
    questions: Sender<Asked>,
}

/// A question with how its client wants the answer.
#[derive(Debug)]
struct Asked {
    question: Question,
    client: Client,
    outline: Outline,
}

impl Aside {
    /// Starts the thread.
    pub fn start() -> Self {
        let (questions, queue) = channel::<Asked>();
        with_each("answers", queue, Asked::answer);
        Self { questions }
    }

    /// Has a question answered that lacks nothing and [is told](is_told) by its texts.
    pub fn answer(&self, question: Question, client: Client, outline: Outline) {
        // The thread ends with this only.
        let _ = self.questions.send(Asked { question, client, outline });
    }
}

/// Whether the texts alone give the answer.
pub(super) fn is_told(ask: &Ask) -> bool {
    match ask {
        Ask::Hover(_) | Ask::References(_) | Ask::Highlights(_) | Ask::PrepareRename(_) | Ask::Completion(_) => true,
        Ask::DocumentSymbols(_) | Ask::WorkspaceSymbols(_) | Ask::CodeLenses(_) | Ask::Names(_) => true,
        Ask::CodeActions(_) | Ask::ResolveAction(_) | Ask::FixAll(_) | Ask::Rename(_) => false,
        Ask::Diagnostics(_) | Ask::AllDiagnostics(_) | Ask::CheckProjects => false,
    }
}

impl Asked {
    fn answer(self) {
        let Self { question: Question { ask, reply, pieces, .. }, client, outline } = self;
        // Nobody waits any more for a request that was cancelled.
        if reply.is_closed() {
            return;
        }
        let answer = catch_unwind(AssertUnwindSafe(|| told(&ask, &pieces, client, outline)));
        let _ = reply.send(answer.unwrap_or_else(|panic| {
            tracing::error!("a question could not be answered: {}", words(panic.as_ref()));
            Err(jsonrpc::Error::internal_error())
        }));
    }
}

fn told(ask: &Ask, pieces: &[Piece], client: Client, outline: Outline) -> jsonrpc::Result<Value> {
    let first = match pieces.first() {
        None if ask.reach() != Reach::Open => return Ok(ask.nothing()),
        first => first,
    };
    match (ask, first) {
        (Ask::Hover(params), _) => json(&hover::hover(pieces, params, client)),
        (Ask::References(params), _) => json(&references::references(pieces, params.position, client)),
        (Ask::Highlights(params), _) => json(&references::highlights(pieces, params.position, client)),
        (Ask::PrepareRename(params), _) => json(&rename::prepare(pieces, params.position, client)),
        (Ask::Completion(params), _) => json(&completion::completion(pieces, params.position, client)),
        (Ask::WorkspaceSymbols(params), _) => json(&symbols::of_all(pieces, &params.query, client)),
        (Ask::Names(_), _) => json(&names::list(pieces, client)),
        (Ask::DocumentSymbols(_), Some(first)) => json(&symbols::of_document(first, outline, client)),
        (Ask::CodeLenses(_), Some(first)) => json(&names::lenses(first, client)),
        _ => Ok(ask.nothing()),
    }
}

/// An answer as JSON.
pub(super) fn json(answer: &impl Serialize) -> jsonrpc::Result<Value> {
    serde_json::to_value(answer).map_err(|error| {
        tracing::error!("an answer cannot be put into JSON: {error}");
        jsonrpc::Error::internal_error()
    })
}
