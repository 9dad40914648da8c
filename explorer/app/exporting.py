"""Use cases of taking things out: tables as CSV, XLSX or JSON."""

import csv
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

from explorer.app.claiming import Claiming
from explorer.app.reading import Reading
from explorer.app.sourcing import Sourcing
from explorer.app.standards import Standards
from explorer.app.tagging import Tagging
from explorer.errors import InputError
from explorer.model.claim import Claim
from explorer.model.standard import CheckState

Row = Sequence[Any]
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet would run a cell that begins so


class Exporting:
    """Writes files that a person asked for; nothing of the case changes."""

    def __init__(
        self, reading: Reading, tagging: Tagging, claiming: Claiming, standards: Standards, sourcing: Sourcing
    ) -> None:
        self._reading, self._tagging, self._claiming = reading, tagging, claiming
        self._standards, self._sourcing = standards, sourcing

    def export(self, what: str, out: Path) -> int:
        """Write ``documents``, ``entities`` or ``claims``. Returns how many rows.

        Raises:
            InputError: the file's name does not say a format that is written.
        """
        head, rows = {"documents": self._documents, "entities": self._entities, "claims": self._claims}[what]()
        _expect(out, tuple(_WRITERS))
        _WRITERS[out.suffix.lower()](out, head, rows)
        return len(rows)

    def _documents(self) -> tuple[Row, list[Row]]:
        productions = {each.id: each.credit for each in self._reading.productions()}
        head = (
            "id",
            "path",
            "kind",
            "state",
            "reason",
            "pages",
            "date",
            "subject",
            "from",
            "to",
            "production",
            "sha256",
        )
        return head, [
            (
                each.id,
                each.path,
                each.kind.value,
                each.state.value,
                each.reason,
                each.pages,
                each.date,
                each.subject,
                each.sender,
                each.to,
                productions.get(each.production, "") if each.production else "",
                each.sha256,
            )
            for each in self._reading.documents()
        ]

    def _entities(self) -> tuple[Row, list[Row]]:
        head = ("type", "name", "aliases", "state", "pages", "documents", "id")
        return head, [
            (each.kind, each.name, "; ".join(each.aliases), each.state.value, each.pages, each.documents, each.id)
            for each in self._tagging.entities()
        ]

    def _claims(self) -> tuple[Row, list[Row]]:
        head = (
            *("claim", "status", "stance", "quote", "citation", "note", "stands on its page", "uncertain"),
            *("type", "risk", "verified", "checks", "source", "why it is the same source"),
        )
        rows: list[Row] = []
        for claim in self._claiming.claims():
            standing = self._standings(claim)
            sources = self._sourcing.independence(claim)
            rows += [
                (
                    claim.text,
                    claim.status.value,
                    each.stance.value,
                    each.passage.quote,
                    str(self._reading.citation(each.passage.page)),
                    "" if each.is_private else each.note,
                    "yes" if each.holds else "no",
                    "yes" if each.is_uncertain else "no",
                    *standing,
                    sources.group_of(each.id) + 1,
                    sources.reason(each.id),
                )
                for each in claim.evidence
            ] or [(claim.text, claim.status.value, "", "", "", "", "", "", *standing, "", "")]
        return head, rows

    def _standings(self, claim: Claim) -> tuple[str, str, str, str]:
        """Type, risk, whether it is verified, and the checks that count with who made them and when."""
        assessment = self._standards.assess(claim)
        made = [
            f"{line.check.text}: {line.mark.by}, {line.mark.at[:10]}"
            for line in assessment.lines
            if line.mark is not None and line.state is CheckState.CHECKED
        ]
        return claim.type.value, claim.risk.value, "yes" if assessment.is_verified else "no", "; ".join(made)


def _expect(out: Path, suffixes: Sequence[str]) -> None:
    if out.suffix.lower() not in suffixes:
        raise InputError(
            f"“{out.name}” does not say a format that can be written here",
            f"End its name with {' or '.join(suffixes)}.",
        )


def _write_csv(out: Path, head: Row, rows: Sequence[Row]) -> None:
    with out.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(head)
        writer.writerows([_harmless(cell) for cell in row] for row in rows)


def _harmless(cell: Any) -> Any:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA_STARTS) else cell


def _write_xlsx(out: Path, head: Row, rows: Sequence[Row]) -> None:
    with xlsxwriter.Workbook(out, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, head, book.add_format({"bold": True}))
        for number, row in enumerate(rows, 1):
            sheet.write_row(number, 0, [cell if cell is not None else "" for cell in row])
        sheet.freeze_panes(1, 0)
        sheet.autofit()


def _write_json(out: Path, head: Row, rows: Sequence[Row]) -> None:
    out.write_text(
        json.dumps([dict(zip(head, row, strict=True)) for row in rows], ensure_ascii=False, indent=1), "utf-8"
    )


_WRITERS: dict[str, Callable[[Path, Row, Sequence[Row]], None]] = {
    ".csv": _write_csv,
    ".xlsx": _write_xlsx,
    ".json": _write_json,
}
