//! The framework's face: every message is forwarded into the event loop's queue before anything is awaited, so that the
//! loop sees messages in the order they came in.
//!
//! Forwarding is done on the task that reads the input: nothing is checked, read or asked of the client here. The
//! framework moves the messages. Its own service is left out: it takes apart all that a client can say of itself, which
//! would be 0.6 MB of program, for the few words of it that are read.

use std::convert::Infallible;
use std::pin::Pin;
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};

use futures_util::{sink, stream};
use rustc_hash::FxHashMap;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use tokio::sync::oneshot;
use tower_lsp::Loopback;
use tower_lsp::jsonrpc::{Error, ErrorCode, Id, Request, Response, Result};
use tower_service::Service;

use super::event_loop::Event;
use super::parcels::Parcels;
use super::protocol::{DidChangeParams, DidOpenParams};
use super::question::{Ask, Reply};
use super::queue::Sender;
use super::{Session, capabilities};

/// Forwards to the event loop, and has the client wait for its answers.
#[derive(Debug)]
pub(super) struct Backend {
    events: Sender<Event>,
    session: Arc<Session>,
    waiting: Arc<Waiting>,
}

/// What the framework sends by itself: nothing. All that leaves goes through `output`, and the client's answers leave
/// the way before the framework.
#[derive(Debug)]
pub(super) struct Nothing;

/// What is done with messages of a method.
enum Method {
    /// `initialize`.
    Introduction,
    /// `shutdown`.
    Farewell,
    /// They become an event with an answer.
    Request(fn(Value, Reply) -> Result<Event>),
    /// They become an event.
    Notification(fn(Value, &Parcels) -> Result<Event>),
    /// `$/cancelRequest`.
    Cancellation,
    /// `exit`.
    Exit,
}

/// Requests that wait for their answers. Where the sender is dropped, nobody wants the answer any more.
#[derive(Debug, Default)]
struct Waiting(Mutex<FxHashMap<Id, oneshot::Sender<Infallible>>>);

/// `CancelParams`.
#[derive(Deserialize)]
struct CancelParams {
    id: Id,
}

/// The answer to a message, if it is one that is answered.
type Answering = Pin<Box<dyn Future<Output = std::result::Result<Option<Response>, Infallible>> + Send>>;

/// All methods of this server.
fn method(name: &str) -> Option<Method> {
    use Method::{Notification, Request};
    Some(match name {
        "initialize" => Method::Introduction,
        "initialized" => Notification(|_, _| Ok(Event::Initialized)),
        "shutdown" => Method::Farewell,
        "exit" => Method::Exit,
        "$/cancelRequest" => Method::Cancellation,
        "textDocument/didOpen" => Notification(opened),
        "textDocument/didChange" => Notification(changed),
        "textDocument/didClose" => Notification(|params, _| read(params).map(Event::Closed)),
        "textDocument/codeAction" => Request(|params, reply| asked(params, reply, Ask::CodeActions)),
        "codeAction/resolve" => Request(|params, reply| asked(params, reply, Ask::ResolveAction)),
        "textDocument/hover" => Request(|params, reply| asked(params, reply, Ask::Hover)),
        "textDocument/references" => Request(|params, reply| asked(params, reply, Ask::References)),
        "textDocument/documentHighlight" => Request(|params, reply| asked(params, reply, Ask::Highlights)),
        "textDocument/prepareRename" => Request(|params, reply| asked(params, reply, Ask::PrepareRename)),
        "textDocument/rename" => Request(|params, reply| asked(params, reply, Ask::Rename)),
        "textDocument/documentSymbol" => Request(|params, reply| asked(params, reply, Ask::DocumentSymbols)),
        "workspace/symbol" => Request(|params, reply| asked(params, reply, Ask::WorkspaceSymbols)),
        "textDocument/completion" => Request(|params, reply| asked(params, reply, Ask::Completion)),
        "textDocument/codeLens" => Request(|params, reply| asked(params, reply, Ask::CodeLenses)),
        "textDocument/diagnostic" => Request(|params, reply| asked(params, reply, Ask::Diagnostics)),
        "workspace/diagnostic" => Request(|params, reply| asked(params, reply, Ask::AllDiagnostics)),
        "postedit/names" => Request(|params, reply| asked(params, reply, Ask::Names)),
        "workspace/executeCommand" => Request(|params, reply| Ok(Event::Command(read(params)?, reply))),
        "workspace/didChangeConfiguration" => Notification(|params, _| read(params).map(Event::Configured)),
        "workspace/didChangeWorkspaceFolders" => Notification(|params, _| read(params).map(Event::FoldersChanged)),
        "window/workDoneProgress/cancel" => Notification(|params, _| read(params).map(Event::Cancelled)),
        "textDocument/didSave"
        | "workspace/didChangeWatchedFiles"
        | "workspace/didCreateFiles"
        | "workspace/didRenameFiles"
        | "workspace/didDeleteFiles" => Notification(|_, _| Ok(Event::FilesChanged)),
        _ => return None,
    })
}

fn opened(params: Value, parcels: &Parcels) -> Result<Event> {
    let mut params: DidOpenParams = read(params)?;
    parcels.put_back(&mut params.text_document.text);
    Ok(Event::Opened(params))
}

fn changed(params: Value, parcels: &Parcels) -> Result<Event> {
    let mut params: DidChangeParams = read(params)?;
    params.content_changes.iter_mut().for_each(|change| parcels.put_back(&mut change.text));
    Ok(Event::Changed(params))
}

