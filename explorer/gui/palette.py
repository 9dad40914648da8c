"""Fills the command palette: actions at once, entities and documents as soon as they were asked for."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from explorer.gui.actions import Actions
from explorer.gui.catalog import CATALOG
from explorer.gui.dialogs.command_palette import Command, CommandPalette
from explorer.gui.dialogs.shortcuts import shown_key
from explorer.gui.tasks import Tasks
from explorer.model.document import Document
from explorer.model.entity import Entity
from explorer.model.passage import PageRef

if TYPE_CHECKING:
    from explorer.gui.case_window import CaseWindow

_ENTITIES, _DOCUMENTS = 2000, 5000  # the most that are listed
_DOWN = 58  # pixels below the window's upper edge
Found = tuple[list[Entity], list[Document]]


def open_palette(window: QWidget, actions: Actions, case: "CaseWindow | None", tasks: Tasks) -> CommandPalette:
    """Show the palette over a window."""
    palette = CommandPalette(window, _action_commands(actions))
    top = window.mapToGlobal(window.rect().topLeft())
    palette.move(top.x() + (window.width() - palette.width()) // 2, top.y() + _DOWN)
    palette.show()
    palette.field.setFocus()
    if case is not None:
        _ask(palette, case, tasks)
    return palette


def _ask(palette: CommandPalette, case: "CaseWindow", tasks: Tasks) -> None:
    """Ask for entities and documents; a palette that has gone meanwhile is let be."""
    session = case.session
    is_open = [True]
    palette.finished.connect(lambda _result: is_open.clear())

    def ask() -> Found:
        return session.tagging.entities()[:_ENTITIES], session.reading.documents()[:_DOCUMENTS]

    def add(found: Found) -> None:
        if is_open:
            palette.add([*_entity_commands(found[0], case), *_document_commands(found[1], case)])

    tasks.run(ask, add, key="palette")


def _action_commands(actions: Actions) -> list[Command]:
    """The actions that can be run now."""
    commands = []
    for spec in CATALOG:
        action, keys = actions[spec.id], actions.keys(spec.id)
        if spec.id not in ("go.command", "view.menu") and action.isEnabled():
            hint = shown_key(keys[0]) if keys else ""
            text = action.text().replace("&&", "&")
            commands.append(Command(text, hint, action.trigger, spec.icon, is_key=bool(hint)))
    return commands


def _entity_commands(entities: list[Entity], case: "CaseWindow") -> list[Command]:
    return [Command(each.name, each.kind, partial(case.show_entity, each.id), "entity") for each in entities]


def _document_commands(documents: list[Document], case: "CaseWindow") -> list[Command]:
    return [
        Command(each.name, each.kind.value, partial(case.open_page, PageRef(each.document, 1)), "file")
        for each in documents
        if each.pages
    ]
