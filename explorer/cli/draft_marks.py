"""Commands on a draft's statements: mark them, link them to passages, strike off what was checked, sign."""

from pathlib import Path
from typing import Any

import click

from explorer.app.checking_off import token_texts
from explorer.app.session import CaseSession
from explorer.cli.claims import find_claim
from explorer.cli.drafts import draft, draft_option, find_draft, find_statement, statement_row
from explorer.cli.entities import passage_of
from explorer.cli.options import case_argument, json_option, reading, writing
from explorer.cli.terminal import show, show_json
from explorer.errors import InputError
from explorer.model.kept_draft import DraftId, LinkId, MarkKind, StatementId

_NONE = "none"
_statement_argument = click.argument("statement_text", metavar="STATEMENT")


def _shown(session: CaseSession, draft: DraftId, statement: StatementId) -> dict[str, Any]:
    version = session.drafting.version(draft)
    return statement_row(session, version, session.drafting.standing(draft, statement))


def _found(session: CaseSession, draft_name: str, text: str) -> tuple[DraftId, StatementId]:
    kept = find_draft(session, draft_name)
    return kept.id, find_statement(session.drafting.version(kept.id), text)


@draft.command("mark")
@case_argument
@_statement_argument
@click.argument("mark", type=click.Choice([*(kind.value for kind in MarkKind), _NONE]))
@draft_option
@click.option("--by", default="", help="Who checked it; asked for with “checked”.")
@click.option("--note", default="")
@json_option
def mark_statement(
    case: Path, statement_text: str, mark: str, draft_name: str, by: str, note: str, as_json: bool
) -> None:
    """Say of STATEMENT (its number) that it is an interview's, opinion, checked, or that somebody is to be asked."""
    with writing(case) as session:
        kept, statement = _found(session, draft_name, statement_text)
        if mark == _NONE:
            session.drafting.unmark(statement)
        else:
            session.drafting.mark(kept, statement, MarkKind(mark), by, note)
        row = _shown(session, kept, statement)
    _tell(row, f"Statement {row['n']} is marked: {row['mark'] or 'nothing'}.", as_json)


@draft.command("link")
@case_argument
@_statement_argument
@click.argument("doc")
@click.argument("quote")
@click.option("--page", type=click.IntRange(1), required=True)
@draft_option
@click.option("--note", default="")
@json_option
def link_statement(
    case: Path, statement_text: str, doc: str, quote: str, page: int, draft_name: str, note: str, as_json: bool
) -> None:
    """Tie STATEMENT to QUOTE on a page of DOC."""
    with writing(case) as session:
        kept, statement = _found(session, draft_name, statement_text)
        session.drafting.link(kept, statement, passage_of(session, doc, page, quote), note)
        row = _shown(session, kept, statement)
    _tell(row, f"Linked to {row['links'][-1]['citation']}.", as_json)


@draft.command("unlink")
@case_argument
@click.argument("link")
@json_option
def unlink_statement(case: Path, link: str, as_json: bool) -> None:
    """Take a link away, by its id."""
    with writing(case) as session:
        session.drafting.unlink(LinkId(link))
    _tell({"link": link}, "The link is gone.", as_json)


@draft.command("tie")
@case_argument
@_statement_argument
@click.argument("claim_text", metavar="CLAIM")
@draft_option
@json_option
def tie_statement(case: Path, statement_text: str, claim_text: str, draft_name: str, as_json: bool) -> None:
    """Tie STATEMENT to a claim of the case; “none” takes the tie away."""
    with writing(case) as session:
        kept, statement = _found(session, draft_name, statement_text)
        session.drafting.tie_claim(statement, None if claim_text == _NONE else find_claim(session, claim_text))
        row = _shown(session, kept, statement)
    _tell(row, f"Statement {row['n']} is tied to {row['claim'] or 'no claim'}.", as_json)


@draft.command("keep")
@case_argument
@_statement_argument
@draft_option
@json_option
def keep_statement(case: Path, statement_text: str, draft_name: str, as_json: bool) -> None:
    """Let the mark and links of a reworded STATEMENT hold for its new words; its tokens stay open."""
    with writing(case) as session:
        kept, statement = _found(session, draft_name, statement_text)
        session.drafting.keep(kept, statement)
        row = _shown(session, kept, statement)
    _tell(row, f"What was said of statement {row['n']} holds for its new words.", as_json)


