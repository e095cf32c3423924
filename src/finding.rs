//! What a rule reports: where, how sure, in which words, and how to mend it.
//!
//! Rules make findings; `engine` settles their severity by the settings; `report` and `server` only turn
//! them into their own form. Nothing here knows of lines or the protocol; of files only that a name may stand in
//! another one, too.

mod packed;

pub use packed::{Packed, Packer};

use std::sync::Arc;

use ropey::Rope;

use crate::memory::Entry;
use crate::range::{ByteRange, Edit};

/// How sure a finding is, worst first. The order is that of the protocol's numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Certainly broken: a runaway loop.
    Error,
    /// We would stake the product on it.
    Warning,
    /// Worth a look.
    Information,
    /// Only when asked for.
    Hint,
}

impl Severity {
    /// All of them, worst first.
    pub const ALL: [Self; 4] = [Self::Error, Self::Warning, Self::Information, Self::Hint];

    /// The word used for it in settings and reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Information => "information",
            Self::Hint => "hint",
        }
    }

    /// The severity of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.name() == name)
    }
}

/// One thing to tell the reader, with all that is needed to decide and to mend it.
///
/// Ranges are bytes of the document, or of the block while a block's findings are kept for reuse.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The rule's code, kebab-case.
    pub code: &'static str,
    /// How sure.
    pub severity: Severity,
    /// What to underline.
    pub range: ByteRange,
    /// What stands there, what seems wrong, and what decides. Makes sense alone.
    pub message: String,
    /// Other places that belong to it, in the order of the text.
    pub related: Vec<Related>,
    /// What can be done, the best first. At most one is preferred.
    pub fixes: Vec<Fix>,
    /// Which of the rule's patterns it is: `segmentation`, `phrase`, `loop` …
    pub kind: &'static str,
    /// For names: every spelling with its count, most frequent first.
    pub forms: Vec<Form>,
}

impl Finding {
    /// A finding without related places, fixes or forms.
    pub fn new(code: &'static str, kind: &'static str, severity: Severity, range: ByteRange, message: String) -> Self {
        Self { code, severity, range, message, related: Vec::new(), fixes: Vec::new(), kind, forms: Vec::new() }
    }

    /// Has `fill` put texts in place of the other files that it reaches into; what is in one for which it cannot is left out.
    pub(crate) fn fill(&mut self, mut fill: impl FnMut(&mut Arc<Other>) -> bool) {
        self.related.retain_mut(|related| related.file.as_mut().is_none_or(&mut fill));
        self.fixes.retain_mut(|fix| fix.elsewhere.iter_mut().all(|elsewhere| fill(&mut elsewhere.file)));
    }

    /// The same finding `by` bytes further on: from block-relative to document offsets.
    pub fn shifted(mut self, by: usize) -> Self {
        self.range = self.range.shifted(by);
        for related in &mut self.related {
            related.range = related.range.shifted(by);
        }
        for edit in self.fixes.iter_mut().flat_map(|fix| &mut fix.edits) {
            edit.range = edit.range.shifted(by);
        }
        self
    }

    /// The fix to take without asking, where there is one clear answer.
    pub fn preferred_fix(&self) -> Option<&Fix> {
        self.fixes.iter().find(|fix| fix.preferred)
    }

    /// The fix to take by whoever takes likely ones, too.
    pub fn likely_fix(&self) -> Option<&Fix> {
        self.preferred_fix().or_else(|| self.fixes.iter().find(|fix| fix.likely))
    }

    /// The fix to name where there is room for one: the preferred one, else the first that changes the text.
    pub fn first_fix(&self) -> Option<&Fix> {
        self.preferred_fix().or(self.fixes.iter().find(|fix| fix.remember.is_none()))
    }
}

/// Another file that a finding reaches into.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Other {
    /// Its path as it is to be shown, with `/`; in an editor its URI.
    pub path: String,
    /// Its text as it was read.
    pub text: Rope,
}

/// Another place that belongs to a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// The file it is in; `None` for the finding's own document.
    pub file: Option<Arc<Other>>,
    /// Where in that file.
    pub range: ByteRange,
    /// What is to be seen there.
    pub message: String,
}

/// One way to mend a finding. Its edits apply together or not at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What it will do, as a command.
    pub title: String,
    /// The one clear answer: certain to read right. `fix` and fix-all apply only these.
    pub preferred: bool,
    /// The best answer most of the time, though not certain: `fix --unsafe` applies these, too. Never one of two that
    /// are as good, nor a choice between two possible names.
    pub likely: bool,
    /// Sorted, without overlap, for the text that was checked. Empty for an answer that changes no text.
    pub edits: Vec<Edit>,
    /// What it changes in other files, in their order. Whoever can change but one file leaves such a fix alone.
    pub elsewhere: Vec<Elsewhere>,
    /// What to write into `postedit-names.txt`, so that it is never asked again.
    pub remember: Option<Entry>,
}

impl Fix {
    /// A fix of one or more edits, sorted here.
    pub fn new(title: impl Into<String>, preferred: bool, mut edits: Vec<Edit>) -> Self {
        edits.sort_unstable();
        Self { title: title.into(), preferred, likely: false, edits, elsewhere: Vec::new(), remember: None }
    }

    /// The same fix, said to be likely or not.
    pub fn likely(self, likely: bool) -> Self {
        Self { likely, ..self }
    }

    /// An answer that is remembered and changes no text.
    pub fn remember(title: impl Into<String>, entry: Entry) -> Self {
        Self { remember: Some(entry), ..Self::new(title, false, Vec::new()) }
    }
}

/// What a fix changes in another file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Elsewhere {
    /// Which.
    pub file: Arc<Other>,
    /// Sorted, without overlap, for its text as it was read; never empty.
    pub edits: Vec<Edit>,
}

/// One spelling of a name and how often it stands in the document, or in the files it was compared with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// As written.
    pub form: String,
    /// How often.
    pub count: usize,
}
