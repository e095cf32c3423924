//! The messages of what an editor shows and does on request: cards, places, symbols, completion, pulled diagnostics,
//! and the names themselves, which are this server's own (see `editors/PROTOCOL.md`).

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use serde_json::value::RawValue;

use super::{Location, Position, Range, TextDocumentEdit, TextDocumentIdentifier, TextEdit};

/// `TextDocumentPositionParams`, in the part that `hover`, `references`, `documentHighlight`, `prepareRename` and
/// `completion` have in common.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::server) struct PositionParams {
    pub text_document: TextDocumentIdentifier,
    pub position: Position,
}

/// The parameters of requests about a whole document.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::server) struct DocumentParams {
    pub text_document: TextDocumentIdentifier,
}

/// `Hover`.
#[derive(Debug, Serialize)]
pub(in crate::server) struct Hover {
    pub contents: MarkupContent,
    pub range: Range,
}

/// `MarkupContent`.
#[derive(Debug, Serialize)]
pub(in crate::server) struct MarkupContent {
    /// `markdown` or `plaintext`.
    pub kind: &'static str,
    pub value: String,
}

/// `DocumentHighlight`.
#[derive(Debug, Serialize)]
pub(in crate::server) struct Highlight {
    pub range: Range,
    pub kind: u8,
}

impl Highlight {
    /// `DocumentHighlightKind.Text`.
    pub const TEXT: u8 = 1;
}

/// `RenameParams`.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::server) struct RenameParams {
    pub text_document: TextDocumentIdentifier,
    pub position: Position,
    pub new_name: String,
}

/// `PrepareRenameResult` with a placeholder.
#[derive(Debug, Serialize)]
pub(in crate::server) struct PreparedRename {
    pub range: Range,
    pub placeholder: String,
}

/// A `WorkspaceEdit` whose edits belong to groups that the user may be asked about.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::server) struct AnnotatedEdits {
    pub document_changes: Vec<TextDocumentEdit>,
    pub change_annotations: BTreeMap<String, ChangeAnnotation>,
}

/// `ChangeAnnotation`.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::server) struct ChangeAnnotation {
    pub label: String,
    pub needs_confirmation: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<&'static str>,
}

/// `DocumentSymbol`.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::server) struct DocumentSymbol {
    pub name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    pub kind: u8,
    pub range: Range,
    pub selection_range: Range,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub children: Vec<DocumentSymbol>,
}

/// `SymbolInformation`.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::server) struct SymbolInformation {
    pub name: String,
    pub kind: u8,
    pub location: Location,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub container_name: Option<String>,
}

/// `WorkspaceSymbolParams`.
#[derive(Debug, Deserialize)]
pub(in crate::server) struct SymbolParams {
    #[serde(default)]
    pub query: String,
}

/// `CompletionList`.
#[derive(Debug, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::server) struct CompletionList {
    pub is_incomplete: bool,
    pub items: Vec<CompletionItem>,
}

/// `CompletionItem`.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::server) struct CompletionItem {
    pub label: String,
    pub kind: u8,
    pub detail: String,
    pub sort_text: String,
    pub filter_text: String,
    pub text_edit: TextEdit,
}

/// `CodeLens`.
#[derive(Debug, Serialize)]
pub(in crate::server) struct CodeLens {
    pub range: Range,
    pub command: Title,
}

/// A `Command` that only says something.
#[derive(Debug, Serialize)]
pub(in crate::server) struct Title {
    pub title: String,
    /// Empty: there is nothing to run.
    pub command: &'static str,
}

/// `DocumentDiagnosticParams`.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::server) struct DocumentDiagnosticParams {
    pub text_document: TextDocumentIdentifier,
    #[serde(default)]
    pub previous_result_id: Option<String>,
}

/// `WorkspaceDiagnosticParams`.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::server) struct WorkspaceDiagnosticParams {
    #[serde(default)]
    pub previous_result_ids: Vec<PreviousResult>,
    /// The client takes the answer in parts under this token.
    #[serde(default)]
    pub partial_result_token: Option<serde_json::Value>,
}

/// `PreviousResultId`.
#[derive(Debug, Deserialize)]
pub(in crate::server) struct PreviousResult {
    pub uri: Arc<str>,
    pub value: String,
}

/// `DocumentDiagnosticReport`.
#[derive(Debug, Serialize)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub(in crate::server) enum DiagnosticReport {
    /// This is to be shown.
    Full {
        result_id: String,
        /// A list of [`Diagnostic`](super::Diagnostic)s as it was written.
        items: Box<RawValue>,
    },
    /// What the client has is still right.
    Unchanged { result_id: String },
}

/// `WorkspaceDocumentDiagnosticReport`.
#[derive(Debug, Serialize)]
pub(in crate::server) struct WorkspaceReport {
    pub uri: Arc<str>,
    /// `null` for what is not open.
    pub version: Option<i64>,
    #[serde(flatten)]
    pub report: DiagnosticReport,
}

/// The parameters of `postedit/names`.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::server) struct NamesParams {
    /// The document that is asked about; `None` for all that are open.
    #[serde(default)]
    pub text_document: Option<TextDocumentIdentifier>,
}

/// The answer to `postedit/names`.
#[derive(Debug, Serialize)]
pub(in crate::server) struct NamesList {
    pub names: Vec<ListedName>,
}

/// A name with all its spellings.
#[derive(Debug, Serialize)]
pub(in crate::server) struct ListedName {
    /// The preferred spelling.
    pub name: String,
    pub count: usize,
    pub state: NameState,
    /// The preferred one first.
    pub forms: Vec<ListedForm>,
    /// The preferred spellings of names that may be this one.
    pub perhaps: Vec<String>,
}

/// How a name stands.
#[derive(Clone, Copy, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::server) enum NameState {
    /// In one spelling.
    Consistent,
    /// In several spellings.
    Varies,
    /// In one, and there is another that may be of the same name.
    Doubtful,
}

/// A spelling with its places.
#[derive(Debug, Serialize)]
pub(in crate::server) struct ListedForm {
    pub form: String,
    /// How it differs from the preferred one; empty for that one itself.
    pub kind: &'static str,
    pub count: usize,
    pub places: Vec<Location>,
}

/// The parameters of `postedit/namesChanged`.
#[derive(Debug, Serialize)]
pub(in crate::server) struct NamesChanged {
    pub uris: Vec<Arc<str>>,
}
