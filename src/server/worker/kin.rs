//! Texts of a folder that is no project and seem to belong together: its user is asked about them, once.

use std::path::{Path, PathBuf};

use super::super::document::DocumentId;
use super::super::uri;
use super::super::workspace::Task;
use super::{Report, Worker};
use crate::project::declined::Declined;
use crate::project::{Own, files};

/// What a `postedit.toml` begins with that was asked for.
const OPTIONS: &str = "# This file makes one project of the texts in its folder: their names are compared with each other.\n\
    # \"postedit explain\" and the README say what else can be set here.\n\nscope = \"project\"\n";

/// What the user has said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Verdict {
    /// They are one project.
    Yes,
    /// They are none.
    NotHere,
    /// Nothing is to be asked of the kind.
    Never,
}

impl<S: Fn(Report) + Send + 'static> Worker<S> {
    /// Has the workspace look at the folder of a document that belongs to no project, if it was not yet.
    pub(super) fn consider(&mut self, id: DocumentId) {
        let lone = self.documents.get(&id).filter(|known| known.is_lone()).and_then(|known| uri::file(&known.uri));
        let Some(folder) = lone.and_then(|path| self.projects.folder_of(&path)) else { return };
        if !self.considered.insert(folder.clone()) || Declined::of_user().is_some_and(|list| list.holds(&folder)) {
            return;
        }
        // The workspace ends with this thread only.
        let _ = self.workspace.send(Task::Consider(folder));
    }

    /// Does what the user has said of a folder.
    pub(super) fn declare(&mut self, folder: &Path, verdict: Verdict) {
        if verdict == Verdict::Yes {
            let file = folder.join(Own::Options.name());
            if let Err(error) = files::create(&file, OPTIONS) {
                let message =
                    format!("{} could not be written ({error}), so this folder is no project.", file.display());
                (self.say)(Report::Failed(message));
            }
            return self.look(true);
        }
        let folder = (verdict == Verdict::NotHere).then_some(folder);
        let written = Declined::of_user().map_or(Ok(()), |list| list.add(folder));
        if let Err(error) = written {
            let message = format!("Your answer could not be written down ({error}), so it will be asked again.");
            (self.say)(Report::Failed(message));
        }
    }
}

/// A folder with the number of its texts that seem to belong together.
#[derive(Debug)]
pub(in super::super) struct Kin {
    /// The folder.
    pub folder: PathBuf,
    /// How many texts.
    pub files: usize,
}
