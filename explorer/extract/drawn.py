"""Drawn pages that are no PDF (XPS, SVG): MuPDF makes a PDF of them, and words and drawing both come from that PDF.

Nothing that a drawing names outside is loaded; MuPDF leaves such pictures out. Texts of an SVG that are not drawn (its
title and description, hidden labels) follow the words that are.
Source: ECMA-388 (XPS); W3C SVG 1.1, 5.4 (titles and descriptions).
"""

import contextlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from explorer.errors import DamagedDocumentError, LimitError
from explorer.extract import media
from explorer.extract.base import ExtractedPage, Facts, Sink, Source
from explorer.extract.mupdf import pymupdf
from explorer.extract.ooxml import RATIO, Element, Package, local, parse_xml, text_of
from explorer.extract.pdf import MUPDF_ERRORS, raise_if_memory
from explorer.extract.words import words_of
from explorer.model.document import Box, Kind, Layer, LayerSpan, PageFlag, Word

_SVG_BYTES = 50_000_000
_LONGEST_SIDE = 14_400.0  # points: the most that PDF viewers show (ISO 32000-1, annex C)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden")
_TEXTS_MOST = 20_000  # of one drawing


class XpsReader:
    """Reads XPS and OpenXPS. One page of the document is one page of the file."""

    name = "xps"
    version = 1
    media = frozenset({media.XPS})

    def read(self, source: Source, sink: Sink) -> None:
        """See ``base.Extractor``."""
        with Package(source.path, source.name) as package:
            core = package.core()
        with contextlib.closing(_as_pdf(source, "xps")) as document:
            sink.facts(Facts(Kind.DOCUMENT, title=core.title, date=core.created))
            pages = list(_pages(document))
            for page in pages:
                sink.page(page)
            unread = [str(page.ordinal) for page in pages if PageFlag.NEEDS_OCR in page.flags]
            if unread:
                sink.needs_ocr(f"Pages that are pictures without text need OCR: {', '.join(unread[:20])}.")

    def render(self, source: Source, target: Path) -> None:
        """Write the PDF that the words were read off."""
        _write(source, "xps", target)


class SvgReader:
    """Reads SVG drawings: one page."""

    name = "svg"
    version = 1
    media = frozenset({media.SVG})

    def read(self, source: Source, sink: Sink) -> None:
        """See ``base.Extractor``."""
        with contextlib.closing(_as_pdf(source, "svg")) as document:
            title, more = _undrawn(source)
            sink.facts(Facts(Kind.IMAGE, title=title[:500]))
            for page in _pages(document):
                sink.page(_with(page, more))

    def render(self, source: Source, target: Path) -> None:
        """Write the PDF that the words were read off."""
        _write(source, "svg", target)


def _as_pdf(source: Source, kind: str) -> Any:
    """The document as an open PDF; a page larger than viewers show is made smaller.

    Raises:
        LimitError: it is larger than is read, or packed too tightly.
        DamagedDocumentError: MuPDF cannot read it.
    """
    _refuse(source, kind)
    try:
        with contextlib.closing(pymupdf.open(source.path, filetype=kind)) as document:
            drawn = pymupdf.open("pdf", document.convert_to_pdf())
        if drawn.page_count < 1:
            raise DamagedDocumentError(source.name, "it holds no pages")
        return _fitting(drawn)
    except MUPDF_ERRORS as problem:
        raise_if_memory(problem)
        raise DamagedDocumentError(source.name, f"it cannot be opened as {kind.upper()}") from problem


def _refuse(source: Source, kind: str) -> None:
    if kind == "svg" and source.path.stat().st_size > _SVG_BYTES:
        raise LimitError(source.name, f"it has more than {_SVG_BYTES // 1_000_000} MB")
    if kind == "xps":
        with Package(source.path, source.name) as package:
            part = package.bomb()
        if part:
            raise LimitError(source.name, f"its part “{part}” unpacks to more than {RATIO} times its size")


def _fitting(document: Any) -> Any:
    if all(max(page.rect.width, page.rect.height) <= _LONGEST_SIDE for page in document):
        return document
    smaller = pymupdf.open()
    for page in document:
        scale = min(1.0, _LONGEST_SIDE / max(page.rect.width, page.rect.height))
        sheet = smaller.new_page(width=max(page.rect.width * scale, 1), height=max(page.rect.height * scale, 1))
        sheet.show_pdf_page(sheet.rect, document, page.number)
    document.close()
    return smaller


def _write(source: Source, kind: str, target: Path) -> None:
    with contextlib.closing(_as_pdf(source, kind)) as document:
        document.save(target)


def _pages(document: Any) -> Iterator[ExtractedPage]:
    for ordinal, page in enumerate(document, 1):
        text, words = words_of(page)
        flags = frozenset[PageFlag]()
        if not text.strip():
            flags = frozenset({PageFlag.NEEDS_OCR if page.get_bboxlog() else PageFlag.BLANK})
        size = page.rect
        yield ExtractedPage(
            ordinal, f"p. {ordinal}", text, max(size.width, 1.0), max(size.height, 1.0), words, flags, ()
        )


def _undrawn(source: Source) -> tuple[str, list[tuple[Layer | None, str]]]:
    """The drawing's title, and all texts in it with the layer of each; None for a label that is meant to be seen."""
    root, _is_faulty = parse_xml(source.path.read_bytes())
    found: list[tuple[Layer | None, str]] = []
    title = ""
    for each in root.iter() if root is not None else ():
        name = local(each)
        text = " ".join(text_of(each).split()) if name in ("title", "desc", "text", "metadata") else ""
        if text and len(found) < _TEXTS_MOST:
            title = title or (text if name == "title" else "")
            found.append((Layer.COMMENT if name != "text" else Layer.HIDDEN if _is_hidden(each) else None, text))
    return title, list(dict.fromkeys(found))


def _is_hidden(element: Element) -> bool:
    """Whether an element, or one that it lies in, is not to be shown. XML as parsed is no deeper than 256."""
    return any(
        each.get("display") == "none"
        or each.get("visibility") == "hidden"
        or _HIDDEN.search(each.get("style", "")[:2000])
        for each in (element, *element.iterancestors())
    )


def _with(page: ExtractedPage, more: list[tuple[Layer | None, str]]) -> ExtractedPage:
    """The page with texts that are not drawn on it added at its end; each of their words has the page's box."""
    drawn = "".join(page.text.split())
    text, words, layers = page.text, list(page.words), list[LayerSpan]()
    whole = Box(0.0, 0.0, page.width, page.height)
    for layer, each in more:
        if layer is None and "".join(each.split()) in drawn:
            continue
        if layer is Layer.HIDDEN and (at := page.text.find(each)) >= 0:
            layers.append(LayerSpan(layer, at, at + len(each)))  # MuPDF draws some of what the drawing hides
            continue
        start = len(text) + (1 if text else 0)
        text = f"{text}\n{each}" if text else each
        words += [Word(start + found.start(), start + found.end(), whole) for found in re.finditer(r"\S+", each)]
        layers.append(LayerSpan(layer or Layer.HIDDEN, start, len(text)))
    flags = page.flags | ({PageFlag.HAS_HIDDEN} if any(span.layer is Layer.HIDDEN for span in layers) else set())
    return ExtractedPage(
        page.ordinal, page.label, text, page.width, page.height, tuple(words), frozenset(flags), tuple(layers)
    )
