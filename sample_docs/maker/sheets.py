"""The workbook of contributing agencies, its older copy, and the data dictionary.

The program takes 40 rows as a page; ``page_of_row`` says which, and refuses a row where a block might end either way.
"""

import csv
import io
from datetime import datetime

import xlsxwriter

from sample_docs.maker.packing import repacked
from sample_docs.maker.story import STATE, text
from sample_docs.maker.truth import SAMPLE, Made

_BLOCK = 40  # rows on a page
Row = tuple[str | int, ...]

_AGENCIES = (
    "Larkhaven PD",
    "Brackwater PD",
    "Eastmere PD",
    "Fenwold PD",
    "Tessaly County Sheriff",
    "Ostley PD",
    "Norrwick PD",
    "Tamsey PD",
    "Dunmarrow PD",
    "Hollin Cross PD",
    "Wexbury PD",
    "Carrick Hollow PD",
    "Upper Tessaly PD",
    "Saltreach PD",
    "Marrow Transit Police",
    "Oldmere PD",
    "Pinfold PD",
    "Rushey PD",
    "Thornwater PD",
    "Vale County Sheriff",
    "Westerby PD",
    "Yarrowdale PD",
    "Marrow State Police",
)
_CODES: tuple[tuple[int | str, str], ...] = (
    (11, "wanted"),
    (14, "officer safety"),
    (17, "gang member"),
    ("17-S", "gang member (suspected)"),
    (18, "associate of gang member"),
)
_NOTES: dict[tuple[str, int | str], str] = {
    ("Larkhaven PD", 17): "Bulk entry, monthly. Old books loaded 2009 to 2012.",
    ("Larkhaven PD", "17-S"): "From field interview cards, nightly.",
    ("Norrwick PD", 17): "Entry on two criteria; no arrest or conviction asked.",
    ("Wexbury PD", "17-S"): "Chief wants out. Waiting for the sixty days.",
    ("Thornwater PD", 17): "Approved by the same officer who enters.",
    ("Marrow State Police", 11): "Court feed, all counties.",
}


def _flags(agencies: tuple[str, ...], growth: int) -> list[Row]:
    rows: list[Row] = [("code", "agency", "flag", "contributes", "since", "entries", "note", SAMPLE)]
    for number, agency in enumerate(agencies):
        for step, (code, meaning) in enumerate(_CODES):
            entries = (number * 37 + step * 211 + 59) % 490 + growth * (step + 1)
            contributes = "computed" if code == 18 else ("no" if (number + step) % 7 == 6 else "yes")
            rows.append(
                (
                    code,
                    agency,
                    meaning,
                    contributes,
                    2009 + (number * 3 + step) % 9,
                    entries,
                    _NOTES.get((agency, code), ""),
                    "",
                )
            )
    return rows


_CONTACTS: list[Row] = [
    ("name", "organisation", "role", "telephone", "e-mail", SAMPLE),
    ("Sorrel, E.", "Marrow State Fusion Center", "Director", "413-555-0110", "esorrel@msfc.marrow.example", ""),
    ("Ames, R.", "Marrow State Fusion Center", "Analysis Section", "413-555-0119", "rames@msfc.marrow.example", ""),
    ("Okafor, P.", "Marrow State Fusion Center", "Records Access", "413-555-0126", "pokafor@msfc.marrow.example", ""),
    ("Lund, K.", "Marrow State Fusion Center", "Training Desk", "413-555-0117", "klund@msfc.marrow.example", ""),
    (
        "Marsh, J.",
        "Marrow State Fusion Center",
        "Accounts; audit review",
        "413-555-0121",
        "jmarsh@msfc.marrow.example",
        "",
    ),
    ("Quist, M.", "Larkhaven PD", "Records and Technology", "413-555-0171", "mquist@larkhaven.example", ""),
    ("Tarn, B.", "Larkhaven PD", "Street team", "413-555-0174", "btarn@larkhaven.example", ""),
    ("Varga, H.", "Eastmere PD", "Chief", "413-555-0181", "hvarga@eastmere.example", ""),
    ("Olwen, D.", "Tessaly County Sheriff", "Sheriff", "413-555-0186", "dolwen@tessaly.example", ""),
    ("Brandl, T.", "Marrow State Fusion Center", "Training Desk", "413-555-0118", "tbrandl@msfc.marrow.example", ""),
    ("Whitcomb, Dana", "LinkView Systems", "Account director", "413-555-0142", "dwhitcomb@linkview.example", ""),
    ("Rowe, S.", "LinkView Systems", "Support", "413-555-0143", "srowe@linkview.example", ""),
    ("Havel, N.", "Interior Corridor Task Force", "Liaison", "413-555-0199", "nhavel@ictf.example", ""),
]

