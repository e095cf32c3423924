//! Everything that leaves, in one order: an unbounded channel of whole frames and a thread that writes them.
//!
//! The framework's answers come through [`FrameWriter`], the event loop's notifications as ready frames. Neither
//! ever waits for the client to read.

use std::io::{self, Write};
use std::ops::Range;
use std::pin::Pin;
use std::sync::{Arc, mpsc};
use std::task::{Context, Poll};

use serde::Serialize;
use tokio::io::AsyncWrite;
use tokio::sync::oneshot;

/// The way out; clones share one order.
#[derive(Clone, Debug)]
pub(super) struct Output {
    frames: mpsc::Sender<Frame>,
}

/// Whole messages with their headers; clones share the bytes.
#[derive(Clone, Debug)]
pub(super) struct Frame {
    bytes: Arc<Vec<u8>>,
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
        let (frames, queue) = mpsc::channel::<Frame>();
        let (over, ended) = oneshot::channel();
        let write = move || {
            for frame in queue {
                if let Err(error) = out.write_all(frame.bytes()).and_then(|()| out.flush()) {
                    tracing::warn!("the client cannot be written to: {error}");
                    break;
                }
            }
            // Nobody listens any more when the session is over already.
            let _ = over.send(());
        };
        std::thread::Builder::new().name("writer".into()).spawn(write).expect("the system has room for a thread");
        (Self { frames }, Writer { ended, over: false })
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

    /// Sends what is ready. Nothing happens once the client is gone.
    pub fn send(&self, frame: Frame) {
        // A broken pipe is noticed by the writer, and ends the session.
        let _ = self.frames.send(frame);
    }
}

/// The longest header there is.
const LONGEST_HEADER: usize = b"Content-Length: 18446744073709551615\r\n\r\n".len();

impl Draft {
    /// An empty message, written where another frame was if nobody needs that any more.
    pub fn over(frame: Option<Frame>) -> Self {
        let mut bytes = frame.and_then(|frame| Arc::try_unwrap(frame.bytes).ok()).unwrap_or_default();
        bytes.clear();
        bytes.resize(LONGEST_HEADER, 0);
        Self { bytes }
    }

    /// The message with its header.
    pub fn finish(mut self) -> Frame {
        let header = header(self.bytes.len() - LONGEST_HEADER);
        let from = LONGEST_HEADER - header.len();
        self.bytes[from..LONGEST_HEADER].copy_from_slice(header.as_bytes());
        Frame { bytes: Arc::new(self.bytes), from }
    }
}

impl Frame {
    fn of(bytes: Vec<u8>) -> Self {
        Self { bytes: Arc::new(bytes), from: 0 }
    }

    /// A part of the draft that it was made of.
    pub fn part(&self, range: Range<usize>) -> &[u8] {
        &self.bytes[range]
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
