//! The protocol's messages in the part that is used here, with its own names.
//!
//! Own structs rather than the framework's generated ones: what is not asked for need not be understood, so a
//! client's novelty elsewhere in a message never costs an edit; and answers are written straight to JSON.

mod features;

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;
use tokio::sync::oneshot;
use tower_lsp::jsonrpc;

pub(super) use self::features::*;
use super::parcels::Text;
use crate::position;

/// Where the answer to `workspace/executeCommand` goes.
pub(super) type CommandReply = oneshot::Sender<jsonrpc::Result<Value>>;

/// `Position`: zero-based line, zero-based column in units of the negotiated encoding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) struct Position {
    #[serde(deserialize_with = "any_number")]
    pub line: u32,
    #[serde(deserialize_with = "any_number")]
    pub character: u32,
}

/// Some clients say "to the end" with numbers no text reaches, or that are no integers. An edit must not be lost for
/// that.
fn any_number<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u32, D::Error> {
    // Casts between numbers saturate.
    f64::deserialize(deserializer).map(|number| number as u32)
}

impl From<position::Position> for Position {
    fn from(at: position::Position) -> Self {
        Self { line: at.line, character: at.character }
    }
}

impl From<Position> for position::Position {
    fn from(at: Position) -> Self {
        Self { line: at.line, character: at.character }
    }
}

/// `Range`, its end exclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Range {
    pub start: Position,
    pub end: Position,
}

/// `DidOpenTextDocumentParams`.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct DidOpenParams {
    pub text_document: TextDocumentItem,
}

/// `TextDocumentItem`.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct TextDocumentItem {
    pub uri: Arc<str>,
    #[serde(default)]
    pub language_id: String,
    #[serde(default)]
    pub version: i64,
    pub text: Text,
}

/// `TextDocumentIdentifier`.
#[derive(Debug, Deserialize)]
pub(super) struct TextDocumentIdentifier {
    pub uri: Arc<str>,
}

/// `DidChangeTextDocumentParams`.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct DidChangeParams {
    pub text_document: VersionedTextDocumentIdentifier,
    pub content_changes: Vec<ContentChange>,
}

/// `VersionedTextDocumentIdentifier`; some clients leave the version null.
#[derive(Debug, Deserialize)]
pub(super) struct VersionedTextDocumentIdentifier {
    pub uri: Arc<str>,
    #[serde(default)]
    pub version: Option<i64>,
}

/// `TextDocumentContentChangeEvent`; without a range it is the whole text.
#[derive(Debug, Deserialize)]
pub(super) struct ContentChange {
    #[serde(default)]
    pub range: Option<Range>,
    pub text: Text,
}

/// `DidCloseTextDocumentParams`.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct DidCloseParams {
    pub text_document: TextDocumentIdentifier,
}

/// `DidChangeConfigurationParams`.
#[derive(Debug, Deserialize)]
pub(super) struct DidChangeConfigurationParams {
    #[serde(default)]
    pub settings: Value,
}

/// `DidChangeWorkspaceFoldersParams`.
#[derive(Debug, Deserialize)]
pub(super) struct DidChangeFoldersParams {
    pub event: FoldersChange,
}

/// `WorkspaceFoldersChangeEvent`.
#[derive(Debug, Deserialize)]
pub(super) struct FoldersChange {
    #[serde(default)]
    pub added: Vec<Folder>,
    #[serde(default)]
    pub removed: Vec<Folder>,
}

/// `WorkspaceFolder`.
#[derive(Debug, Deserialize)]
pub(super) struct Folder {
    pub uri: String,
}

/// `ExecuteCommandParams`.
#[derive(Debug, Deserialize)]
pub(super) struct ExecuteCommandParams {
    pub command: String,
    #[serde(default)]
    pub arguments: Vec<Value>,
}

/// The argument of the command that remembers an answer.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Remember {
    /// The document in which the question came up.
    pub uri: Arc<str>,
    /// The line of `postedit-names.txt` that is the answer.
    pub entry: String,
}

/// The argument of the command that stops the reports of a rule in a document.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct StopReporting {
    /// The document.
    pub uri: Arc<str>,
    /// The rule's code.
    pub code: String,
}

/// The argument of the command that applies all clear fixes of a document.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct FixAll {
    /// The document.
    pub uri: Arc<str>,
    /// The code of the rule whose fixes are meant; all rules' without it.
    #[serde(default)]
    pub code: Option<String>,
}

/// The argument of one of the server's commands.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub(super) enum Argument {
    /// Of the one that remembers an answer.
    Remember(Remember),
    /// Of the one that stops reports.
    StopReporting(StopReporting),
}

