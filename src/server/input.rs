//! The way in: makes whole, clean messages of the client's bytes before the framework sees them.
//!
//! The framework ends the session at the first message it cannot read: a lone half of a surrogate pair in a text,
//! a header it does not know, broken JSON. Here such a message is mended, or answered with an error and left
//! out, and the session goes on. Answers to the server's own requests leave the way here: the framework knows nothing
//! of them.

use std::panic::resume_unwind;

use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};
use tower_lsp::jsonrpc::{Error, Id, Request, Response};

use super::body::Body;
use super::literal;
use super::output::{Output, header};
use super::parcels::{LONG, Parcels};
use super::protocol::Answer;
use super::rest::apart;

/// How much is read at once: who reads for the runtime keeps as much room for good, and a pipe holds no more.
const CHUNK: usize = 64 * 1024;

/// No header is longer; what has no end by then is not one.
const LONGEST_HEADER: usize = 4096;

/// What comes in.
#[derive(Debug)]
enum Message {
    /// A request or notification, as the framework can read it.
    Request(Vec<u8>),
    /// An answer to a request of this server's.
    Answer(Answer),
}

/// Passes the messages of `input` on to `framework` and the client's answers to `answered`, until the input or the
/// framework ends. Errors are answered through `output`, long texts go by `parcels`.
pub(super) async fn relay(
    mut input: impl AsyncRead + Unpin,
    mut framework: impl AsyncWrite + Unpin,
    output: Output,
    parcels: &Parcels,
    answered: impl Fn(Answer),
) -> std::io::Result<()> {
    let mut messages = Messages::default();
    let mut chunk = vec![0; CHUNK];
    loop {
        while let Some(body) = messages.next() {
            match cleaned(body, parcels) {
                Ok(Message::Request(body)) => {
                    framework.write_all(header(body.len()).as_bytes()).await?;
                    framework.write_all(&body).await?;
                }
                Ok(Message::Answer(answer)) => answered(answer),
                Err(error) => refuse(error, &output),
            }
        }
        match input.read(&mut chunk).await? {
            0 => return Ok(()),
            count => messages.add(&chunk[..count]),
        }
    }
}

/// What a message says, as it came.
#[derive(Debug)]
enum Whole {
    Short(Vec<u8>),
    Long(Body),
}

/// Cuts the stream of bytes into the bodies of messages.
#[derive(Debug, Default)]
struct Messages {
    bytes: Vec<u8>,
    /// Where in `bytes` the next message begins.
    at: usize,
    /// The length of the body that comes next, once its header is read.
    expected: Option<usize>,
    /// What was read of it, if it is long.
    long: Body,
}

impl Messages {
    /// Takes what was read.
    fn add(&mut self, bytes: &[u8]) {
        self.bytes.drain(..self.at);
        self.at = 0;
        self.bytes.extend_from_slice(bytes);
    }

    /// The next body, if all of it is there.
    fn next(&mut self) -> Option<Whole> {
        while self.expected.is_none() {
            self.expected = self.header()?;
        }
        let expected = self.expected?;
        let here = &self.bytes[self.at..];
        let whole = if expected < LONG {
            let body = here.get(..expected)?.to_vec();
            self.at += expected;
            Whole::Short(body)
        } else {
            let own = here.len().min(expected - self.long.len());
            self.long.add(&here[..own]);
            self.at += own;
            if self.long.len() < expected {
                return None;
            }
            Whole::Long(std::mem::take(&mut self.long))
        };
        self.expected = None;
        Some(whole)
    }

    /// Reads a header: the length it states, if it does. `None` while it is not complete.
    fn header(&mut self) -> Option<Option<usize>> {
        let rest = &self.bytes[self.at..];
        let Some(end) = find(rest, b"\r\n\r\n") else {
            if rest.len() > LONGEST_HEADER {
                tracing::warn!("{} bytes that are no message are left out", rest.len());
                self.at = self.bytes.len();
            }
            return None;
        };
        let length = content_length(&String::from_utf8_lossy(&rest[..end]));
        if length.is_none() {
            tracing::warn!("a header without a length is left out");
        }
        self.at += end + 4;
        Some(length)
    }
}

/// The length a header states. Whatever stands before the field's name on its line is what is left of a
/// message that was cut short.
fn content_length(header: &str) -> Option<usize> {
    let field = |line: &str| {
        let (name, value) = line.rsplit_once(':')?;
        name.trim().to_ascii_lowercase().ends_with("content-length").then(|| value.trim().parse().ok())?
    };
    header.lines().rev().find_map(field)
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}

/// The message as it can be read. A long one takes several times its room for a moment, and the thread that it is read
/// on would keep some of that at hand.
fn cleaned(body: Whole, parcels: &Parcels) -> Result<Message, Error> {
    match body {
        Whole::Short(body) => clean(body),
        Whole::Long(body) => {
            apart("message", || clean_long(body, parcels)).unwrap_or_else(|panic| resume_unwind(panic))
        }
    }
}

