"""Commands on drafts: import a story and its next versions, list them, see how their statements stand."""

import sys
from pathlib import Path, PurePath
from typing import Any

import click

from explorer.app.checking_off import token_texts
from explorer.app.drafting import draft_from_bytes, read_draft
from explorer.app.session import CaseSession
from explorer.cli.options import case_argument, json_option, reading, writing
from explorer.cli.terminal import say, show, show_json
from explorer.errors import InputError
from explorer.model.kept_draft import DraftVersion, Fate, KeptDraft, Standing, StatementId, StatementLink

draft_option = click.option(
    "--draft", "draft_name", default="", help="Which draft, by name or id; the only one if none."
)


@click.group()
def draft() -> None:
    """Import a story, see how its statements stand, strike off what was checked."""


@draft.command("import")
@case_argument
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, allow_dash=True))
@click.option("--draft", "draft_name", default="", help="The draft that FILE is the next version of, by name or id.")
@click.option("--new", "is_new", is_flag=True, help="Keep it as a draft of its own, even if one has its name.")
@click.option("--name", default="", help="What to call a new draft; the file's name if nothing is said.")
@json_option
def import_draft(case: Path, file: Path, draft_name: str, is_new: bool, name: str, as_json: bool) -> int:
    """Keep FILE (DOCX, ODT, Markdown, HTML, RTF, DOC, text; “-”: standard input) as a draft, or as its next version.

    A file named as a draft of the case is its next version. Statements whose words are the same keep what was said of
    them; reworded ones ask to be checked again; none is lost.
    """
    if is_new and draft_name:
        raise InputError("A draft cannot be new and the next version of another", "Give --new or --draft, not both.")
    with writing(case) as session:
        read = draft_from_bytes(sys.stdin.buffer.read(), "Words.txt") if str(file) == "-" else read_draft(file)
        alike = session.drafting.resembling(read)
        known = None if is_new else _earlier(session, draft_name, name or PurePath(read.name).stem)
        made = session.drafting.import_draft(read, known.id if known else None, name)
        row = {**_import_row(session, made), "problems": list(read.problems)}
    if alike and not known and not is_new:
        say(f"casefile: it is like “{alike.name}”; as its next version: --draft “{alike.name}”")
    for problem in read.problems:
        say(f"casefile: only in part: {problem}")
    code = 1 if read.problems else 0
    if as_json:
        show_json(row)
        return code
    told = ", ".join(
        f"{row[each]} {each}" for each in ("unchanged", "moved", "reworded", "new", "removed") if row[each]
    )
    show(f"Version {row['version']} of “{row['name']}”: {row['statements']} statements ({told or 'none'}).")
    return code


def _earlier(session: CaseSession, wanted: str, name: str) -> KeptDraft | None:
    if wanted:
        return find_draft(session, wanted)
    same = [each for each in session.drafting.drafts() if each.name.casefold() == name.casefold()]
    return same[0] if len(same) == 1 else None


def _import_row(session: CaseSession, made: DraftVersion) -> dict[str, Any]:
    name = next(each.name for each in session.drafting.drafts() if each.id == made.draft)
    fates = [each.fate for each in made.statements]
    return {
        "draft": made.draft,
        "name": name,
        "version": made.number,
        "file": made.name,
        "sha256": made.sha256,
        "characters": len(made.text),
        "notes": len(made.notes),
        "statements": len(fates),
        **{fate.value: fates.count(fate) for fate in (Fate.UNCHANGED, Fate.MOVED, Fate.REWORDED, Fate.NEW)},
        "removed": len(session.drafting.removed(made.draft)),
    }


@draft.command("list")
@case_argument
@json_option
def list_drafts(case: Path, as_json: bool) -> None:
    """All drafts with their versions, and how much of the last one is open."""
    with reading(case) as session:
        rows = [_draft_row(session, each) for each in session.drafting.drafts()]
    if as_json:
        show_json(rows)
        return
    for row in rows:
        signed = f"signed by {row['signed_by']}" if row["signed_by"] else f"{row['open']} open"
        show(
            f"{row['name']}\n  version {len(row['versions'])} · {row['statements']} statements · {signed} · {row['id']}"
        )


def _draft_row(session: CaseSession, kept: KeptDraft) -> dict[str, Any]:
    standings = session.drafting.standings(kept.id)
    signed = session.checking_off.signature(kept.id)
    lines = [
        {"version": each.number, "file": each.name, "sha256": each.sha256, "imported": each.imported, "by": each.by}
        for each in kept.versions
    ]
    return {
        "id": kept.id,
        "name": kept.name,
        "versions": lines,
        "statements": len(standings),
        "again": sum(each.again for each in standings),
        "open": sum(each.open_tokens for each in standings),
        "signed_by": signed.by if signed else None,
        "signed_at": signed.at if signed else None,
    }