/// What a client answers to a request of this server's.
#[derive(Debug, Deserialize)]
pub(super) struct Answer {
    pub id: i64,
    #[serde(default)]
    pub result: Value,
    #[serde(default)]
    pub error: Option<Value>,
}

/// `ApplyWorkspaceEditParams`.
#[derive(Debug, Serialize)]
pub(super) struct ApplyEditParams {
    pub label: String,
    pub edit: WorkspaceEdit,
}

/// `CodeActionParams`; the client's diagnostics are not looked at.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct CodeActionParams {
    pub text_document: TextDocumentIdentifier,
    pub range: Range,
    #[serde(default)]
    pub context: CodeActionContext,
}

/// `CodeActionContext`.
#[derive(Debug, Default, Deserialize)]
pub(super) struct CodeActionContext {
    /// Kinds that are asked for, each with all below it; `None` for all.
    #[serde(default)]
    pub only: Option<Vec<String>>,
}

/// `Diagnostic`.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Diagnostic {
    pub range: Range,
    /// 1 error, 2 warning, 3 information, 4 hint.
    pub severity: u8,
    pub code: &'static str,
    pub source: &'static str,
    pub message: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub related_information: Vec<RelatedInformation>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub data: Option<DiagnosticData>,
}

/// `DiagnosticRelatedInformation`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(super) struct RelatedInformation {
    pub location: Location,
    pub message: String,
}

/// `Location`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(super) struct Location {
    pub uri: Arc<str>,
    pub range: Range,
}

/// What `Diagnostic.data` holds: the same as `data` of `check --format json`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(super) struct DiagnosticData {
    pub kind: &'static str,
    pub its: &'static str,
    pub mqm: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub forms: Vec<Spelling>,
}

/// One spelling of a name and how often it stands.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(super) struct Spelling {
    pub form: String,
    pub count: usize,
}

/// `CodeAction`.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct CodeAction {
    pub title: String,
    pub kind: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub diagnostics: Vec<Diagnostic>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub is_preferred: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub edit: Option<WorkspaceEdit>,
    /// What the server does after the edit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub command: Option<Command>,
    /// What stands for an edit that is made only once the action is chosen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub data: Option<ActionData>,
}

/// What an action without its edit is sent back with.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct ActionData {
    pub uri: Arc<str>,
    /// The state of the document that it was offered for.
    pub generation: u64,
    pub later: Later,
}

/// Which edit is to be made.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) enum Later {
    /// All clear fixes, or those of one rule.
    FixAll(Option<String>),
    /// One fix of one finding.
    Fix {
        /// Where the finding begins, in bytes.
        start: usize,
        code: String,
        number: usize,
    },
}

/// The parameters of `codeAction/resolve`: the action as it was given, of which only the data matter.
#[derive(Debug, Deserialize)]
pub(super) struct ResolveParams {
    pub data: ActionData,
    #[serde(flatten)]
    pub rest: serde_json::Map<String, Value>,
}

/// `Command`.
#[derive(Debug, Serialize)]
pub(super) struct Command {
    pub title: String,
    pub command: &'static str,
    pub arguments: [Argument; 1],
}

/// `WorkspaceEdit`, in the form the client takes.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) enum WorkspaceEdit {
    /// For the version it was made for; the client refuses it for another.
    DocumentChanges(Vec<TextDocumentEdit>),
    /// For clients that know no versions.
    Changes(BTreeMap<Arc<str>, Vec<TextEdit>>),
    /// The first, in groups that the user may be asked about.
    #[serde(untagged)]
    Annotated(AnnotatedEdits),
}

/// `TextDocumentEdit`.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct TextDocumentEdit {
    pub text_document: EditedDocument,
    pub edits: Vec<TextEdit>,
}

/// `OptionalVersionedTextDocumentIdentifier`.
#[derive(Debug, Serialize)]
pub(super) struct EditedDocument {
    pub uri: Arc<str>,
    /// `null` for what is not open.
    pub version: Option<i64>,
}

/// `TextEdit`, or `AnnotatedTextEdit`.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct TextEdit {
    pub range: Range,
    pub new_text: String,
    /// The number of its group.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub annotation_id: Option<String>,
}

/// `MessageType` of `window/showMessage` and `window/logMessage`.
#[derive(Clone, Copy, Debug)]
pub(super) enum MessageType {
    Error = 1,
    Warning = 2,
    Info = 3,
}

/// `ShowMessageParams` and `LogMessageParams`.
#[derive(Debug, Serialize)]
pub(super) struct MessageParams<'a> {
    #[serde(rename = "type")]
    pub kind: u8,
    pub message: &'a str,
}
