"""Commands on entities: list, add, confirm, reject, merge, rename."""

from pathlib import Path
from typing import Any

import click

from explorer.app.session import CaseSession
from explorer.cli.options import case_argument, json_option, reading, writing
from explorer.cli.terminal import show, show_json, show_table
from explorer.errors import InputError
from explorer.model.entity import Entity, EntityId, EntityState
from explorer.model.passage import PageRef, Passage


def entity_row(entity: Entity) -> dict[str, Any]:
    """An entity as ``entities --json`` gives it."""
    return {
        "id": entity.id,
        "type": entity.kind,
        "name": entity.name,
        "aliases": list(entity.aliases),
        "state": entity.state.value,
        "pages": entity.pages,
        "documents": entity.documents,
    }


@click.command()
@case_argument
@click.option("--type", "kind", default=None, help="person, organisation, place, plate, phone, email, case number, …")
@click.option("--state", type=click.Choice([state.value for state in EntityState]), default=None)
@json_option
def entities(case: Path, kind: str | None, state: str | None, as_json: bool) -> None:
    """Who and what the records name; suggested ones count as known only once somebody confirmed them."""
    with reading(case) as session:
        found = session.tagging.entities(kind, EntityState(state) if state else None)
    if as_json:
        show_json([entity_row(each) for each in found])
    else:
        show_table(
            ("state", "type", "pages", "documents", "name", "id"),
            ((each.state, each.kind, each.pages, each.documents, each.name, each.id) for each in found),
        )


@click.group()
def entity() -> None:
    """Add, confirm, reject, merge or rename an entity. ENTITY is an id or a name."""


@entity.command("add")
@case_argument
@click.argument("doc")
@click.argument("quote")
@click.option("--page", type=click.IntRange(1), required=True)
@click.option("--type", "kind", required=True)
@click.option("--name", default="", help="Its name, if the page writes it otherwise.")
@json_option
def add(case: Path, doc: str, quote: str, page: int, kind: str, name: str, as_json: bool) -> None:
    """Tag QUOTE on a page of DOC as an entity."""
    with writing(case) as session:
        passage = passage_of(session, doc, page, quote)
        made, mention = session.tagging.tag(passage, kind, name or quote)
    _tell({"entity": made, "mention": mention}, f"Tagged “{quote}” as {kind}.", as_json)


@entity.command("confirm")
@case_argument
@click.argument("entity_text", metavar="ENTITY")
@json_option
def confirm(case: Path, entity_text: str, as_json: bool) -> None:
    """Accept a suggested entity with all its places."""
    with writing(case) as session:
        found = find_entity(session, entity_text)
        made = session.tagging.confirm(found.id)
    _tell({"entity": made}, f"Confirmed {found.kind} “{found.name}”.", as_json)


@entity.command("reject")
@case_argument
@click.argument("entity_text", metavar="ENTITY")
@json_option
def reject(case: Path, entity_text: str, as_json: bool) -> None:
    """Say that a suggestion is wrong; it is not suggested again."""
    with writing(case) as session:
        found = find_entity(session, entity_text)
        session.tagging.reject(found.id)
    _tell({"entity": found.id}, f"Rejected {found.kind} “{found.name}”.", as_json)


@entity.command("merge")
@case_argument
@click.argument("into")
@click.argument("others", nargs=-1, required=True)
@json_option
def merge(case: Path, into: str, others: tuple[str, ...], as_json: bool) -> None:
    """Make OTHERS part of INTO; their names become its aliases."""
    with writing(case) as session:
        kept = find_entity(session, into)
        session.tagging.merge(kept.id, [find_entity(session, other).id for other in others])
    _tell({"entity": kept.id}, f"Merged into “{kept.name}”.", as_json)


@entity.command("rename")
@case_argument
@click.argument("entity_text", metavar="ENTITY")
@click.argument("name")
@json_option
def rename(case: Path, entity_text: str, name: str, as_json: bool) -> None:
    """Give an entity another name."""
    with writing(case) as session:
        found = find_entity(session, entity_text)
        session.tagging.rename(found.id, name)
    _tell({"entity": found.id}, f"“{found.name}” is now “{name}”.", as_json)


def find_entity(session: CaseSession, text: str) -> Entity:
    """The entity with an id or a name.

    Raises:
        InputError: none, or more than one of that name.
    """
    everything = session.tagging.entities()
    found = [each for each in everything if each.id == EntityId(text)]
    folded = text.casefold()
    found = found or [each for each in everything if folded in (name.casefold() for name in (each.name, *each.aliases))]
    if len(found) != 1:
        said = "There is no entity" if not found else f"{len(found)} entities are called"
        raise InputError(f"{said} “{text}”", "Use an id from “casefile entities CASE”.")
    return found[0]


def passage_of(session: CaseSession, doc: str, ordinal: int, quote: str) -> Passage:
    """The first place of some words on a page, white space apart.

    Raises:
        InputError: the page does not hold them.
    """
    document = session.reading.document(session.reading.resolve(doc))
    page = session.reading.page_at(PageRef(document.document, ordinal))
    span = _find(page.text, quote)
    if span is None:
        raise InputError(
            f"{document.name}, {page.label} does not hold the words “{quote}”",
            f"Copy them from “casefile text CASE {document.id} --page {ordinal}”.",
        )
    return Passage(document.document, ordinal, *span, page.text[slice(*span)])


def _find(text: str, quote: str) -> tuple[int, int] | None:
    """Where a text holds a quote, white space apart."""
    starts = [n for n, char in enumerate(text) if not char.isspace()]
    solid = "".join(text[n] for n in starts)
    wanted = "".join(quote.split())
    at = solid.find(wanted) if wanted else -1
    return (starts[at], starts[at + len(wanted) - 1] + 1) if at >= 0 else None


def _tell(answer: dict[str, Any], words: str, as_json: bool) -> None:
    if as_json:
        show_json(answer)
    else:
        show(words)


COMMANDS = (entities, entity)