@draft.command("history")
@case_argument
@click.argument("statement_text", metavar="STATEMENT")
@draft_option
@json_option
def list_history(case: Path, statement_text: str, draft_name: str, as_json: bool) -> None:
    """What became of STATEMENT by each version, and who said what of it when."""
    with reading(case) as session:
        kept = find_draft(session, draft_name).id
        statement = find_statement(session.drafting.version(kept), statement_text)
        events = session.drafting.history(kept, statement)
    if as_json:
        show_json([{"at": each.at, "who": each.who, "action": each.action, "what": each.label} for each in events])
        return
    for each in events:
        undone = f" ({each.action})" if each.action != "do" else ""
        show(f"{each.at[:16].replace('T', ' ')}  {each.who}: {each.label}{undone}")


@draft.command("statements")
@case_argument
@draft_option
@click.option("--version", "number", type=click.IntRange(1), default=None, help="An earlier version, by its number.")
@json_option
def list_statements(case: Path, draft_name: str, number: int | None, as_json: bool) -> None:
    """The statements of a draft in order, and those that earlier versions had."""
    with reading(case) as session:
        kept = find_draft(session, draft_name)
        version = session.drafting.version(kept.id, number)
        rows = [statement_row(session, version, each) for each in session.drafting.standings(kept.id, number)]
        gone = [statement_row(session, None, each) for each in session.drafting.removed(kept.id)] if not number else []
    if as_json:
        notes = [{"kind": each.kind, "at": each.at, "text": each.text, "author": each.author} for each in version.notes]
        show_json({"draft": kept.id, "name": kept.name, "version": version.number, "text": version.text,
                   "statements": rows, "removed": gone, "notes": notes})  # fmt: skip
        return
    for row in [*rows, *gone]:
        _tell(row)


def _tell(row: dict[str, Any]) -> None:
    words = f"“{row['text']}”" if row["kind"] == "quote" else row["text"]
    said = [row["mark"] or "", "check again" if row["again"] else "", row["fate"] if row["fate"] != "unchanged" else "",
            f"{len(row['links'])} linked" if row["links"] else "",
            f"{sum(not each['by'] for each in row['tokens'])} open" if row["tokens"] else ""]  # fmt: skip
    show(f"{row['n'] or '–'}. {words}\n   {' · '.join(filter(None, [row['kind'], row['speaker'], *said]))}")


def statement_row(session: CaseSession, version: DraftVersion | None, standing: Standing) -> dict[str, Any]:
    """A statement as the command shows it; of one that was removed, its places in the text are not told."""
    kept, mark = standing.kept, standing.mark
    said = kept.statement
    return {
        "id": kept.id,
        "n": said.n if version else None,
        "kind": said.kind.value,
        "text": said.text,
        "speaker": said.speaker,
        "spans": said.spans if version else [],
        "fate": kept.fate.value,
        "again": standing.again,
        "change": [[piece.kept.value, piece.text] for piece in standing.change],
        "mark": mark.kind.value if mark else None,
        "by": mark.by if mark else "",
        "note": mark.note if mark else "",
        "marked": mark.at if mark else None,
        "claim": standing.claim,
        "links": [_link_row(session, each, kept.seal) for each in standing.links],
        "tokens": _token_rows(version, standing) if version else [],
    }


def _link_row(session: CaseSession, link: StatementLink, seal: str) -> dict[str, Any]:
    return {
        "id": link.id,
        "document": session.reading.own_place(link.passage.document).id,
        "page": link.passage.ordinal,
        "citation": str(session.reading.citation(link.passage.page)),
        "quote": link.passage.quote,
        "note": link.note,
        "holds": link.holds,
        "again": link.seal != seal,
    }


def _token_rows(version: DraftVersion, standing: Standing) -> list[dict[str, Any]]:
    tokens = standing.kept.statement.tokens
    texts = token_texts(version, standing.kept)
    return [
        {
            "kind": token.kind.value,
            "text": text,
            "start": token.start,
            "end": token.end,
            "by": check.by if check else None,
            "at": check.at if check else None,
        }
        for token, text, check in zip(tokens, texts, standing.struck, strict=True)
    ]


def find_draft(session: CaseSession, wanted: str) -> KeptDraft:
    """The draft of a name or id, or the only one there is.

    Raises:
        InputError: there is none, or more than one.
    """
    kept = session.drafting.drafts()
    if wanted:
        kept = [each for each in kept if each.id.startswith(wanted) or each.name.casefold() == wanted.casefold()]
    if len(kept) == 1:
        return kept[0]
    if not wanted and kept:
        raise InputError("The case has more than one draft", "Say which one: --draft NAME; see “casefile draft list”.")
    named = f" called “{wanted}”" if wanted else ""
    raise InputError(
        f"There is {'more than one' if kept else 'no'} draft{named}",
        "See “casefile draft list CASE”, or import one: “casefile draft import CASE FILE”.",
    )


def find_statement(version: DraftVersion, wanted: str) -> StatementId:
    """The statement of a number, or of an id or its beginning.

    Raises:
        InputError: there is none, or more than one.
    """
    by_number = [each.id for each in version.statements if str(each.statement.n) == wanted]
    found = by_number or [each.id for each in version.statements if len(wanted) >= 4 and each.id.startswith(wanted)]
    if len(found) != 1:
        raise InputError(
            f"There is {'more than one' if found else 'no'} statement “{wanted}” in version {version.number}",
            "Use a number from “casefile draft statements CASE”.",
        )
    return found[0]


COMMANDS = (draft,)
