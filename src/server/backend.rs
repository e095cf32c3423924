//! The framework's face: every handler forwards into the event loop's queue, first thing and before any `await`,
//! so that the loop sees messages in the order they came in.
//!
//! Handlers share one task with the reader of the input: nothing is checked, read or asked of the client here.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::sync::mpsc::Sender;

use serde_json::Value;
use tokio::sync::oneshot;
use tower_lsp::gen_lsp_types::{InitializeParams, InitializeResult, InitializedParams};
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::{ClientSocket, LanguageServer, LspService};

use super::Session;
use super::event_loop::Event;
use super::progress::CancelParams;
use super::protocol::{
    CodeActionParams, DidChangeConfigurationParams, DidChangeFoldersParams, DidChangeParams, DidCloseParams,
    DidOpenParams, DocumentDiagnosticParams, DocumentParams, ExecuteCommandParams, NamesParams, PositionParams,
    RenameParams, ResolveParams, SymbolParams, WorkspaceDiagnosticParams,
};
use super::question::Ask;

/// Forwards to the event loop.
#[derive(Debug)]
pub(super) struct Backend {
    events: Sender<Event>,
    session: Arc<Session>,
}

/// The service with exactly the methods this server has; others are answered as unknown by the framework.
///
/// `session` is told of the client's process and of its `shutdown`.
pub(super) fn service(events: Sender<Event>, session: Arc<Session>) -> (LspService<Backend>, ClientSocket) {
    LspService::build_with_lifecycle_methods(|_| Backend { events, session })
        .custom_method("textDocument/didOpen", Backend::did_open)
        .custom_method("textDocument/didChange", Backend::did_change)
        .custom_method("textDocument/didClose", Backend::did_close)
        .custom_method("textDocument/codeAction", Backend::code_action)
        .custom_method("codeAction/resolve", Backend::resolve_action)
        .custom_method("textDocument/hover", Backend::hover)
        .custom_method("textDocument/references", Backend::references)
        .custom_method("textDocument/documentHighlight", Backend::highlights)
        .custom_method("textDocument/prepareRename", Backend::prepare_rename)
        .custom_method("textDocument/rename", Backend::rename)
        .custom_method("textDocument/documentSymbol", Backend::document_symbols)
        .custom_method("workspace/symbol", Backend::workspace_symbols)
        .custom_method("textDocument/completion", Backend::completion)
        .custom_method("textDocument/codeLens", Backend::code_lenses)
        .custom_method("textDocument/diagnostic", Backend::diagnostics)
        .custom_method("workspace/diagnostic", Backend::all_diagnostics)
        .custom_method("postedit/names", Backend::names)
        .custom_method("textDocument/didSave", Backend::did_save)
        .custom_method("workspace/didChangeConfiguration", Backend::did_change_configuration)
        .custom_method("workspace/didChangeWatchedFiles", Backend::did_change_watched_files)
        .custom_method("workspace/didCreateFiles", Backend::did_change_watched_files)
        .custom_method("workspace/didRenameFiles", Backend::did_change_watched_files)
        .custom_method("workspace/didDeleteFiles", Backend::did_change_watched_files)
        .custom_method("window/workDoneProgress/cancel", Backend::cancel_progress)
        .custom_method("workspace/didChangeWorkspaceFolders", Backend::did_change_workspace_folders)
        .custom_method("workspace/executeCommand", Backend::execute_command)
        .finish()
}

impl Backend {
    fn forward(&self, event: Event) {
        // The loop ends only with the session.
        let _ = self.events.send(event);
    }

    async fn did_open(&self, mut params: DidOpenParams) {
        self.session.parcels.put_back(&mut params.text_document.text);
        self.forward(Event::Opened(params));
    }

    async fn did_change(&self, mut params: DidChangeParams) {
        params.content_changes.iter_mut().for_each(|change| self.session.parcels.put_back(&mut change.text));
        self.forward(Event::Changed(params));
    }

