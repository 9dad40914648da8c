"""A negative finding as a page to hand on: HTML that fetches nothing, plain text, or JSON."""

import json
from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any

from explorer.errors import InputError
from explorer.model.finding import Finding

_STYLE = """
body { font: 15px/1.5 Georgia, serif; color: #22262b; background: #f6f5f2; max-width: 52rem }
body { margin: 2rem auto; padding: 0 1rem }
h1 { font-size: 1.5rem } .facts, table, footer { font: 13px/1.5 system-ui, sans-serif; color: #5f646a }
table { border-collapse: collapse; width: 100%; background: #fff; color: #22262b } code { overflow-wrap: anywhere }
th, td { text-align: left; vertical-align: top; padding: 5px 8px; border: 1px solid #e3e0d9 }
td:last-child { text-align: right }
.stale { border: 1px solid #9a5c00; color: #9a5c00; padding: 8px 12px; border-radius: 8px }
"""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
STALE = "Stale: the case holds other files or pages now than when this was searched. Search again first."
_LIMIT = "Nothing found is no proof that nothing exists: it holds for these files, as they were read."
_FOLDED = "Upper and lower case, accents and how lines break made no difference to any query."


def export(finding: Finding, case: str, out: Path) -> None:
    """Write a finding where a person asked for it, in the form that the file's name says.

    Raises:
        InputError: the name says none.
    """
    writer = _WRITERS.get(out.suffix.lower())
    if writer is None:
        raise InputError(
            f"“{out.name}” does not say a format that can be written here", f"End its name with {', '.join(_WRITERS)}."
        )
    out.write_text(writer(finding, case), "utf-8")


def as_row(finding: Finding) -> dict[str, Any]:
    """A finding as plain values."""
    covered = finding.coverage
    return {
        "id": finding.id,
        "terms": list(finding.terms),
        "words": finding.words(),
        "hits": 0,
        "queries": [
            {"term": each.term, "variant": each.variant.value, "query": each.query, "pages": each.pages}
            for each in finding.queries
        ],
        "except": list(finding.except_words),
        "files": covered.files,
        "pages": covered.pages,
        "blank_pages": covered.blank_pages,
        "unread_pages": covered.unread_pages,
        "unread_files": covered.unread_files,
        "partial_files": covered.partial_files,
        "ocr_pages": covered.ocr_pages,
        "stamp": covered.stamp,
        "engine": finding.engine,
        "searched": finding.searched,
        "by": finding.by,
        "note": finding.note,
        "stale": finding.is_stale,
    }


def _facts(finding: Finding, case: str) -> list[tuple[str, str]]:
    covered = finding.coverage
    facts = [
        ("Case", case),
        ("Searched", f"{finding.searched} by {finding.by}"),
        ("Over", covered.words()),
        ("Blank pages", f"{covered.blank_pages:,}"),
        ("Other words, left out", ", ".join(finding.except_words)),
        ("Note", finding.note),
        ("Engine", finding.engine),
        ("Stamp of what was searched", covered.stamp),
    ]
    return [(name, value) for name, value in facts if value]


def as_text(finding: Finding, case: str) -> str:
    """A finding as plain text."""
    lines = ["NEGATIVE FINDING", "", finding.words(), ""]
    if finding.is_stale:
        lines += [STALE, ""]
    lines += [f"{name}: {value}" for name, value in _facts(finding, case)]
    lines += ["", _FOLDED, _LIMIT, "", "Pages  Query"]
    lines += [f"{each.pages:5,}  {each.query}   ({each.term}: {each.variant.value})" for each in finding.queries]
    return "\n".join(lines) + "\n"


def as_html(finding: Finding, case: str) -> str:
    """A finding as one page of HTML."""
    stale = f'<p class="stale">{STALE}</p>' if finding.is_stale else ""
    facts = "<br>".join(f"{name}: {escape(value)}" for name, value in _facts(finding, case))
    rows = "".join(
        f"<tr><td>{escape(each.term)}</td><td>{each.variant.value}</td><td><code>{escape(each.query)}</code></td>"
        f"<td>{each.pages:,}</td></tr>"
        for each in finding.queries
    )
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Negative finding</title>'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}"><style>{_STYLE}</style></head><body>'
        f'<h1>Negative finding</h1><p>{escape(finding.words())}</p>{stale}<p class="facts">{facts}</p>'
        f"<table><tr><th>Searched for</th><th>How</th><th>Query</th><th>Pages</th></tr>{rows}</table>"
        f'<p class="facts">{_FOLDED}</p><footer>{_LIMIT}</footer></body></html>\n'
    )


def _as_json(finding: Finding, case: str) -> str:
    return json.dumps({"case": case, **as_row(finding)}, ensure_ascii=False, indent=1) + "\n"


_WRITERS: dict[str, Callable[[Finding, str], str]] = {
    ".html": as_html,
    ".htm": as_html,
    ".txt": as_text,
    ".json": _as_json,
}