@draft.command("reword")
@case_argument
@_statement_argument
@click.argument("words")
@draft_option
@json_option
def reword_statement(case: Path, statement_text: str, words: str, draft_name: str, as_json: bool) -> None:
    """Write a new version of the draft in which STATEMENT has other WORDS, such as its source's."""
    with writing(case) as session:
        kept, statement = _found(session, draft_name, statement_text)
        made = session.drafting.use_wording(kept, statement, words)
        row = {"version": made.number, **_shown(session, kept, statement)}
    _tell(row, f"Version {made.number}: statement {row['n']} reads “{row['text']}”.", as_json)


@draft.command("check")
@case_argument
@click.argument("statement_texts", metavar="[STATEMENT...]", nargs=-1)
@draft_option
@click.option("--by", default="", help="Who checked it.")
@click.option("--token", "tokens", multiple=True, metavar="WORDS", help="Strike off these words only.")
@click.option("--undo", "is_undone", is_flag=True, help="Open what was struck off again.")
@json_option
def check_off(
    case: Path,
    statement_texts: tuple[str, ...],
    draft_name: str,
    by: str,
    tokens: tuple[str, ...],
    is_undone: bool,
    as_json: bool,
) -> int:
    """Strike off what was checked in each STATEMENT; without one, list what is still open."""
    if not statement_texts:
        return _list_open(case, draft_name, as_json)
    with writing(case) as session:
        rows = [_strike(session, draft_name, each, by, tokens, is_undone) for each in statement_texts]
        left = _count_open(session, find_draft(session, draft_name).id)
    if as_json:
        show_json({"statements": rows, "open": left})
    else:
        show(f"{left:,} left to be checked.")
    return 0


def _strike(
    session: CaseSession, draft_name: str, text: str, by: str, words: tuple[str, ...], is_undone: bool
) -> dict[str, Any]:
    kept, statement = _found(session, draft_name, text)
    version = session.drafting.version(kept)
    texts = next(token_texts(version, each) for each in version.statements if each.id == statement)
    numbers = _numbers(texts, words) if words else list(range(len(texts)))
    if is_undone:
        session.checking_off.open_again(kept, statement, numbers)
    elif words:
        session.checking_off.strike(kept, statement, numbers, by)
    else:
        session.checking_off.strike_all(kept, statement, by)
    return _shown(session, kept, statement)


def _numbers(texts: list[str], words: tuple[str, ...]) -> list[int]:
    for each in words:
        if each not in texts:
            raise InputError(f"“{each}” is nothing to be checked there", f"There are: {', '.join(texts) or 'none'}.")
    return [number for number, text in enumerate(texts) if text in words]


def _list_open(case: Path, draft_name: str, as_json: bool) -> int:
    with reading(case) as session:
        kept = find_draft(session, draft_name).id
        version = session.drafting.version(kept)
        rows = [statement_row(session, version, each) for each in session.checking_off.left(kept)]
        left = _count_open(session, kept)
    if as_json:
        show_json({"statements": rows, "open": left})
    else:
        for row in rows:
            show(f"{row['n']}. {row['text']}")
            show("   " + " · ".join(each["text"] for each in row["tokens"] if not each["by"]))
        show(f"{left:,} left to be checked.")
    return 1 if left else 0


def _count_open(session: CaseSession, draft: DraftId) -> int:
    return sum(each.open_tokens for each in session.checking_off.left(draft))


@draft.command("sign")
@case_argument
@draft_option
@click.option("--by", default="", help="Who signs; nobody is guessed.")
@click.option("--undo", "is_undone", is_flag=True, help="Take the signature back.")
@json_option
def sign(case: Path, draft_name: str, by: str, is_undone: bool, as_json: bool) -> None:
    """Sign the last version of a draft as checked; refused while anything in it is open."""
    with writing(case) as session:
        kept = find_draft(session, draft_name)
        signed = None
        if is_undone:
            session.checking_off.unsign(kept.id)
        else:
            signed = session.checking_off.sign(kept.id, by)
        number = kept.versions[-1].number
    row = {"draft": kept.id, "version": number, "signed_by": signed.by if signed else None,
           "signed_at": signed.at if signed else None}  # fmt: skip
    _tell(row, f"Version {number} is signed by {signed.by}." if signed else "The signature is taken back.", as_json)


def _tell(row: dict[str, Any], words: str, as_json: bool) -> None:
    if as_json:
        show_json(row)
    else:
        show(words)


COMMANDS = ()