fn asked<P: DeserializeOwned>(params: Value, reply: Reply, ask: fn(P) -> Ask) -> Result<Event> {
    Ok(Event::Asked(ask(read(params)?), reply))
}

fn read<P: DeserializeOwned>(params: Value) -> Result<P> {
    serde_json::from_value(params).map_err(|error| Error::invalid_params(error.to_string()))
}

impl Backend {
    /// Forwards to `events`; `session` is told how it stands.
    pub fn new(events: Sender<Event>, session: Arc<Session>) -> Self {
        Self { events, session, waiting: Arc::default() }
    }

    fn forward(&self, event: Event) {
        // The loop ends only with the session.
        let _ = self.events.send(event);
    }

    /// An error where this cannot be taken as the session stands.
    fn admit(&self, method: &Method) -> Result<()> {
        let introduced = self.session.introduced.load(Ordering::SeqCst);
        match method {
            Method::Introduction if introduced => {
                tracing::warn!("a second introduction is left out");
                Err(Error::invalid_request())
            }
            Method::Introduction => Ok(()),
            _ if !introduced => Err(not_introduced()),
            _ if self.session.shut_down.load(Ordering::SeqCst) => Err(Error::invalid_request()),
            _ => Ok(()),
        }
    }

    fn take_notification(&self, name: &str, params: Value) {
        match method(name) {
            Some(Method::Exit) => self.waiting.requests().clear(),
            Some(Method::Cancellation) => {
                if let Ok(CancelParams { id }) = read(params) {
                    self.waiting.requests().remove(&id);
                }
            }
            Some(method @ Method::Notification(event)) if self.admit(&method).is_ok() => {
                // What cannot be read is nothing that is known here.
                if let Ok(event) = event(params, &self.session.parcels) {
                    self.forward(event);
                }
            }
            _ => {}
        }
    }

    /// Forwards a request, and gives the end at which its answer comes out.
    fn take_request(&self, name: &str, params: Value) -> Result<oneshot::Receiver<Result<Value>>> {
        let Some(method) = method(name) else {
            return Err(Error { data: Some(name.into()), ..Error::method_not_found() });
        };
        self.admit(&method)?;
        let (reply, answer) = oneshot::channel();
        match method {
            Method::Introduction => {
                if let Some(process) = capabilities::process(&params) {
                    // Set already where the first introduction was sent twice.
                    let _ = self.session.client_process.set(process);
                }
                self.forward(Event::Initialize(params, reply));
            }
            Method::Farewell => {
                self.session.shut_down.store(true, Ordering::SeqCst);
                // The other end is at hand.
                let _ = reply.send(Ok(Value::Null));
            }
            Method::Request(event) => self.forward(event(params, reply)?),
            Method::Notification(_) | Method::Cancellation | Method::Exit => return Err(Error::invalid_request()),
        }
        Ok(answer)
    }

    /// The answer to a request; an error where it is cancelled.
    fn answer(&self, name: &str, id: Id, params: Value) -> impl Future<Output = Response> + Send + use<> {
        let (waiting, session) = (Arc::clone(&self.waiting), Arc::clone(&self.session));
        let introduces = matches!(method(name), Some(Method::Introduction));
        let known = waiting.requests().contains_key(&id);
        let taken = if known { Err(Error::invalid_request()) } else { self.take_request(name, params) };
        let taken = taken.map(|answer| (answer, waiting.add(id.clone())));
        async move {
            let outcome = match taken {
                Ok((answer, cancelled)) => {
                    let outcome = tokio::select! {
                        // An answer that is there goes out.
                        biased;
                        answer = answer => answer.unwrap_or_else(|_| Err(Error::internal_error())),
                        _ = cancelled => Err(Error::request_cancelled()),
                    };
                    waiting.requests().remove(&id);
                    outcome
                }
                Err(error) => Err(error),
            };
            if introduces && outcome.is_ok() {
                session.introduced.store(true, Ordering::SeqCst);
            }
            Response::from_parts(id, outcome)
        }
    }
}

impl Service<Request> for Backend {
    type Response = Option<Response>;
    type Error = Infallible;
    type Future = Answering;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<std::result::Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request) -> Answering {
        let (name, id, params) = request.into_parts();
        let params = params.unwrap_or_default();
        match id {
            Some(id) => {
                let answer = self.answer(&name, id, params);
                Box::pin(async { Ok(Some(answer.await)) })
            }
            None => {
                self.take_notification(&name, params);
                Box::pin(std::future::ready(Ok(None)))
            }
        }
    }
}

impl Loopback for Nothing {
    type RequestStream = stream::Empty<Request>;
    type ResponseSink = sink::Drain<Response>;

    fn split(self) -> (Self::RequestStream, Self::ResponseSink) {
        (stream::empty(), sink::drain())
    }
}

impl Waiting {
    /// Adds a request; what is returned ends once it is cancelled.
    fn add(&self, id: Id) -> oneshot::Receiver<Infallible> {
        let (end, cancelled) = oneshot::channel();
        self.requests().insert(id, end);
        cancelled
    }

    fn requests(&self) -> MutexGuard<'_, FxHashMap<Id, oneshot::Sender<Infallible>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What the protocol wants to be said to who asks before the introduction.
fn not_introduced() -> Error {
    Error { message: "Server not initialized".into(), ..Error::new(ErrorCode::ServerError(-32002)) }
}
