"""Word files: the minutes, with header, footer, footnote, comment and a tracked deletion; and the draft story."""

import io
import re
from datetime import datetime
from typing import Any

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt

from sample_docs.maker.markup import blocks_of
from sample_docs.maker.packing import repacked
from sample_docs.maker.story import STATE, text
from sample_docs.maker.truth import SAMPLE, Made

_HEADER = f"{SAMPLE} · Advisory Board on Information Sharing · minutes"
_FOOTER = "Not to be shared before approval by the chair"
_FOOTNOTE = "The figure counts persons, not entries. A person with two legacy entries is counted once."
_COMMENT = "Should this sentence be in the public copy? The 2016 count is on paper only."
_FOOTNOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"


def minutes() -> Made:
    """The minutes of 11 October 2017; ``~`` encloses the deleted sentence, ``^`` calls the footnote."""
    document = Document()
    _dress(document, "Advisory Board minutes", datetime(2017, 10, 12, 9))
    document.sections[0].header.paragraphs[0].text = _HEADER
    document.sections[0].footer.paragraphs[0].text = _FOOTER
    _add_footnotes(document)
    deleted = ""
    for block in blocks_of(text("minutes.txt")):
        if block.kind in ("title", "heading"):
            document.add_heading(block.text, 0 if block.kind == "title" else 2)
            continue
        kept, found, after = _parts(block.text)
        paragraph = document.add_paragraph()
        run = paragraph.add_run(kept)
        if found:
            deleted = found
            paragraph._p.append(_deletion(found))
            run = paragraph.add_run(after)
            _comment(document, run)
        elif "^" in block.text:
            _call_footnote(paragraph)
    facts: dict[str, object] = {
        "header": _HEADER,
        "footer": _FOOTER,
        "footnote": _FOOTNOTE,
        "comment": _COMMENT,
        "tracked_deletion": deleted,
    }
    body = re.sub(r"[~^]|^#+ ", "", text("minutes.txt"), flags=re.MULTILINE)
    words = "\n\n".join([body, _HEADER, _FOOTER, _FOOTNOTE, _COMMENT])
    path = f"{STATE.folder}/Advisory Board minutes 2017-10-11.docx"
    return Made(path, _saved(document), "document", [words], STATE.name, is_flowing=True, facts=facts)


def _parts(words: str) -> tuple[str, str, str]:
    """What stands before a deletion, the deletion, what follows it."""
    pieces = words.replace("^", "").split("~")
    return (pieces[0], pieces[1], pieces[2]) if len(pieces) == 3 else (pieces[0], "", "")


def _dress(document: Any, title: str, at: datetime) -> None:
    facts = document.core_properties
    facts.title, facts.author, facts.last_modified_by, facts.comments = title, "Records Desk", "Records Desk", SAMPLE
    facts.created = facts.modified = at
    facts.revision = 3
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Georgia", Pt(11)


def _deletion(words: str) -> Any:
    return parse_xml(
        f'<w:del {nsdecls("w")} w:id="91" w:author="J. Marsh" w:date="2017-10-20T10:15:00Z">'
        f'<w:r><w:delText xml:space="preserve">{words}</w:delText></w:r></w:del>'
    )


def _comment(document: Any, run: Any) -> None:
    comment = document.add_comment(run, text=_COMMENT, author="P. Okafor", initials="PO")
    comment._comment_elm.set(qn("w:date"), "2017-10-19T08:00:00Z")


def _add_footnotes(document: Any) -> None:
    marks = "".join(
        f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{mark}/></w:r></w:p></w:footnote>'
        for number, kind, mark in (
            (-1, "separator", "separator"),
            (0, "continuationSeparator", "continuationSeparator"),
        )
    )
    words = f'<w:r><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> {_FOOTNOTE}</w:t></w:r>'
    note = f'<w:footnote w:id="1"><w:p>{words}</w:p></w:footnote>'
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    xml = f"{head}\n<w:footnotes {nsdecls('w')}>{marks}{note}</w:footnotes>"
    part = Part(PackURI("/word/footnotes.xml"), _FOOTNOTES_TYPE, xml.encode(), document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def _call_footnote(paragraph: Any) -> None:
    paragraph._p.append(
        parse_xml(
            f'<w:r {nsdecls("w")}><w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
            '<w:footnoteReference w:id="1"/></w:r>'
        )
    )


def _saved(document: Any) -> bytes:
    target = io.BytesIO()
    document.save(target)
    return repacked(target.getvalue())


def draft_docx(story: str) -> bytes:
    """The story as a Word file; ``*word*`` is set in italics, so that a quotation may lie in several runs."""
    document = Document()
    _dress(document, "Draft story", datetime(2018, 5, 14, 10, 12))
    for block in blocks_of(story):
        if block.kind in ("title", "heading"):
            document.add_heading(block.text, 1 if block.kind == "title" else 2)
            continue
        paragraph = document.add_paragraph()
        for number, piece in enumerate(block.text.split("*")):
            paragraph.add_run(piece).italic = number % 2 == 1
    return _saved(document)
