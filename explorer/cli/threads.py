"""The command that shows conversations."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from explorer.app.conversing import thread_id
from explorer.cli.options import case_argument, json_option, reading
from explorer.cli.terminal import show, show_json
from explorer.model.conversation import Conversation, Turn
from explorer.model.document import Document
from explorer.model.message import MessageFacts


@click.command()
@case_argument
@click.option("--all", "also_single", is_flag=True, help="Also messages that nothing is tied to.")
@json_option
def threads(case: Path, also_single: bool, as_json: bool) -> None:
    """Mail as conversations: who answers what, where each message is opened, and which messages are missing."""
    with reading(case) as session:
        found = session.conversing.conversations(also_single=also_single)
        documents = session.conversing.documents()
    if as_json:
        show_json([_thread_row(each, documents) for each in found])
        return
    for each in found:
        _show_thread(each, documents)


def _thread_row(conversation: Conversation, documents: Mapping[str, Document]) -> dict[str, Any]:
    return {
        "thread": thread_id(conversation),
        "subject": _subject(conversation),
        "messages": len(conversation.turns) - conversation.missing,
        "missing": conversation.missing,
        "turns": [_turn_row(turn, documents) for turn in conversation.turns],
    }


def _turn_row(turn: Turn, documents: Mapping[str, Document]) -> dict[str, Any]:
    return {
        "message_id": turn.message_id,
        "answers": turn.above,
        "tie": turn.tie.value,
        "missing": not turn.copies,
        "copies_differ": turn.differs,
        "copies": [_copy_row(facts, documents[facts.document]) for facts in turn.copies],
    }


def _copy_row(facts: MessageFacts, document: Document) -> dict[str, Any]:
    return {
        "document": document.id,
        "path": document.path,
        "page": facts.page,
        "date": facts.date or None,
        "from": facts.sender,
        "subject": facts.subject,
    }


def _subject(conversation: Conversation) -> str:
    return next((turn.copies[0].subject for turn in conversation.turns if turn.copies), "")


def _show_thread(conversation: Conversation, documents: Mapping[str, Document]) -> None:
    missing = f", {conversation.missing} missing" if conversation.missing else ""
    count = len(conversation.turns) - conversation.missing
    show(f"{thread_id(conversation)}  {_subject(conversation)} ({count} found{missing})")
    for at, turn in enumerate(conversation.turns, start=1):
        answers = "" if turn.above is None else f", answers {turn.above + 1} ({turn.tie})"
        if not turn.copies:
            show(f"  {at}. missing: {turn.message_id}{answers}")
            continue
        facts = turn.copies[0]
        document = documents[facts.document]
        copies = f", {len(turn.copies)} copies" if len(turn.copies) > 1 else ""
        show(f"  {at}. {facts.date or 'undated'}  {facts.sender}  {document.id} {document.path}{answers}{copies}")


COMMANDS = (threads,)