    async fn did_close(&self, params: DidCloseParams) {
        self.forward(Event::Closed(params));
    }

    async fn did_change_configuration(&self, params: DidChangeConfigurationParams) {
        self.forward(Event::Configured(params));
    }

    async fn did_save(&self, _: Value) {
        self.forward(Event::FilesChanged);
    }

    async fn did_change_watched_files(&self, _: Value) {
        self.forward(Event::FilesChanged);
    }

    async fn cancel_progress(&self, params: CancelParams) {
        self.forward(Event::Cancelled(params));
    }

    async fn did_change_workspace_folders(&self, params: DidChangeFoldersParams) {
        self.forward(Event::FoldersChanged(params));
    }

    async fn execute_command(&self, params: ExecuteCommandParams) -> Result<Value> {
        let (reply, answer) = oneshot::channel();
        self.forward(Event::Command(params, reply));
        answer.await.unwrap_or_else(|_| Err(Error::internal_error()))
    }

    async fn code_action(&self, params: CodeActionParams) -> Result<Value> {
        self.ask(Ask::CodeActions(params)).await
    }

    async fn resolve_action(&self, params: ResolveParams) -> Result<Value> {
        self.ask(Ask::ResolveAction(params)).await
    }

    async fn hover(&self, params: PositionParams) -> Result<Value> {
        self.ask(Ask::Hover(params)).await
    }

    async fn references(&self, params: PositionParams) -> Result<Value> {
        self.ask(Ask::References(params)).await
    }

    async fn highlights(&self, params: PositionParams) -> Result<Value> {
        self.ask(Ask::Highlights(params)).await
    }

    async fn prepare_rename(&self, params: PositionParams) -> Result<Value> {
        self.ask(Ask::PrepareRename(params)).await
    }

    async fn rename(&self, params: RenameParams) -> Result<Value> {
        self.ask(Ask::Rename(params)).await
    }

    async fn document_symbols(&self, params: DocumentParams) -> Result<Value> {
        self.ask(Ask::DocumentSymbols(params)).await
    }

    async fn workspace_symbols(&self, params: SymbolParams) -> Result<Value> {
        self.ask(Ask::WorkspaceSymbols(params)).await
    }

    async fn completion(&self, params: PositionParams) -> Result<Value> {
        self.ask(Ask::Completion(params)).await
    }

    async fn code_lenses(&self, params: DocumentParams) -> Result<Value> {
        self.ask(Ask::CodeLenses(params)).await
    }

    async fn diagnostics(&self, params: DocumentDiagnosticParams) -> Result<Value> {
        self.ask(Ask::Diagnostics(params)).await
    }

    async fn all_diagnostics(&self, params: WorkspaceDiagnosticParams) -> Result<Value> {
        self.ask(Ask::AllDiagnostics(params)).await
    }

    async fn names(&self, params: NamesParams) -> Result<Value> {
        self.ask(Ask::Names(params)).await
    }

    async fn ask(&self, ask: Ask) -> Result<Value> {
        let (reply, answer) = oneshot::channel();
        self.forward(Event::Asked(ask, reply));
        answer.await.unwrap_or_else(|_| Err(Error::internal_error()))
    }
}

impl LanguageServer for Backend {
    async fn initialize(&self, params: InitializeParams) -> Result<InitializeResult> {
        let (reply, answer) = oneshot::channel();
        let process = params.process_id.and_then(|id| u32::try_from(id).ok());
        self.forward(Event::Initialize(Box::new(params), reply));
        if let Some(process) = process {
            // Set already by a first `initialize`; a second one is answered with an error by the framework.
            let _ = self.session.client_process.set(process);
        }
        answer.await.map_err(|_| Error::internal_error())
    }

    async fn initialized(&self, _: InitializedParams) {
        self.forward(Event::Initialized);
    }

    async fn shutdown(&self) -> Result<()> {
        self.session.shut_down.store(true, Ordering::SeqCst);
        Ok(())
    }
}
