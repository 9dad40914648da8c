"""Commands that read: documents, text, render, search."""

from pathlib import Path
from typing import Any

import click

from explorer.app.session import CaseSession
from explorer.cli.options import case_argument, give, json_option, passwords_option, reading
from explorer.cli.terminal import say, show, show_json, show_table
from explorer.errors import InputError
from explorer.model.document import Document, Page, State
from explorer.model.ocr import LOOK
from explorer.model.passage import PageRef, boxes_of_span
from explorer.model.query import Hit, SearchRequest, SearchResult, Sort


def document_row(document: Document) -> dict[str, Any]:
    """A document as ``documents --json`` gives it."""
    return {
        "id": document.id,
        "path": document.path,
        "name": document.name,
        "kind": document.kind.value,
        "state": document.state.value,
        "reason": document.reason,
        "sha256": document.sha256,
        "bytes": document.bytes,
        "pages": document.pages,
        "parent": document.parent,
        "production": document.production,
        "title": document.title,
        "subject": document.subject,
        "from": document.sender,
        "to": document.to,
        "cc": document.cc,
        "date": document.date,
        "message_id": document.message_id,
        "thread": document.thread,
        "language": document.language,
        "ocr_pages": document.ocr_pages,
        "pages_needing_ocr": document.pages_needing_ocr,
        "locked": document.is_locked,
    }


@click.command()
@case_argument
@click.option("--state", type=click.Choice([state.value for state in State]), default=None)
@json_option
def documents(case: Path, state: str | None, as_json: bool) -> None:
    """Every document at every place, with its state and the reason where it was not read in full."""
    with reading(case) as session:
        found = session.reading.documents(State(state) if state else None)
    if as_json:
        show_json([document_row(each) for each in found])
    else:
        show_table(
            ("id", "state", "kind", "pages", "path", "reason"),
            ((each.id, each.state, each.kind, each.pages, each.path, each.reason) for each in found),
        )


@click.command()
@case_argument
@click.argument("doc")
@click.option("--page", type=click.IntRange(1), default=None)
@click.option("--readings", is_flag=True, help="Also what each OCR engine read, and what the file itself held.")
@json_option
def text(case: Path, doc: str, page: int | None, readings: bool, as_json: bool) -> None:
    """The plain text of a document or of one page. DOC is an id, a path, a name or a hash."""
    with reading(case) as session:
        document = session.reading.document(session.reading.resolve(doc))
        pages = session.reading.pages(document.document)
        wanted = [each for each in pages if page in (None, each.ordinal)]
        rows = [text_row(session, document, each, readings) for each in wanted]
    if page and not wanted:
        raise _no_such_page(document, page)
    if as_json:
        show_json(rows[0] if page else rows)
        return
    for row in rows:
        show(f"── {document.name}, {row['label']} " + "─" * 20 + f"\n{row['text']}\n")
        for each in row.get("readings", ()):
            used = ", shown above" if each["in_use"] else ""
            show(f"·· read by {each['engine']} {each['version']}{used} ··\n{each['text']}\n")
    if not rows:
        say(f"“{document.name}” has no pages. {document.reason}".rstrip())


def text_row(session: CaseSession, document: Document, page: Page, with_readings: bool) -> dict[str, Any]:
    """A page's text as ``text --json`` gives it."""
    row: dict[str, Any] = {"document": document.id, "page": page.ordinal, "label": page.label, "text": page.text}
    if with_readings:
        row["readings"] = [
            {
                "engine": each.engine,
                "version": each.reading.engine_version,
                "languages": list(each.reading.languages),
                "dpi": each.reading.dpi,
                "rotation": each.reading.rotation,
                "skew": round(each.reading.skew, 2),
                "confidence": round(each.reading.confidence, 1),
                "in_use": each.in_use,
                "made": each.made,
                "text": each.reading.text,
            }
            for each in session.recognising.readings(PageRef(page.document, page.ordinal))
        ]
    return row


