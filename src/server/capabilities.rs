//! What the client can take, settled once at `initialize`, and what this server offers.

use serde_json::{Value, json};

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
    /// Reads what the client says of itself: the parameters of `initialize`.
    pub fn of(params: &Value) -> Self {
        let text = |path: &str| said(params, &format!("/capabilities/textDocument/{path}"));
        let workspace = |path: &str| said(params, &format!("/capabilities/workspace/{path}"));
        let yes = |said: Option<&Value>| said == Some(&Value::Bool(true));
        let pulls = text("diagnostic").is_some() && yes(workspace("diagnostics/refreshSupport")) && !is_neovim(params);
        let document_changes = yes(workspace("workspaceEdit/documentChanges"));
        Self {
            encoding: encoding(params),
            related: yes(text(if pulls {
                "diagnostic/relatedInformation"
            } else {
                "publishDiagnostics/relatedInformation"
            })),
            // Neovim uses versions without saying so; only a clear no is one.
            versions: text("publishDiagnostics/versionSupport") != Some(&Value::Bool(false)),
            document_changes,
            actions: text("codeAction/codeActionLiteralSupport").is_some(),
            resolves_actions: yes(text("codeAction/dataSupport"))
                && list(text("codeAction/resolveSupport/properties")).any(|property| property == "edit"),
            applies_edits: yes(workspace("applyEdit")),
            configures: yes(workspace("configuration")),
            watches: yes(workspace("didChangeWatchedFiles/dynamicRegistration")),
            // The first is what it likes best.
            markdown: list(text("hover/contentFormat")).next() == Some("markdown"),
            // Only edits that are bound to a version can belong to groups.
            annotations: document_changes
                && yes(text("rename/honorsChangeAnnotations"))
                && workspace("workspaceEdit/changeAnnotationSupport").is_some(),
            prepares_rename: yes(text("rename/prepareSupport")),
            symbol_trees: yes(text("documentSymbol/hierarchicalDocumentSymbolSupport")),
            pulls,
            progress: yes(said(params, "/capabilities/window/workDoneProgress")),
            lenses_again: yes(workspace("codeLens/refreshSupport")),
        }
    }

    /// The answer to `initialize`.
    pub fn answer(self) -> Value {
        let mut capabilities = json!({
            "positionEncoding": encoding_name(self.encoding),
            // Texts come as edits.
            "textDocumentSync": { "openClose": true, "change": 2, "save": true },
            "codeActionProvider": { "codeActionKinds": [actions::QUICK_FIX, actions::FIX_ALL] },
            "executeCommandProvider": { "commands": COMMANDS },
            "hoverProvider": true,
            "referencesProvider": true,
            "documentHighlightProvider": true,
            "renameProvider": {},
            "documentSymbolProvider": true,
            "workspaceSymbolProvider": true,
            // No trigger characters: names are offered to whoever asks for them.
            "completionProvider": {},
            "codeLensProvider": {},
            "workspace": {
                "workspaceFolders": { "supported": true, "changeNotifications": true },
                "fileOperations": file_operations(),
            },
        });
        if self.resolves_actions {
            capabilities["codeActionProvider"]["resolveProvider"] = true.into();
        }
        if self.prepares_rename {
            capabilities["renameProvider"]["prepareProvider"] = true.into();
        }
        if self.pulls {
            // Documents do not depend on each other, and all that are open can be asked about at once.
            capabilities["diagnosticProvider"] = json!({
                "identifier": env!("CARGO_PKG_NAME"),
                "interFileDependencies": false,
                "workspaceDiagnostics": true,
            });
        }
        let info = json!({ "name": env!("CARGO_PKG_NAME"), "version": env!("CARGO_PKG_VERSION") });
        json!({ "capabilities": capabilities, "serverInfo": info })
    }
}

/// What stands at a path, if anything does.
fn said<'v>(params: &'v Value, path: &str) -> Option<&'v Value> {
    params.pointer(path).filter(|value| !value.is_null())
}

/// The words of a list, none where there is no list.
fn list(value: Option<&Value>) -> impl Iterator<Item = &str> {
    value.and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str)
}

/// A client that could not be told to ask for diagnostics again would go on showing what was found before settings or
/// answers changed: it is sent everything instead. Told to, Neovim (as of 0.12) asks again for closed documents only,
/// where there is an answer for those.
fn is_neovim(params: &Value) -> bool {
    said(params, "/clientInfo/name").is_some_and(|name| name == "Neovim")
}

/// Files and folders that come, go or get another name in the editor: all, for a folder of texts may be moved.
fn file_operations() -> Value {
    let all = json!({ "filters": [{ "scheme": "file", "pattern": { "glob": "**" } }] });
    json!({ "didCreate": all, "didRename": all, "didDelete": all })
}

/// The folders of the workspace, as URIs; none where the client has opened single files.
pub(super) fn folders(params: &Value) -> Vec<String> {
    let folders = said(params, "/workspaceFolders").and_then(Value::as_array).filter(|folders| !folders.is_empty());
    let uris: Vec<&Value> = match folders {
        Some(folders) => folders.iter().filter_map(|folder| folder.get("uri")).collect(),
        // What clients say that know no workspace folders.
        None => said(params, "/rootUri").into_iter().collect(),
    };
    uris.into_iter().filter_map(Value::as_str).map(str::to_owned).collect()
}

/// The id of the client's process, if it has told it.
pub(super) fn process(params: &Value) -> Option<u32> {
    said(params, "/processId")?.as_u64().and_then(|id| u32::try_from(id).ok())
}

/// UTF-16 where it is offered or nothing is, so that servers which share a buffer agree; else the first of the
/// client's that is known here.
fn encoding(params: &Value) -> Encoding {
    let offered = list(said(params, "/capabilities/general/positionEncodings"));
    let known: Vec<Encoding> = offered.filter_map(known_encoding).collect();
    if known.contains(&Encoding::Utf16) { Encoding::Utf16 } else { known.first().copied().unwrap_or_default() }
}

fn known_encoding(name: &str) -> Option<Encoding> {
    match name {
        "utf-8" => Some(Encoding::Utf8),
        "utf-16" => Some(Encoding::Utf16),
        "utf-32" => Some(Encoding::Utf32),
        _ => None,
    }
}

fn encoding_name(encoding: Encoding) -> &'static str {
    match encoding {
        Encoding::Utf8 => "utf-8",
        Encoding::Utf16 => "utf-16",
        Encoding::Utf32 => "utf-32",
    }
}
