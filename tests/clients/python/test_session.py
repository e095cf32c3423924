"""A whole session with the built program, spoken by pytest-lsp with the capabilities of real editors.

Every message is read into the types of lsprotocol, which are made from the protocol's own model; one that does not fit
them, or that the editor has not said it can take, fails the test. $POSTEDIT names the program.
"""

import asyncio
import os
from pathlib import Path

import pytest
import pytest_lsp
from lsprotocol import types as lsp
from pygls.protocol import default_converter
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities
from pytest_lsp.client import DEFAULT_CLIENT_FEATURES, register_lsp_features

OPTIONS = 'language = "en"\nglossaries = ["glossary.txt"]\n'
GLOSSARY = "堤\tdyke\n堤\tdike\tforbidden\n"
TEXT = """# The dike

In the end Maro Tesk spoke spoke of it. Later Maro Tesk left.

Then Maro Tesk came, and Maro-Tesk laughed.
"""
MENDED = TEXT.replace("dike", "dyke").replace("spoke spoke", "spoke").replace("Maro-Tesk", "Maro Tesk")
CODES = ["glossary-term", "repeated-word", "inconsistent-name"]

# Seconds that nothing takes; reached only where a test fails.
PATIENCE = 60

NEOVIM = "neovim@v0.11"
CODE = "visual_studio_code"


def capabilities(editor: str, pulls: bool) -> lsp.ClientCapabilities:
    """What an editor can do; where it pulls, as it can since version 3.17 of the protocol."""
    known = client_capabilities(editor)
    known.text_document.diagnostic = lsp.DiagnosticClientCapabilities() if pulls else None
    known.workspace.diagnostics = lsp.DiagnosticWorkspaceClientCapabilities(refresh_support=True) if pulls else None
    return known


def editor() -> LanguageClient:
    """The library's client; beside what it does by itself it keeps edits, and ends with a message it cannot read."""
    client = LanguageClient(converter_factory=default_converter)
    client.edits, client.asked_again = asyncio.Queue(), asyncio.Event()
    known = client.report_server_error

    def report(error, source):
        known(error, source)
        client.error = error

    def apply(params: lsp.ApplyWorkspaceEditParams):
        client.edits.put_nowait(params.edit)
        return lsp.ApplyWorkspaceEditResult(applied=True)

    def refresh(params: None):
        client.asked_again.set()

    def register(params: lsp.RegistrationParams):
        return None

    client.report_server_error = report
    features = {
        lsp.WORKSPACE_DIAGNOSTIC_REFRESH: refresh,
        lsp.WORKSPACE_APPLY_EDIT: apply,
        lsp.CLIENT_REGISTER_CAPABILITY: register,
    }
    register_lsp_features(client, {**DEFAULT_CLIENT_FEATURES, **features})
    return client


@pytest_lsp.fixture(
    params=[(NEOVIM, False), (CODE, False), (CODE, True)],
    ids=["neovim", "code", "code-that-pulls"],
    config=ClientServerConfig(server_command=[os.environ["POSTEDIT"], "server"], client_factory=editor),
)
async def client(lsp_client: LanguageClient, request, tmp_path: Path):
    """A client in a project of its own, initialized; afterwards the server must have ended with status 0."""
    (tmp_path / "postedit.toml").write_text(OPTIONS)
    (tmp_path / "glossary.txt").write_text(GLOSSARY)
    name, pulls = request.param
    lsp_client.folder, lsp_client.pulls = tmp_path, pulls
    await lsp_client.initialize_session(
        lsp.InitializeParams(
            capabilities=capabilities(name, pulls),
            root_uri=tmp_path.as_uri(),
            workspace_folders=[lsp.WorkspaceFolder(uri=tmp_path.as_uri(), name="book")],
        )
    )
    yield
    assert lsp_client.error is None
    await lsp_client.shutdown_session()
    assert lsp_client._server.returncode == 0


