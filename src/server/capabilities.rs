//! What the client can take, settled once at `initialize`, and what this server offers.

use tower_lsp::gen_lsp_types::{
    CodeActionKind, CodeActionOptions, ExecuteCommandOptions, InitializeParams, InitializeResult, PositionEncodingKind,
    ServerCapabilities, ServerInfo, TextDocumentSyncKind, TextDocumentSyncOptions, WorkspaceFolders,
    WorkspaceFoldersServerCapabilities, WorkspaceOptions,
};

use super::actions;
use crate::position::Encoding;

/// What the client can take.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Client {
    /// What its columns count.
    pub encoding: Encoding,
    /// It shows other places of a diagnostic.
    pub related: bool,
    /// It may look at the version of published diagnostics.
    pub versions: bool,
    /// It takes edits that are bound to a version.
    pub document_changes: bool,
    /// It takes code actions, not only commands.
    pub actions: bool,
    /// It applies edits that the server asks for.
    pub applies_edits: bool,
    /// It watches files if it is asked to.
    pub watches: bool,
}

impl Client {
    /// Reads what the client says of itself.
    pub fn of(params: &InitializeParams) -> Self {
        let capabilities = &params.capabilities;
        let text = capabilities.text_document.as_ref();
        let diagnostics = text.and_then(|t| t.publish_diagnostics.as_ref());
        let workspace = capabilities.workspace.as_ref();
        let edit = workspace.and_then(|w| w.workspace_edit.as_ref());
        let watched = workspace.and_then(|w| w.did_change_watched_files.as_ref());
        let action = text.and_then(|t| t.code_action.as_ref());
        Self {
            encoding: encoding(params),
            related: diagnostics.and_then(|d| d.diagnostics_capabilities.related_information) == Some(true),
            // Neovim uses versions without saying so; only a clear no is one.
            versions: diagnostics.and_then(|d| d.version_support) != Some(false),
            document_changes: edit.and_then(|e| e.document_changes) == Some(true),
            actions: action.is_some_and(|a| a.code_action_literal_support.is_some()),
            applies_edits: workspace.and_then(|w| w.apply_edit) == Some(true),
            watches: watched.and_then(|w| w.dynamic_registration) == Some(true),
        }
    }

    /// The answer to `initialize`.
    pub fn answer(self) -> InitializeResult {
        let sync = TextDocumentSyncOptions {
            open_close: Some(true),
            change: Some(TextDocumentSyncKind::Incremental),
            save: Some(true.into()),
            ..TextDocumentSyncOptions::default()
        };
        let kinds = [actions::QUICK_FIX, actions::FIX_ALL].map(CodeActionKind::from);
        let actions = CodeActionOptions { code_action_kinds: Some(kinds.into()), ..CodeActionOptions::default() };
        let commands = ExecuteCommandOptions {
            commands: [actions::REMEMBER, actions::STOP_REPORTING].map(str::to_owned).into(),
            ..ExecuteCommandOptions::default()
        };
        let folders =
            WorkspaceFoldersServerCapabilities { supported: Some(true), change_notifications: Some(true.into()) };
        let workspace = WorkspaceOptions { workspace_folders: Some(folders), ..WorkspaceOptions::default() };
        let capabilities = ServerCapabilities {
            position_encoding: Some(encoding_kind(self.encoding)),
            text_document_sync: Some(sync.into()),
            code_action_provider: Some(actions.into()),
            execute_command_provider: Some(commands),
            workspace: Some(workspace),
            ..ServerCapabilities::default()
        };
        let info =
            ServerInfo { name: env!("CARGO_PKG_NAME").to_owned(), version: Some(env!("CARGO_PKG_VERSION").to_owned()) };
        InitializeResult { capabilities, server_info: Some(info) }
    }
}

/// The folders of the workspace, as URIs; none where the client has opened single files.
pub(super) fn folders(params: &InitializeParams) -> Vec<&str> {
    match &params.workspace_folders_initialize_params.workspace_folders {
        Some(WorkspaceFolders::WorkspaceFolderList(folders)) if !folders.is_empty() => {
            folders.iter().map(|folder| folder.uri.0.as_str()).collect()
        }
        #[expect(deprecated, reason = "what clients say that know no workspace folders")]
        _ => params.root_uri.iter().map(|uri| uri.0.as_str()).collect(),
    }
}

/// UTF-16 where it is offered or nothing is, so that servers which share a buffer agree; else the first of the
/// client's that is known here.
fn encoding(params: &InitializeParams) -> Encoding {
    let general = params.capabilities.general.as_ref();
    let offered = general.and_then(|g| g.position_encodings.as_deref()).unwrap_or_default();
    let known: Vec<Encoding> = offered.iter().filter_map(known_encoding).collect();
    if known.contains(&Encoding::Utf16) { Encoding::Utf16 } else { known.first().copied().unwrap_or_default() }
}

fn known_encoding(kind: &PositionEncodingKind) -> Option<Encoding> {
    match kind {
        PositionEncodingKind::UTF8 => Some(Encoding::Utf8),
        PositionEncodingKind::UTF16 => Some(Encoding::Utf16),
        PositionEncodingKind::UTF32 => Some(Encoding::Utf32),
        PositionEncodingKind::Custom(_) => None,
    }
}

fn encoding_kind(encoding: Encoding) -> PositionEncodingKind {
    match encoding {
        Encoding::Utf8 => PositionEncodingKind::UTF8,
        Encoding::Utf16 => PositionEncodingKind::UTF16,
        Encoding::Utf32 => PositionEncodingKind::UTF32,
    }
}
