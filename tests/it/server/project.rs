//! Folders with real files in them, for tests of projects.

use std::fs;
use std::path::PathBuf;

use serde_json::{Value, json};
use tempfile::TempDir;

use super::client::{Client, introduction, without_pull};

/// A folder on disk.
pub struct Folder(TempDir);

impl Folder {
    /// One with these files in it.
    pub fn new(files: &[(&str, &str)]) -> Self {
        let folder = Self(tempfile::tempdir().unwrap());
        files.iter().for_each(|(name, text)| folder.write(name, text));
        folder
    }

    /// Writes a file, whole at once: whoever looks meanwhile sees the old one.
    pub fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        let draft = path.with_extension("draft");
        fs::write(&draft, text).unwrap();
        fs::rename(draft, path).unwrap();
    }

    /// What stands in a file; `None` where there is none.
    pub fn read(&self, name: &str) -> Option<String> {
        fs::read_to_string(self.path(name)).ok()
    }

    /// Where a file lies.
    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// A file's URI.
    pub fn uri(&self, name: &str) -> String {
        format!("file://{}", self.path(name).display())
    }

    /// A client of which `tests/data/initialize` holds the introduction, with these subfolders as its workspace. It is
    /// sent diagnostics, and does not ask for them.
    pub fn client(&self, name: &str, workspace: &[&str]) -> Client {
        Client::introduced(self.introduction(name, workspace))
    }

    /// The same client, which asks for diagnostics, in this folder.
    pub fn pulling(&self, name: &str) -> Client {
        let mut params = self.introduction(name, &[""]);
        params["capabilities"]["textDocument"]["diagnostic"] = json!({"relatedInformation": true});
        Client::introduced(params)
    }

    /// What a client that is sent diagnostics says first.
    pub fn introduction(&self, name: &str, workspace: &[&str]) -> Value {
        let mut params = without_pull(introduction(name));
        params["rootUri"] = workspace.first().map_or(Value::Null, |first| json!(self.uri(first)));
        params["rootPath"] = Value::Null;
        params["workspaceFolders"] = workspace.iter().map(|sub| json!({"uri": self.uri(sub), "name": sub})).collect();
        params
    }
}
