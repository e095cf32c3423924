//! Everything that leaves, in one order: an unbounded channel of whole frames and a thread that writes them.
//!
//! The framework's answers come through [`FrameWriter`], the event loop's notifications as ready frames. Neither
//! ever waits for the client to read.

use std::io::{self, Write};
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};

use serde::Serialize;
use tokio::io::AsyncWrite;
use tokio::sync::oneshot;

use super::queue::{Sender, channel};

/// The way out; clones share one order.
#[derive(Clone, Debug)]
pub(super) struct Output {
    frames: Sender<Frame>,
    spare: Spare,
}

/// The memory of a frame that is written, for the next: a list goes out at each key press, and each would else be
/// somewhere else in memory.
type Spare = Arc<Mutex<Vec<u8>>>;

/// Whole messages with their headers.
#[derive(Debug)]
pub(super) struct Frame {
    bytes: Vec<u8>,
    /// Where the first header begins.
    from: usize,
}

/// A message that is being written.
#[derive(Debug)]
pub(super) struct Draft {
    /// Room for the header, then the message.
    pub bytes: Vec<u8>,
}

/// The thread that writes.
#[derive(Debug)]
pub(super) struct Writer {
    ended: oneshot::Receiver<()>,
    over: bool,
}

#[derive(Serialize)]
struct Request<'a, P> {
    jsonrpc: &'static str,
    id: i64,
    method: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    params: Option<P>,
}

#[derive(Serialize)]
struct Notification<'a, P> {
    jsonrpc: &'static str,
    method: &'a str,
    params: P,
}

impl Output {
    /// Starts the thread that writes to `out`. It ends when all clones are gone or `out` breaks.
    pub fn start(mut out: impl Write + Send + 'static) -> (Self, Writer) {
        let (frames, queue) = channel::<Frame>();
        let (over, ended) = oneshot::channel();
        let spare = Spare::default();
        let written = Arc::clone(&spare);
        let write = move || {
            for frame in queue.iter() {
                if let Err(error) = out.write_all(frame.bytes()).and_then(|()| out.flush()) {
                    tracing::warn!("the client cannot be written to: {error}");
                    break;
                }
                let mut spare = written.lock().unwrap_or_else(PoisonError::into_inner);
                if spare.capacity() < frame.bytes.capacity() {
                    *spare = frame.bytes;
                }
            }
            // Nobody listens any more when the session is over already.
            let _ = over.send(());
        };
        std::thread::Builder::new().name("writer".into()).spawn(write).expect("the system has room for a thread");
        (Self { frames, spare }, Writer { ended, over: false })
    }

    /// Sends a notification. Nothing happens once the client is gone.
    pub fn notify(&self, method: &str, params: impl Serialize) {
        self.message(&Notification { jsonrpc: "2.0", method, params });
    }

    /// Sends a request. The answer comes in with the client's messages, under the same number.
    pub fn request(&self, id: i64, method: &str, params: impl Serialize) {
        self.message(&Request { jsonrpc: "2.0", id, method, params: Some(params) });
    }

    /// The same for a request that takes no parameters.
    pub fn bare_request(&self, id: i64, method: &str) {
        self.message(&Request { jsonrpc: "2.0", id, method, params: None::<()> });
    }

    /// Sends a whole message. Nothing happens once the client is gone.
    pub fn message(&self, message: &impl Serialize) {
        match serde_json::to_vec(message) {
            Ok(body) => self.send(Frame::of(framed(&body))),
            Err(error) => tracing::error!("a message cannot be put into JSON: {error}"),
        }
    }

    /// An empty message.
    pub fn draft(&self) -> Draft {
        let mut bytes = std::mem::take(&mut *self.spare.lock().unwrap_or_else(PoisonError::into_inner));
        bytes.clear();
        bytes.resize(LONGEST_HEADER, 0);
        Draft { bytes }
    }

    /// Lets go of what it keeps at hand.
    pub fn rest(&self) {
        *self.spare.lock().unwrap_or_else(PoisonError::into_inner) = Vec::new();
    }

    /// Sends what is ready. Nothing happens once the client is gone.
    pub fn send(&self, frame: Frame) {
        // A broken pipe is noticed by the writer, and ends the session.
        let _ = self.frames.send(frame);
    }
}

/// The longest header there is.
const LONGEST_HEADER: usize = b"Content-Length: 18446744073709551615\r\n\r\n".len();

impl Draft {
    /// The message with its header.
    pub fn finish(mut self) -> Frame {
        let header = header(self.bytes.len() - LONGEST_HEADER);
        let from = LONGEST_HEADER - header.len();
        self.bytes[from..LONGEST_HEADER].copy_from_slice(header.as_bytes());
        Frame { bytes: self.bytes, from }
    }
}

impl Frame {
    fn of(bytes: Vec<u8>) -> Self {
        Self { bytes, from: 0 }
    }

    fn bytes(&self) -> &[u8] {
        &self.bytes[self.from..]
    }
}

impl Writer {
    /// Waits until all is written or the client cannot be written to.
    pub async fn ended(&mut self) {
        if !self.over {
            // An error means the thread is gone, which is the same.
            let _ = (&mut self.ended).await;
            self.over = true;
        }
    }
}

/// A message with its header.
fn framed(body: &[u8]) -> Vec<u8> {
    let mut frame = header(body.len()).into_bytes();
    frame.extend_from_slice(body);
    frame
}

/// What stands before a body of so many bytes.
pub(super) fn header(length: usize) -> String {
    format!("Content-Length: {length}\r\n\r\n")
}

/// Where the framework writes: takes bytes until they are flushed, which it does after whole frames only.
#[derive(Debug)]
pub(super) struct FrameWriter {
    output: Output,
    bytes: Vec<u8>,
}

impl FrameWriter {
    /// A writer into `output`'s order.
    pub fn new(output: Output) -> Self {
        Self { output, bytes: Vec::new() }
    }
}

impl AsyncWrite for FrameWriter {
    fn poll_write(mut self: Pin<&mut Self>, _: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        self.bytes.extend_from_slice(bytes);
        Poll::Ready(Ok(bytes.len()))
    }

    fn poll_flush(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        let frames = std::mem::take(&mut self.bytes);
        if !frames.is_empty() {
            self.output.send(Frame::of(frames));
        }
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.poll_flush(context)
    }
}