_FEDERAL: list[Row] = [
    ("site", "filter", "saved on", "hits", "asked by", SAMPLE),
    ("Task Force, site 1", "code 17, any age, any county", "2013-06-10", 4102, "liaison", ""),
    ("Task Force, site 1", "code 17 and 17-S, age 16 to 25", "2015-02-02", 1377, "liaison", ""),
    ("Task Force, site 1", "code 18, plate read within 7 days", "2017-10-03", 903, "liaison", ""),
    ("Task Force, site 2", "code 17, born abroad or place of birth empty", "2017-10-17", 2284, "N. Havel", ""),
    ("Task Force, site 2", "three corridor counties, last contact 30 days", "2018-01-29", 214, "N. Havel", ""),
]


def _workbook(sheets: dict[str, list[Row]], hidden: str = "") -> bytes:
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    book.set_properties(
        {
            "title": "Contributing agencies",
            "author": "Analysis Section",
            "comments": SAMPLE,
            "created": datetime(2017, 10, 4, 9),
        }
    )
    head = book.add_format({"bold": True, "bg_color": "#E7EEF5", "bottom": 1})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        sheet.set_column(0, 0, 9 if name == "flags" else 20)
        sheet.set_column(1, 7, 24)
        sheet.freeze_panes(1, 0)
        sheet.set_header(f"&C{SAMPLE}")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row, head if number == 0 else None)
        if name == hidden:
            sheet.hide()
    book.close()
    return repacked(target.getvalue())


def _pages(sheets: dict[str, list[Row]]) -> list[str]:
    """One text for each block of rows, sheet after sheet."""
    pages = []
    for rows in sheets.values():
        if len(rows) > _BLOCK and len(rows) % _BLOCK < 2:
            raise ValueError("the number of rows leaves the number of pages open")
        blocks = [rows[start : start + _BLOCK] for start in range(0, len(rows), _BLOCK)]
        pages += ["\n".join("\t".join(str(cell) for cell in row) for row in block) for block in blocks]
    return pages


def page_of_row(number: int, first_page: int = 1) -> int:
    """The page of a row, counted from 1 with the heading."""
    if number % _BLOCK < 2:
        raise ValueError(f"row {number} stands where a block may end either way")
    return first_page + (number - 1) // _BLOCK


def contributing_agencies() -> Made:
    """The October list: flags, contacts, and a hidden sheet."""
    sheets = {"flags": _flags(_AGENCIES, 6), "contacts": _CONTACTS, "federal filters": _FEDERAL}
    for number, row in enumerate(sheets["flags"], start=1):
        if row[6] and number > 1:
            page_of_row(number)
    facts: dict[str, object] = {
        "sheets": {name: len(rows) for name, rows in sheets.items()},
        "hidden_sheets": ["federal filters"],
    }
    path = f"{STATE.folder}/Contributing agencies.xlsx"
    return Made(path, _workbook(sheets, "federal filters"), "sheet", _pages(sheets), STATE.name, facts=facts)


def september_list(production: str) -> Made:
    """The list as it was mailed a month earlier: 20 agencies, no hidden sheet."""
    sheets = {"flags": _flags(_AGENCIES[:18], 0)}
    facts: dict[str, object] = {"sheets": {name: len(rows) for name, rows in sheets.items()}}
    return Made(
        "Contributing agencies (September).xlsx", _workbook(sheets), "sheet", _pages(sheets), production, facts=facts
    )


def data_dictionary() -> Made:
    """What each field of LinkView means, as CSV."""
    rows: list[Row] = [tuple(line.split("|")) for line in text("dictionary.txt").splitlines()]
    target = io.StringIO()
    csv.writer(target, lineterminator="\n").writerows(rows)
    path = f"{STATE.folder}/Data dictionary.csv"
    return Made(path, target.getvalue().encode(), "sheet", _pages({"": rows}), STATE.name)
