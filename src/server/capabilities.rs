//! What the client can take, settled once at `initialize`, and what this server offers.

use tower_lsp::gen_lsp_types::{
    CodeActionClientCapabilities, CodeActionKind, CodeActionOptions, CodeLensOptions, CompletionOptions,
    DiagnosticOptions, DiagnosticProvider, ExecuteCommandOptions, FileOperationFilter, FileOperationOptions,
    FileOperationPattern, FileOperationRegistrationOptions, InitializeParams, InitializeResult, MarkupKind,
    PositionEncodingKind, RenameOptions, RenameProvider, ServerCapabilities, ServerInfo,
    TextDocumentClientCapabilities, TextDocumentSyncKind, TextDocumentSyncOptions, WorkspaceEditClientCapabilities,
    WorkspaceFolders, WorkspaceFoldersServerCapabilities, WorkspaceOptions,
};

use super::actions;
use crate::position::Encoding;

/// What a client may have the server do, on its user's command.
const COMMANDS: [&str; 5] =
    [actions::REMEMBER, actions::STOP_REPORTING, actions::APPLY_FIX_ALL, actions::LIST_NAMES, actions::CHECK_PROJECTS];

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
    /// It can be asked for its settings.
    pub configures: bool,
    /// It shows what is said at a place as Markdown.
    pub markdown: bool,
    /// It asks its user about groups of edits, if a rename is made of some.
    pub annotations: bool,
    /// It may ask what can be renamed before it asks for the new name.
    pub prepares_rename: bool,
    /// It takes symbols inside each other.
    pub symbol_trees: bool,
    /// It asks for diagnostics, and can be told to ask again.
    pub pulls: bool,
    /// It can be told to ask for code lenses again.
    pub lenses_again: bool,
    /// It shows how work comes on that the server does by itself.
    pub progress: bool,
    /// It asks for the edit of an action once that is chosen.
    pub resolves_actions: bool,
}