/// A long message without its long texts.
fn clean_long(body: Body, parcels: &Parcels) -> Result<Message, Error> {
    match parcels.take_out(body) {
        Some(body) => clean(body),
        None => {
            tracing::warn!("a message with a text that cannot be read is left out");
            Err(Error::parse_error())
        }
    }
}

/// A message that is read as a whole.
fn clean(mut body: Vec<u8>) -> Result<Message, Error> {
    if std::str::from_utf8(&body).is_err() {
        tracing::warn!("a message is not UTF-8; what cannot be read of it is replaced");
        body = String::from_utf8_lossy(&body).into_owned().into_bytes();
    }
    mend_surrogates(&mut body);
    match serde_json::from_slice::<Request>(&body) {
        // What has no method is an answer, if it has a number of ours.
        Ok(request) if request.method().is_empty() => {
            Ok(serde_json::from_slice(&body).map_or(Message::Request(body), Message::Answer))
        }
        Ok(_) => Ok(Message::Request(body)),
        Err(error) => {
            tracing::warn!("a message cannot be read and is left out: {error}");
            Err(if error.is_data() { Error::invalid_request() } else { Error::parse_error() })
        }
    }
}

fn refuse(error: Error, output: &Output) {
    output.message(&Response::from_error(Id::Null, error));
}

/// Puts U+FFFD in place of escaped surrogates that have no partner. Both are one unit of UTF-16, so columns
/// stay what the client thinks they are.
fn mend_surrogates(body: &mut [u8]) {
    let mut at = 0;
    while let Some(next) = body[at..].iter().position(|b| *b == b'\\') {
        at += next;
        let Some(unit) = literal::unit(&body[at..]) else {
            at += 2.min(body.len() - at);
            continue;
        };
        let pair = matches!(unit, 0xD800..=0xDBFF)
            && matches!(body.get(at + 6..).and_then(literal::unit), Some(0xDC00..=0xDFFF));
        if !pair && matches!(unit, 0xD800..=0xDFFF) {
            body[at..at + 6].copy_from_slice(br"\ufffd");
        }
        at += if pair { 12 } else { 6 };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bodies(chunks: &[&[u8]]) -> Vec<String> {
        let mut messages = Messages::default();
        let mut out = Vec::new();
        for chunk in chunks {
            messages.add(chunk);
            while let Some(body) = messages.next() {
                let mut all = Vec::new();
                match body {
                    Whole::Short(body) => all = body,
                    Whole::Long(body) => body.copy(0..body.len(), &mut all),
                }
                out.push(String::from_utf8_lossy(&all).into_owned());
            }
        }
        out
    }

    #[test]
    fn messages_are_cut_however_the_bytes_arrive() {
        let stream = b"Content-Length: 2\r\n\r\n{}content-length:4\r\nContent-Type: application/vscode-jsonrpc\r\nX: y\r\n\r\n[\r\n]";
        assert_eq!(bodies(&[stream]), ["{}", "[\r\n]"]);
        let single: Vec<&[u8]> = stream.chunks(1).collect();
        assert_eq!(bodies(&single), ["{}", "[\r\n]"]);
        let long = "long ".repeat(LONG);
        let stream = format!("Content-Length: {}\r\n\r\n{long}Content-Length: 2\r\n\r\n{{}}", long.len());
        assert_eq!(bodies(&stream.as_bytes().chunks(CHUNK - 1).collect::<Vec<_>>()), [long.as_str(), "{}"]);
    }

    #[test]
    fn what_is_no_message_is_left_out() {
        let noise = vec![b'x'; 2 * LONGEST_HEADER];
        for bad in
            [b"Length: 2\r\n\r\n".as_slice(), b"Content-Length: two\r\n\r\n", b"leftContent-Length: 0\r\n\r\n", &noise]
        {
            let found = bodies(&[bad, b"Content-Length: 2\r\n\r\n{}"]);
            assert_eq!(found.last().map(String::as_str), Some("{}"), "{bad:?}");
        }
    }

    #[test]
    fn lone_surrogates_become_one_unit_each() {
        for (before, after) in [
            (r"\ud83d\ude00", r"\ud83d\ude00"),
            (r"\ud83d", r"\ufffd"),
            (r"\ude00\ud83d", r"\ufffd\ufffd"),
            (r"\ud83d\ud83d\ude00", r"\ufffd\ud83d\ude00"),
            (r"\\ud83d", r"\\ud83d"),
            (r"\uD83Dx", r"\ufffdx"),
            (r"\u00e9\n\", r"\u00e9\n\"),
        ] {
            let mut body = before.as_bytes().to_vec();
            mend_surrogates(&mut body);
            assert_eq!(String::from_utf8_lossy(&body), after, "{before}");
        }
    }
}
