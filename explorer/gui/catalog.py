"""Every action of the window, once: its id, words, menu, keys, and what it needs; menus and palette follow."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """
    Attributes:
        id: area.verb; the same in settings, documentation and tests.
        text: what the menu says.
        menu: where it stands.
        keys: key sequences, the first one shown.
        needs: what must be there: "case", "page", "selection", "statement".
        icon: the name of its line icon, where it has one.
    """

    id: str
    text: str
    menu: str
    keys: tuple[str, ...] = ()
    needs: frozenset[str] = frozenset()
    icon: str = ""


def _spec(action: str, text: str, menu: str, *keys: str, needs: str = "", icon: str = "") -> ActionSpec:
    return ActionSpec(action, text, menu, keys, frozenset(needs.split()), icon)


MENUS = ("Case", "Edit", "Go", "Passage", "Draft", "View", "Help")

CATALOG: tuple[ActionSpec, ...] = (
    _spec("case.new", "New case…", "Case", "Ctrl+N", icon="add"),
    _spec("case.open", "Open case…", "Case", "Ctrl+O", icon="open"),
    _spec("case.sample", "Open the sample case", "Case", "Ctrl+Shift+S", icon="sample"),
    _spec("case.add", "Add documents…", "Case", "Ctrl+Shift+A", needs="case", icon="drop"),
    _spec("case.problems", "Files that could not be read", "Case", "Ctrl+Shift+P", needs="case", icon="problem"),
    _spec("case.retry", "Read the chosen files again", "Case", "Ctrl+Shift+R", needs="case"),
    _spec("case.retry_all", "Read again all that was not read in full", "Case", "Ctrl+Alt+R", needs="case"),
    _spec("case.retry_older", "Read again what an earlier version read", "Case", "Ctrl+Alt+V", needs="case"),
    _spec("case.unlock", "Passwords for locked files…", "Case", "Ctrl+Shift+U", needs="case"),
    _spec("case.settings", "Settings…", "Case", "Ctrl+,", icon="settings"),
    _spec("case.close", "Close case", "Case", "Ctrl+W", needs="case"),
    _spec("case.quit", "Quit", "Case", "Ctrl+Q"),
    _spec("edit.undo", "Undo", "Edit", "Ctrl+Z", needs="case", icon="undo"),
    _spec("edit.redo", "Redo", "Edit", "Ctrl+Shift+Z", "Ctrl+Y", needs="case", icon="redo"),
    _spec("search.focus", "Search", "Go", "/", "Ctrl+F", needs="case", icon="search"),
    _spec("go.command", "Commands, entities, documents…", "Go", "Ctrl+K", icon="keys"),
    _spec("go.read", "Read", "Go", "Ctrl+1", needs="case", icon="read"),
    _spec("go.sources", "Sources", "Go", "Ctrl+2", needs="case", icon="sources"),
    _spec("go.entities", "Entities", "Go", "Ctrl+3", needs="case", icon="entities"),
    _spec("go.claims", "Claims", "Go", "Ctrl+4", needs="case", icon="claims"),
    _spec("go.draft", "Draft", "Go", "Ctrl+5", needs="case", icon="draft"),
    _spec("go.back", "Back", "Go", "Alt+Left", needs="case", icon="back"),
    _spec("go.forward", "Forward", "Go", "Alt+Right", needs="case", icon="forward"),
    _spec("results.next", "Next result", "Go", "J", needs="case"),
    _spec("results.previous", "Previous result", "Go", "K", needs="case"),
    _spec("page.next_hit", "Next hit", "Go", "N", "F3", needs="case", icon="down"),
    _spec("page.previous_hit", "Previous hit", "Go", "P", "Shift+F3", needs="case", icon="up"),
    _spec("page.next", "Next page", "Go", "]", "Ctrl+Down", needs="page"),
    _spec("page.previous", "Previous page", "Go", "[", "Ctrl+Up", needs="page"),
    _spec("page.down", "Page down", "Go", "Space", needs="page"),
    _spec("unsure.next", "Next word of little confidence", "Go", "U", needs="page"),
    _spec("unsure.previous", "Previous word of little confidence", "Go", "Shift+U", needs="page"),
    _spec("claim.new", "New claim", "Passage", "Ctrl+Shift+N", needs="case", icon="claims"),
    _spec("claim.check_next", "Make the next check of the claim", "Passage", "V", needs="case"),
    _spec("finding.new", "Search for what is not there…", "Passage", "Ctrl+Shift+F", needs="case", icon="search"),
    _spec("passage.cite", "Cite for a claim…", "Passage", "C", needs="selection", icon="cite"),
    _spec("passage.highlight", "Highlight", "Passage", "H", needs="selection", icon="highlight"),
    _spec("passage.tag", "Tag entity…", "Passage", "E", needs="selection", icon="entity"),
    _spec("passage.copy_quote", "Copy quote with citation", "Passage", "Q", needs="selection", icon="copy"),
    _spec("passage.note", "Note…", "Passage", "M", needs="page", icon="note"),
    _spec("page.copy_citation", "Copy citation", "Passage", "Ctrl+Shift+C", needs="page"),
    _spec("passage.correct", "Put misread words right…", "Passage", "Ctrl+Shift+X", needs="selection"),
    _spec("picture.read", "Read this picture now", "Passage", "Ctrl+Shift+O", needs="page"),
    _spec("picture.read_other", "Read this picture with the other engine", "Passage", "Ctrl+Alt+O", needs="page"),
    _spec("picture.compare", "Compare the readings of this picture…", "Passage", "Ctrl+Alt+C", needs="page"),
    _spec("page.tag", "Tag this page…", "Passage", "T", needs="page", icon="tag"),
    _spec("page.conversation", "Read the conversation of this message", "Go", "B", needs="page"),
    _spec("page.compare", "Compare with a page that is nearly the same", "Go", "Shift+D", needs="page"),
    _spec("page.toggle_read", "Mark as read or unread", "Passage", "R", needs="page", icon="eye"),
    _spec("document.split", "Split this file into documents…", "Passage", "Ctrl+Shift+D", needs="page"),
    _spec("draft.import", "Import a draft…", "Draft", "Ctrl+Shift+I", needs="case", icon="draft"),
    _spec("draft.paste", "Take the draft on the clipboard", "Draft", "Ctrl+Shift+V", needs="case"),
    _spec("draft.accept", "Accept: it stands on this passage", "Draft", "A", needs="statement", icon="check"),
    _spec("draft.next_match", "Next match", "Draft", "G", needs="statement"),
    _spec("draft.open", "Open the match’s page in Read", "Draft", "O", needs="statement"),
    _spec("draft.wording", "Use the source’s wording", "Draft", "S", needs="statement"),
    _spec("draft.mark", "Mark the statement…", "Draft", "L", needs="statement"),
    _spec("draft.packet", "Source packet…", "Draft", "Ctrl+Shift+E", needs="statement"),
    _spec("draft.sign", "Sign the draft as checked…", "Draft", "Ctrl+Shift+G", needs="statement"),
    _spec("view.zoom_in", "Zoom in", "View", "Ctrl++", "Ctrl+=", needs="page", icon="zoom-in"),
    _spec("view.zoom_out", "Zoom out", "View", "Ctrl+-", needs="page", icon="zoom-out"),
    _spec("view.reset", "Actual size", "View", "Ctrl+0", needs="page"),
    _spec("view.fit_width", "Fit width", "View", "W", needs="page", icon="fit-width"),
    _spec("view.fit_page", "Fit page", "View", "Shift+W", needs="page", icon="fit-page"),
    _spec("view.exact", "Slides as LibreOffice draws them", "View", "D", needs="page"),
    _spec("view.dim_quoted", "Dim quoted layers of mail", "View", "Shift+B", needs="page"),
    _spec("view.inspector", "Inspector", "View", "I", needs="case", icon="inspector"),
    _spec("view.facets", "Filters", "View", "F", needs="case", icon="filter"),
    _spec("view.jobs", "Work under way", "View", "Ctrl+J", needs="case", icon="jobs"),
    _spec("view.menu", "Menu", "View", "F10", icon="menu"),
    _spec("view.light", "Light", "View", "Ctrl+Alt+L", icon="light"),
    _spec("view.dark", "Dark", "View", "Ctrl+Alt+D", icon="dark"),
    _spec("view.system", "As the system", "View", "Ctrl+Alt+S"),
    _spec("help.keys", "All keys", "Help", "?", "F1", icon="keys"),
    _spec("help.about", "About Casefile", "Help", "Ctrl+F1", icon="info"),
)
