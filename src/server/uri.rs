//! URIs as documents' names.
//!
//! A client's own bytes are what it gets back; two spellings of one URI (`%5B` or `[`, `C:` or `c%3A`) are
//! one document.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, percent_encode};

/// What stands for itself in the path of a URI.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// What tells documents apart: the URI with its percent-encoding undone and a Windows drive in lower case.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Key(Vec<u8>);

impl Key {
    /// The key of a URI as the client writes it.
    pub fn of(uri: &str) -> Self {
        let mut bytes: Vec<u8> = percent_decode_str(uri).collect();
        if let Some(drive) = bytes.strip_prefix(b"file:///").and_then(drive) {
            bytes["file:///".len()] = drive;
        }
        Self(bytes)
    }
}

/// The letter, in lower case, of a path that begins with a Windows drive.
fn drive(path: &[u8]) -> Option<u8> {
    match path {
        [letter, b':', b'/' | b'\\', ..] if letter.is_ascii_alphabetic() => Some(letter.to_ascii_lowercase()),
        _ => None,
    }
}

/// The name a document goes by, for its ending and for messages: a path for `file:`, else what stands behind
/// the scheme.
pub(super) fn path(uri: &str) -> PathBuf {
    let decoded = percent_decode_str(uri).decode_utf8_lossy();
    let rest = decoded.strip_prefix("file://").or_else(|| decoded.split_once(':').map(|(_, rest)| rest));
    PathBuf::from(rest.unwrap_or(&decoded))
}

/// The path of a file on this machine; `None` for what is no `file:` URI, or names another machine.
pub(super) fn file(uri: &str) -> Option<PathBuf> {
    let rest = uri.strip_prefix("file://")?;
    let path = rest.strip_prefix("localhost").unwrap_or(rest);
    let bytes: Vec<u8> = percent_decode_str(path).collect();
    match drive(bytes.strip_prefix(b"/").unwrap_or(&bytes)) {
        Some(_) if cfg!(windows) => Some(PathBuf::from(os_string(bytes[1..].to_vec()))),
        _ => bytes.starts_with(b"/").then(|| PathBuf::from(os_string(bytes))),
    }
}

/// The URI of a file on this machine, for one that the client has not named itself.
pub(super) fn of_file(path: &Path) -> String {
    let bytes = path.as_os_str().as_encoded_bytes();
    let slashes: Vec<u8> = bytes.iter().map(|b| if cfg!(windows) && *b == b'\\' { b'/' } else { *b }).collect();
    let root = if slashes.starts_with(b"/") { "" } else { "/" };
    format!("file://{root}{}", percent_encode(&slashes, ENCODED))
}

#[cfg(unix)]
fn os_string(bytes: Vec<u8>) -> OsString {
    std::os::unix::ffi::OsStringExt::from_vec(bytes)
}

#[cfg(not(unix))]
fn os_string(bytes: Vec<u8>) -> OsString {
    String::from_utf8_lossy(&bytes).into_owned().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_uri_are_one_document() {
        for (one, other) in [
            ("file:///a%20b/%5Bc%5D.md", "file:///a b/[c].md"),
            ("file:///%E7%96%AB%E6%83%85.txt", "file:///疫情.txt"),
            ("file:///c%3A/Users/x.txt", "file:///C:/Users/x.txt"),
            ("untitled:Untitled-1", "untitled:Untitled-1"),
        ] {
            assert_eq!(Key::of(one), Key::of(other));
        }
    }

    #[test]
    fn different_documents_stay_apart() {
        for (one, other) in [
            ("file:///a.txt", "file:///A.txt"),
            ("untitled:Untitled-1", "untitled:Untitled-2"),
            ("file:///%FF.txt", "file:///%FE.txt"),
            ("file:///c:/a.txt", "file:///d:/a.txt"),
        ] {
            assert_ne!(Key::of(one), Key::of(other));
        }
    }

    #[test]
    fn names_keep_their_endings() {
        for (uri, name) in [
            ("file:///a%20b/%5Bc%5D.md", "/a b/[c].md"),
            ("untitled:notes.md", "notes.md"),
            ("file:///c%3A/x.txt", "/c:/x.txt"),
            ("vscode-remote://host/x.md", "//host/x.md"),
        ] {
            assert_eq!(path(uri), PathBuf::from(name));
        }
    }

    #[test]
    #[cfg(unix)]
    fn files_are_found_by_their_uris_and_named_by_them() {
        for (uri, path) in [
            ("file:///a%20b/%5Bc%5D.md", "/a b/[c].md"),
            ("file:///%E7%96%AB%E6%83%85.txt", "/疫情.txt"),
            ("file:///x~y-z_1.md", "/x~y-z_1.md"),
        ] {
            assert_eq!((file(uri), of_file(Path::new(path))), (Some(PathBuf::from(path)), uri.to_owned()));
        }
        assert_eq!(file("file://localhost/a.md"), Some(PathBuf::from("/a.md")));
        assert_eq!(file("file:///a b.md"), Some(PathBuf::from("/a b.md")));
        for uri in ["untitled:a.md", "file://elsewhere/a.md", "vscode-remote://host/x.md", "file:a.md"] {
            assert_eq!(file(uri), None, "{uri}");
        }
        let odd = file("file:///%FF.txt").unwrap();
        assert_eq!(of_file(&odd), "file:///%FF.txt");
    }
}