impl Client {
    /// Reads what the client says of itself.
    pub fn of(params: &InitializeParams) -> Self {
        let capabilities = &params.capabilities;
        let text = capabilities.text_document.as_ref();
        let workspace = capabilities.workspace.as_ref();
        let published = text.and_then(|t| t.publish_diagnostics.as_ref());
        let edit = workspace.and_then(|w| w.workspace_edit.as_ref());
        let watched = workspace.and_then(|w| w.did_change_watched_files.as_ref());
        let action = text.and_then(|t| t.code_action.as_ref());
        let hover = text.and_then(|t| t.hover.as_ref()).and_then(|h| h.content_format.as_deref());
        let pulls = pulls(params);
        let document_changes = edit.and_then(|e| e.document_changes) == Some(true);
        Self {
            encoding: encoding(params),
            related: related(text, pulls),
            // Neovim uses versions without saying so; only a clear no is one.
            versions: published.and_then(|d| d.version_support) != Some(false),
            document_changes,
            actions: action.is_some_and(|a| a.code_action_literal_support.is_some()),
            resolves_actions: action.is_some_and(resolves_edits),
            applies_edits: workspace.and_then(|w| w.apply_edit) == Some(true),
            configures: workspace.and_then(|w| w.configuration) == Some(true),
            watches: watched.and_then(|w| w.dynamic_registration) == Some(true),
            // The first is what it likes best.
            markdown: hover.and_then(|formats| formats.first()) == Some(&MarkupKind::Markdown),
            // Only edits that are bound to a version can belong to groups.
            annotations: document_changes && annotations(text, edit),
            prepares_rename: text.and_then(|t| t.rename.as_ref()).and_then(|r| r.prepare_support) == Some(true),
            symbol_trees: symbol_trees(text) == Some(true),
            pulls,
            progress: capabilities.window.as_ref().and_then(|w| w.work_done_progress) == Some(true),
            lenses_again: workspace.and_then(|w| w.code_lens.as_ref()).and_then(|l| l.refresh_support) == Some(true),
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
        let actions = CodeActionOptions {
            code_action_kinds: Some(kinds.into()),
            resolve_provider: self.resolves_actions.then_some(true),
            ..CodeActionOptions::default()
        };
        let commands =
            ExecuteCommandOptions { commands: COMMANDS.map(str::to_owned).into(), ..ExecuteCommandOptions::default() };
        let folders =
            WorkspaceFoldersServerCapabilities { supported: Some(true), change_notifications: Some(true.into()) };
        let workspace = WorkspaceOptions {
            workspace_folders: Some(folders),
            file_operations: Some(file_operations()),
            ..WorkspaceOptions::default()
        };
        let capabilities = ServerCapabilities {
            position_encoding: Some(encoding_kind(self.encoding)),
            text_document_sync: Some(sync.into()),
            code_action_provider: Some(actions.into()),
            execute_command_provider: Some(commands),
            hover_provider: Some(true.into()),
            references_provider: Some(true.into()),
            document_highlight_provider: Some(true.into()),
            rename_provider: Some(self.rename()),
            document_symbol_provider: Some(true.into()),
            workspace_symbol_provider: Some(true.into()),
            // No trigger characters: names are offered to whoever asks for them.
            completion_provider: Some(CompletionOptions::default()),
            code_lens_provider: Some(CodeLensOptions::default()),
            diagnostic_provider: self.pulls.then(diagnostics),
            workspace: Some(workspace),
            ..ServerCapabilities::default()
        };
        let info =
            ServerInfo { name: env!("CARGO_PKG_NAME").to_owned(), version: Some(env!("CARGO_PKG_VERSION").to_owned()) };
        InitializeResult { capabilities, server_info: Some(info) }
    }

    fn rename(self) -> RenameProvider {
        let prepare_provider = self.prepares_rename.then_some(true);
        RenameOptions { prepare_provider, ..RenameOptions::default() }.into()
    }
}

/// Whether it asks for diagnostics. A client that could not be told to ask again would go on showing what was found
/// before settings or answers changed: it is sent everything instead. Told to, Neovim (as of 0.12) asks again for closed
/// documents only, where there is an answer for those.
fn pulls(params: &InitializeParams) -> bool {
    let (text, workspace) = (params.capabilities.text_document.as_ref(), params.capabilities.workspace.as_ref());
    let again = workspace.and_then(|w| w.diagnostics.as_ref()).and_then(|d| d.refresh_support);
    let neovim = params.client_info.as_ref().is_some_and(|client| client.name == "Neovim");
    text.is_some_and(|t| t.diagnostic.is_some()) && again == Some(true) && !neovim
}

fn related(text: Option<&TextDocumentClientCapabilities>, pulls: bool) -> bool {
    let pulled = || text.and_then(|t| t.diagnostic.as_ref()).map(|d| &d.diagnostics_capabilities);
    let published = || text.and_then(|t| t.publish_diagnostics.as_ref()).map(|d| &d.diagnostics_capabilities);
    let shown = if pulls { pulled() } else { published() };
    shown.and_then(|d| d.related_information) == Some(true)
}

fn resolves_edits(action: &CodeActionClientCapabilities) -> bool {
    let resolved = action.resolve_support.as_ref();
    action.data_support == Some(true) && resolved.is_some_and(|r| r.properties.iter().any(|p| p == "edit"))
}

fn annotations(text: Option<&TextDocumentClientCapabilities>, edit: Option<&WorkspaceEditClientCapabilities>) -> bool {
    let honoured = text.and_then(|t| t.rename.as_ref()).and_then(|r| r.honors_change_annotations) == Some(true);
    honoured && edit.is_some_and(|e| e.change_annotation_support.is_some())
}

fn symbol_trees(text: Option<&TextDocumentClientCapabilities>) -> Option<bool> {
    text?.document_symbol.as_ref()?.hierarchical_document_symbol_support
}

/// Documents do not depend on each other, and all that are open can be asked about at once.
fn diagnostics() -> DiagnosticProvider {
    let identifier = Some(env!("CARGO_PKG_NAME").to_owned());
    let options = DiagnosticOptions { identifier, workspace_diagnostics: true, ..DiagnosticOptions::default() };
    options.into()
}

/// Files and folders that come, go or get another name in the editor: all, for a folder of texts may be moved.
fn file_operations() -> FileOperationOptions {
    let pattern = FileOperationPattern { glob: "**".to_owned(), ..FileOperationPattern::default() };
    let filters = vec![FileOperationFilter { scheme: Some("file".to_owned()), pattern }];
    let all = Some(FileOperationRegistrationOptions { filters });
    FileOperationOptions {
        did_create: all.clone(),
        did_rename: all.clone(),
        did_delete: all,
        ..FileOperationOptions::default()
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
