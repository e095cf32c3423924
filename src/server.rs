//! The language server: start, way of the messages, exit.
//!
//! Bytes come in on one end, `input` makes clean messages of them, tower-lsp parses them and brings answers out, and
//! `backend` forwards each into one queue. `event_loop`, on a thread of its own, alone owns the state:
//! `document`s as ropes, what is being checked, what was published. `worker` checks snapshots on a second
//! thread, with the settings that `projects` reads from disk there; `workspace` reads the texts that are not open, on
//! a third, and `naming` lists the names of long ones on another. `publish` and `actions` turn findings into the protocol's form (`convert`, `protocol`; `selection` says
//! which are listed, `listing` writes them), `aside` answers what the texts alone say on a thread of its own, and `output` keeps
//! everything that leaves in one order. Nothing outside
//! this folder knows of the protocol.

mod actions;
mod answer;
mod aside;
mod backend;
mod body;
mod capabilities;
mod completion;
mod convert;
mod diagnostics;
mod document;
mod event_loop;
mod hover;
mod input;
mod judge;
mod listing;
mod lists;
mod literal;
mod log;
mod names;
mod naming;
mod notices;
mod opening;
mod output;
mod parcels;
mod parent;
mod parts;
mod preferences;
mod progress;
mod projects;
mod protocol;
mod publish;
mod question;
mod queue;
mod references;
mod rename;
mod rest;
mod roster;
mod schedule;
mod selection;
mod symbols;
mod terms;
mod typing;
mod uri;
mod watch;
mod worker;
mod workspace;

use std::io::Write;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use tokio::io::AsyncRead;
use tokio::sync::SetOnce;
use tower_lsp::Server;

use self::backend::Backend;
use self::event_loop::Event;
pub use self::lists::Lists;
use self::output::{FrameWriter, Output};
use self::parcels::Parcels;
use crate::lexicon;
use crate::slack;

/// How many requests may wait for their answers at once before further messages are left unread.
const CONCURRENCY: usize = 256;

/// How long what was still to be written may take once the client has said goodbye.
const DRAIN: Duration = Duration::from_secs(1);

/// How many bytes may wait between the input and the framework.
const PIPE: usize = 64 * 1024;

/// What the rest of the server must know of how the session stands.
#[derive(Debug, Default)]
struct Session {
    /// The client has introduced itself and was answered.
    introduced: AtomicBool,
    /// It has sent `shutdown`.
    shut_down: AtomicBool,
    /// The client's process, once it has said which.
    client_process: SetOnce<u32>,
    /// The long texts of messages that the framework has not passed on yet.
    parcels: Parcels,
}

/// How a session ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// The client asked for `shutdown` and then left.
    Orderly,
    /// The client left without a word, or can no longer be reached.
    Abrupt,
}

/// Serves on standard input and output until the client leaves; the log goes to standard error.
///
/// The status is 0 after `shutdown`, else 1. It returns while standard input is still open, too: the process
/// must not outlive the session.
pub fn run() -> ExitCode {
    log::start();
    slack::in_small_pages();
    lexicon::ready();
    let runtime = match tokio::runtime::Builder::new_current_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            tracing::error!("the server cannot start: {error}");
            return ExitCode::FAILURE;
        }
    };
    let ending = runtime.block_on(serve(tokio::io::stdin(), standard_output()));
    // A read of standard input may hang on a thread of the runtime's for ever.
    runtime.shutdown_background();
    match ending {
        Ending::Orderly => ExitCode::SUCCESS,
        Ending::Abrupt => ExitCode::FAILURE,
    }
}

/// Standard output as it is: the standard library's own looks for ends of lines, and would write each message in pieces.
fn standard_output() -> Box<dyn Write + Send> {
    #[cfg(unix)]
    let own = std::os::fd::AsFd::as_fd(&std::io::stdout()).try_clone_to_owned();
    #[cfg(windows)]
    let own = std::os::windows::io::AsHandle::as_handle(&std::io::stdout()).try_clone_to_owned();
    match own {
        Ok(own) => Box::new(std::fs::File::from(own)),
        Err(_) => Box::new(std::io::stdout()),
    }
}

/// Serves one client on a pair of streams, until it sends `exit`, dies, `input` ends or `output` breaks.
///
/// Must run on a tokio runtime with time enabled; does no work on it but moving bytes. `output` may block: it is
/// written on a thread of its own.
pub async fn serve(input: impl AsyncRead + Unpin, output: impl Write + Send + 'static) -> Ending {
    let (output, mut writer) = Output::start(output);
    let (events, queue) = queue::channel();
    event_loop::start(queue, events.clone(), output.clone());

    let session = Arc::new(Session::default());
    let service = Backend::new(events.clone(), Arc::clone(&session));
    let (framework, relay) = tokio::io::duplex(PIPE);
    let relay = async {
        // However the input ends, the framework's end of the pipe closes with it, and so does the session.
        let answered = |answer| {
            // The loop may be gone after an error of its own.
            let _ = events.send(Event::Answered(answer));
        };
        let _ = input::relay(input, relay, output.clone(), &session.parcels, answered).await;
        std::future::pending::<()>().await;
    };
    let server = Server::new(framework, FrameWriter::new(output.clone()), backend::Nothing);
    let server = server.concurrency_level(CONCURRENCY).serve(service);
    let said_goodbye = tokio::select! {
        () = server => session.shut_down.load(Ordering::SeqCst),
        () = relay => false,
        () = writer.ended() => false,
        () = parent::died(&session.client_process) => false,
    };
    drop(output);
    // The loop may be gone after an error of its own; then there is nothing to stop.
    let _ = events.send(Event::Stop);
    // What a client that left does not read any more is no concern of anybody's.
    let _ = tokio::time::timeout(DRAIN, writer.ended()).await;
    if said_goodbye { Ending::Orderly } else { Ending::Abrupt }
}