@click.command()
@case_argument
@click.argument("doc")
@click.option("--page", type=click.IntRange(1), required=True)
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), required=True, help="A PNG file.")
@click.option("--dpi", type=click.IntRange(18, 600), default=150)
@click.option("--highlight", default="", help="A query; what it finds on the page is lit.")
@passwords_option
@json_option
def render(
    case: Path, doc: str, page: int, out: Path, dpi: int, highlight: str, passwords: Path | None, as_json: bool
) -> None:
    """Draw one page as a picture."""
    with reading(case) as session:
        give(session, passwords)
        document = session.reading.document(session.reading.resolve(doc))
        found = next((each for each in session.reading.pages(document.document) if each.ordinal == page), None)
        if not found:
            raise _no_such_page(document, page)
        boxes = _lit(session, found, highlight) if highlight else ()
        picture = session.reading.picture(PageRef(document.document, page), dpi, boxes=boxes, png=True).result()
    out.write_bytes(picture.pixels)
    made = {"document": document.id, "page": page, "out": str(out), "width": picture.width, "height": picture.height}
    if as_json:
        show_json(made)
    else:
        show(f"Wrote {out} ({picture.width} × {picture.height} pixels).")


def _lit(session: CaseSession, page: Page, query: str) -> tuple[Any, ...]:
    words = session.reading.words(page.id)
    spans = session.searching.hit_spans(query, page.id)
    return tuple(box for start, end in spans for box in boxes_of_span(words, start, end))


def _no_such_page(document: Document, page: int) -> InputError:
    return InputError(
        f"“{document.name}” has no page {page}",
        f"It has {document.pages} pages; choose 1 to {document.pages}."
        if document.pages
        else "No page of it was read; see “casefile documents”.",
    )


def hit_row(hit: Hit) -> dict[str, Any]:
    """A hit as ``search --json`` gives it. ``highlights`` are offsets into ``snippet``."""
    return {
        "document": hit.document,
        "name": hit.name,
        "kind": hit.kind.value,
        "page": hit.ordinal,
        "label": hit.label,
        "bates": hit.bates,
        "citation": hit.citation,
        "date": hit.date,
        "production": hit.production,
        "score": round(hit.score, 4),
        "snippet": hit.snippet.text,
        "highlights": [list(span) for span in hit.snippet.spans],
        "flags": list(hit.flags),
        "uncertain": hit.is_uncertain,
    }


@click.command()
@case_argument
@click.argument("query")
@click.option("--limit", type=click.IntRange(0), default=20)
@click.option("--offset", type=click.IntRange(0), default=0)
@click.option("--sort", type=click.Choice([sort.value for sort in Sort]), default=Sort.RELEVANCE.value)
@click.option("--facets", is_flag=True, help="Count the hits by production, kind, year, sender, tag and flag.")
@json_option
def search(case: Path, query: str, limit: int, offset: int, sort: str, facets: bool, as_json: bool) -> None:
    """Find pages. Words are ANDed; "phrase" OR NOT -word prefix* word~1 "near words"~10 kind: from: date: bates: …"""
    with reading(case) as session:
        found = session.searching.search(SearchRequest(query, {}, Sort(sort), limit, offset, facets))
    if as_json:
        answer: dict[str, Any] = {
            "query": query,
            "pages": found.pages,
            "documents": found.documents,
            "took_ms": round(found.took_ms, 2),
            "hits": [hit_row(hit) for hit in found.hits],
            "facets": {name: [list(pair) for pair in counts] for name, counts in found.facets.items()},
            "unsearched": found.unsearched,
            "notices": list(found.notices),
        }
        show_json(answer)
    else:
        show_result(found)


def show_result(found: SearchResult) -> None:
    """An answer as a person reads it."""
    unread = f"; {found.unsearched:,} pages hold no text and could not be searched" if found.unsearched else ""
    show(f"{found.pages:,} pages in {found.documents:,} documents · {found.took_ms:.0f} ms{unread}")
    for notice in found.notices:
        show(notice)
    for hit in found.hits:
        doubt = f" [{LOOK}]" if hit.is_uncertain else ""
        show(f"\n{hit.citation}{doubt}\n    {' '.join(hit.snippet.text.split())}")
    for name, counts in found.facets.items():
        if counts:
            show(f"\n{name}: " + ", ".join(f"{value or '(none)'} {count:,}" for value, count in counts[:12]))


COMMANDS = (documents, text, render, search)