class Document:
    """A document as the editor has it."""

    def __init__(self, client: LanguageClient, name: str, text: str):
        self.client, self.uri, self.text, self.version = client, (client.folder / name).as_uri(), text, 1
        self.id = lsp.TextDocumentIdentifier(self.uri)
        item = lsp.TextDocumentItem(uri=self.uri, language_id="markdown", version=1, text=text)
        client.text_document_did_open(lsp.DidOpenTextDocumentParams(item))

    def at(self, words: str, offset: int = 1) -> lsp.Position:
        """The position inside the first occurrence of some words."""
        return self.position(self.text.index(words) + offset)

    def position(self, index: int) -> lsp.Position:
        """A position for an index; columns are UTF-16 units."""
        before = self.text[:index]
        column = before.rpartition("\n")[2]
        return lsp.Position(before.count("\n"), len(column.encode("utf-16-le")) // 2)

    def index(self, position: lsp.Position) -> int:
        """The way back."""
        lines = self.text.split("\n")
        column = lines[position.line].encode("utf-16-le")[: 2 * position.character].decode("utf-16-le")
        return sum(len(line) + 1 for line in lines[: position.line]) + len(column)

    def everything(self) -> lsp.Range:
        """The range of the whole text."""
        return lsp.Range(lsp.Position(0, 0), self.position(len(self.text)))

    async def becomes(self, codes: list[str]) -> list[lsp.Diagnostic]:
        """Waits until exactly these findings are shown, or asks for them until they are."""
        while True:
            self.client.asked_again.clear()
            if self.client.pulls:
                params = lsp.DocumentDiagnosticParams(text_document=self.id)
                report = await self.client.text_document_diagnostic_async(params)
                shown = report.items
            else:
                shown = self.client.diagnostics.get(self.uri, [])
            if [diagnostic.code for diagnostic in shown] == codes:
                return list(shown)
            async with asyncio.timeout(PATIENCE):
                await self.next_news()

    async def next_news(self) -> None:
        """Waits until the server sends diagnostics or has the client ask again."""
        if self.client.pulls:
            await self.client.asked_again.wait()
        else:
            await self.client.wait_for_notification(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)

    def apply(self, edit: lsp.WorkspaceEdit) -> None:
        """Applies an edit that concerns this document only, and tells the server."""
        if edit.document_changes is not None:
            [change] = edit.document_changes
            assert (change.text_document.uri, change.text_document.version) == (self.uri, self.version)
            edits = change.edits
        else:
            [(uri, edits)] = edit.changes.items()
            assert uri == self.uri
        places = sorted(((self.index(e.range.start), self.index(e.range.end), e.new_text) for e in edits), reverse=True)
        for start, end, new in places:
            self.text = self.text[:start] + new + self.text[end:]
        self.version += 1
        self.client.text_document_did_change(
            lsp.DidChangeTextDocumentParams(
                text_document=lsp.VersionedTextDocumentIdentifier(uri=self.uri, version=self.version),
                content_changes=[lsp.TextDocumentContentChangeWholeDocument(self.text)],
            )
        )

    async def actions(self, place: lsp.Range, only: list[str]) -> list[lsp.CodeAction]:
        """The actions of these kinds."""
        context = lsp.CodeActionContext(diagnostics=[], only=only)
        params = lsp.CodeActionParams(text_document=self.id, range=place, context=context)
        return list(await self.client.text_document_code_action_async(params))


@pytest.mark.asyncio
async def test_findings_are_mended_one_by_one_and_all_at_once(client: LanguageClient):
    document = Document(client, "chapter.md", TEXT)
    shown = await document.becomes(CODES)
    assert all(diagnostic.source == "postedit" for diagnostic in shown)
    fixes = await document.actions(shown[1].range, [lsp.CodeActionKind.QuickFix])
    assert fixes[0].is_preferred and fixes[0].kind == lsp.CodeActionKind.QuickFix
    document.apply(fixes[0].edit)
    assert "spoke of it" in document.text
    await document.becomes([code for code in CODES if code != "repeated-word"])
    [all_at_once] = await document.actions(document.everything(), [lsp.CodeActionKind.SourceFixAll])
    assert all_at_once.kind == "source.fixAll.postedit"
    document.apply(all_at_once.edit)
    assert document.text == MENDED
    await document.becomes([])


@pytest.mark.asyncio
async def test_many_edits_are_resolved_where_the_editor_can(client: LanguageClient):
    document = Document(client, "long.md", "The oil .\n\n" * 60)
    await document.becomes(["space-before-punctuation"] * 60)
    [action] = await document.actions(document.everything(), [lsp.CodeActionKind.SourceFixAll])
    if action.edit is None:
        action = await client.code_action_resolve_async(action)
    document.apply(action.edit)
    assert document.text == "The oil.\n\n" * 60
    await document.becomes([])


@pytest.mark.asyncio
async def test_what_can_be_asked_about_names_and_terms(client: LanguageClient):
    document = Document(client, "chapter.md", TEXT)
    await document.becomes(CODES)
    name, term = document.at("Maro Tesk"), document.at("dike")
    params = {"text_document": document.id}
    card = await client.text_document_hover_async(lsp.HoverParams(position=name, **params))
    assert "Maro-Tesk: once, hyphens differ" in card.contents.value
    entry = await client.text_document_hover_async(lsp.HoverParams(position=term, **params))
    assert "dike: not to be used" in entry.contents.value
    context = lsp.ReferenceContext(include_declaration=True)
    places = await client.text_document_references_async(lsp.ReferenceParams(context=context, position=name, **params))
    assert [place.range.start.line for place in places] == [2, 2, 4, 4]
    marks = await client.text_document_document_highlight_async(lsp.DocumentHighlightParams(position=name, **params))
    assert len(marks) == 4
    symbols = await client.text_document_document_symbol_async(lsp.DocumentSymbolParams(**params))
    assert [symbol.name for symbol in symbols] == ["The dike"]
    assert [child.name for child in symbols[0].children] == ["Maro Tesk"]
    found = await client.workspace_symbol_async(lsp.WorkspaceSymbolParams("mtesk"))
    assert {symbol.name for symbol in found} == {"Maro Tesk", "Maro-Tesk"}
    assert not await client.text_document_code_lens_async(lsp.CodeLensParams(**params))
    edit = await client.text_document_rename_async(lsp.RenameParams(position=name, new_name="Mara Tosk", **params))
    document.apply(edit)
    assert document.text == TEXT.replace("Maro Tesk", "Mara Tosk").replace("Maro-Tesk", "Mara Tosk")
    await document.becomes(CODES[:2])


@pytest.mark.asyncio
async def test_names_and_terms_are_completed(client: LanguageClient):
    document = Document(client, "chapter.md", TEXT + "\nThe dy")
    await document.becomes(CODES)
    params = lsp.CompletionParams(text_document=document.id, position=document.position(len(document.text)))
    offered = await client.text_document_completion_async(params)
    assert [item.label for item in offered.items] == ["dyke"]
    end = document.position(len(document.text))
    document.apply(lsp.WorkspaceEdit(changes={document.uri: [lsp.TextEdit(lsp.Range(end, end), "ke held. Then Mar")]}))
    params = lsp.CompletionParams(text_document=document.id, position=document.position(len(document.text)))
    offered = await client.text_document_completion_async(params)
    assert [item.label for item in offered.items] == ["Maro Tesk"]


@pytest.mark.asyncio
async def test_settings_hold_at_once_and_answers_are_written(client: LanguageClient):
    document = Document(client, "chapter.md", TEXT)
    await document.becomes(CODES)
    settings = {"postedit": {"rules": {"glossary-term": "off"}}}
    client.workspace_did_change_configuration(lsp.DidChangeConfigurationParams(settings))
    shown = await document.becomes(CODES[1:])
    fixes = await document.actions(shown[0].range, [lsp.CodeActionKind.QuickFix])
    assert "This repeat is intended" in [fix.title for fix in fixes]
    answer = {"uri": document.uri, "entry": "repeat: spoke spoke"}
    await client.workspace_execute_command_async(lsp.ExecuteCommandParams("postedit.remember", [answer]))
    assert (client.folder / "postedit-names.txt").read_text().endswith("repeat: spoke spoke\n")
    await document.becomes(CODES[2:])
    await client.workspace_execute_command_async(lsp.ExecuteCommandParams("postedit.fixAll", [{"uri": document.uri}]))
    async with asyncio.timeout(PATIENCE):
        document.apply(await client.edits.get())
    await document.becomes([])
