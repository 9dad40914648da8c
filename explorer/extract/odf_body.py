"""The body of an OpenDocument text as blocks, in the order of the file: text, lists, tables, frames, notes, comments.

Source: OpenDocument 1.3 part 3, 5 (paragraphs), 9 (tables), 10 (graphics).
"""

from collections.abc import Iterator
from dataclasses import replace

from explorer.extract.drawing_parts import is_shown
from explorer.extract.odf import SVG, TABLE, TEXT, length, repeated
from explorer.extract.odf_text import Odf, Piece, deleted_runs, gather, is_shape, plain_text
from explorer.extract.ooxml import Element, child, local
from explorer.extract.typeset import PLAIN, Block, Boxed, PageBreak, Paragraph, Picture, Run, Style, Table
from explorer.extract.word_body import aside_boxes
from explorer.model.document import Layer

_DEEPEST = 12  # tables, frames and lists within each other; what lies deeper is set as plain lines
_CELLS_MOST = 200  # that one cell stands for, in a text's table
_SIZES = {"1": 17.0, "2": 14.5, "3": 12.5, "4": 11.5}
_WHO = Style(size=9.5, bold=True)
_SMALL = Style(size=9.5)
_HOLDERS = frozenset(
    {"section", "index-body", "index-title", "table-of-content", "illustration-index", "table-index", "object-index",
     "user-index", "alphabetical-index", "bibliography", "numbered-paragraph", "text-box",
     "region-left", "region-center", "region-right"}
)  # fmt: skip


def blocks_of(odf: Odf, parent: Element, depth: int = 0, base: Style = PLAIN) -> Iterator[Block]:
    """The blocks of a body, cell, note, frame or section."""
    for each in parent:
        name = local(each)
        if depth > _DEEPEST and name:
            yield Paragraph([Run(plain_text(each))])
        elif name in ("p", "h"):
            yield from paragraph(odf, each, depth, base)
        elif name == "list":
            yield from _list(odf, each, depth, "", base)
        elif name == "table":
            yield from table(odf, each, depth)
        elif name in _HOLDERS:
            yield from _section(odf, each, depth, base)
        elif name == "annotation":
            yield comment_box(each)
        elif is_shape(each):
            yield from shape(odf, each, depth + 1)
        elif name == "a":
            yield from blocks_of(odf, each, depth + 1, base)


def _section(odf: Odf, element: Element, depth: int, base: Style) -> Iterator[Block]:
    inner = blocks_of(odf, element, depth + 1, base)
    if element.get(f"{TEXT}display") == "none":
        yield Boxed("Hidden section", [each for each in inner if not isinstance(each, PageBreak)], Layer.HIDDEN)
    else:
        yield from inner


def paragraph(
    odf: Odf, element: Element, depth: int, base: Style, bullet: str = "", indent: float = 0.0
) -> Iterator[Block]:
    """A paragraph or heading, then what hangs on it."""
    name = element.get(f"{TEXT}style-name", "")
    is_heading = local(element) == "h"
    if is_heading:
        base = replace(base, size=_SIZES.get(element.get(f"{TEXT}outline-level", "1"), 11.0), bold=True)
    look, hidden = odf.styles.look("paragraph", name, base)
    piece = gather(odf, element, look, is_hidden=hidden)
    if depth == 0 and odf.styles.breaks_before(name):
        yield PageBreak()
    boxes = aside_boxes(piece.aside)
    if not any(run.text.strip() for run in piece.runs) and piece.aside:
        piece.runs, boxes = [run for _who, run in piece.aside], []  # nothing else: it is the paragraph
    has_words = any(run.text.strip() for run in piece.runs)
    yield Paragraph(
        piece.runs or [Run("", look)],
        indent=indent,
        space_after=4.0,
        bullet=bullet if has_words else "",
        align=odf.styles.align(name),
        space_before=6.0 if is_heading else 0.0,
        keep=is_heading and has_words,
    )
    yield from boxes
    yield from _attached(odf, piece, depth)


def _attached(odf: Odf, piece: Piece, depth: int) -> Iterator[Block]:
    for each in piece.attached:
        if local(each) == "annotation":
            yield comment_box(each)
        elif local(each) == "note":
            yield _note(odf, each, depth)
        else:
            yield from shape(odf, each, depth + 1)


def _note(odf: Odf, note: Element, depth: int) -> Block:
    citation, body = child(note, "note-citation"), child(note, "note-body")
    kind = "endnote" if note.get(f"{TEXT}note-class") == "endnote" else "footnote"
    mark = (citation.text or "") if citation is not None else ""
    return Boxed(f"{kind} {mark}".strip(), inner(odf, body, depth) if body is not None else [], Layer.FOOTNOTE)


def comment_box(annotation: Element) -> Boxed:
    """A comment with who wrote it and when."""
    return Boxed("Comment", [comment_paragraph(annotation)], Layer.COMMENT)


def comment_paragraph(annotation: Element) -> Paragraph:
    """A comment's author, date and words as one paragraph."""
    said = {local(each): (each.text or "").strip() for each in annotation if local(each) in ("creator", "date")}
    who = ", ".join(part for part in (said.get("creator", ""), said.get("date", "")[:10]) if part)
    lines = [plain_text(each) for each in annotation if local(each) in ("p", "list")]
    runs = [Run(f"{who}: ", _WHO)] if who else []
    return Paragraph([*runs, Run("\n".join(lines), _SMALL)], space_after=2)


def inner(odf: Odf, element: Element, depth: int) -> list[Block]:
    """The blocks of what stands in a frame of its own."""
    return [block for block in blocks_of(odf, element, depth + 1) if not isinstance(block, PageBreak)]


def _list(odf: Odf, element: Element, depth: int, style: str, base: Style) -> Iterator[Block]:
    style = element.get(f"{TEXT}style-name", "") or style
    count = odf.counts.get(style, 0) if _goes_on(element) else 0
    for item in element:
        if local(item) not in ("list-item", "list-header"):
            continue
        count += local(item) == "list-item"
        bullet = "" if local(item) == "list-header" else "•"
        if bullet:
            bullet = odf.styles.numeral(style, depth + 1, count) or bullet
        for each in item:
            if local(each) in ("p", "h"):
                yield from paragraph(odf, each, depth + 1, base, bullet, 12.0 + 18.0 * min(depth, 8))
                bullet = ""
            elif local(each) == "list" and depth < _DEEPEST:
                yield from _list(odf, each, depth + 1, style, base)
            elif local(each):
                yield Paragraph([Run(plain_text(each))])
    if depth == 0:
        odf.counts[style] = count


def _goes_on(element: Element) -> bool:
    return element.get(f"{TEXT}continue-numbering") == "true" or bool(element.get(f"{TEXT}continue-list"))


def rows_of(parent: Element) -> Iterator[tuple[Element, bool]]:
    """The rows of a table, groups opened, and whether each belongs to its heading."""
    for each in parent.iter(f"{TABLE}table-row"):
        holder = each.getparent()
        while holder is not None and holder is not parent and local(holder) not in ("table", "table-header-rows"):
            holder = holder.getparent()
        if holder is parent:
            yield each, False
        elif holder is not None and local(holder) == "table-header-rows":
            yield each, True


def table(odf: Odf, element: Element, depth: int) -> Iterator[Block]:
    """A table of a text; what is no text in its cells follows it."""
    rows: list[list[list[Run]]] = []
    after: list[Block] = []
    headers = 0
    for row, is_header in rows_of(element):
        cells: list[list[Run]] = []
        for cell in row:
            if local(cell) in ("table-cell", "covered-table-cell"):
                runs = _cell(odf, cell, depth, after)
                cells += [runs] * (repeated(cell, "number-columns-repeated", _CELLS_MOST))
        headers += is_header and headers == len(rows)
        rows.append(cells)
    if any(rows):
        yield Table(rows, None, headers)
    yield from after


def _cell(odf: Odf, cell: Element, depth: int, after: list[Block]) -> list[Run]:
    runs: list[Run] = []
    for block in blocks_of(odf, cell, depth + 1):
        if isinstance(block, Paragraph):
            if runs and any(run.text for run in block.runs):
                runs.append(Run("\n"))
            runs += [Run(f"{block.bullet} ")] if block.bullet else []
            runs += [run for run in block.runs if run.text]
        elif isinstance(block, Table):
            for row in block.rows:
                runs += [Run("\n")] if runs else []
                for place, within in enumerate(row):
                    runs += [Run(" | "), *within] if place else within
        elif not isinstance(block, PageBreak):
            after.append(block)
    return runs


def shape(odf: Odf, element: Element, depth: int) -> Iterator[Block]:
    """What a drawing holds: text, pictures, objects, and the words that describe it."""
    if local(element) == "g" and depth <= _DEEPEST:
        for each in element:
            if is_shape(each):
                yield from shape(odf, each, depth + 1)
        return
    words = [each for each in inner(odf, element, depth) if _holds(each)]
    if words:
        yield Boxed("Text box", words)
    image = child(element, "image")
    if image is not None and child(element, "object") is None:
        yield picture_block(odf, element, image)
    for each in element:
        if local(each) == "object":
            yield from object_blocks(odf, each)
    for text in described(element):
        yield Boxed("Picture description", [Paragraph([Run(text, _SMALL)])], Layer.COMMENT)


def _holds(block: Block) -> bool:
    return not isinstance(block, Paragraph) or any(run.text.strip() for run in block.runs)


def described(element: Element) -> list[str]:
    """Title and description that a shape was given."""
    found = [(each.text or "").strip() for each in element if local(each) in ("title", "desc")]
    return [text for text in dict.fromkeys(found) if text]


def picture_block(odf: Odf, frame: Element, image: Element) -> Block:
    """A picture; one that cannot be drawn as a titled empty frame."""
    data = odf.file.picture(image)
    if not is_shown(data):
        return Boxed("Picture, not shown", [])
    width, height = length(frame.get(f"{SVG}width"), 200.0), length(frame.get(f"{SVG}height"), 200.0)
    return Picture(data if odf.wants_pictures else b"", width, height)


def object_blocks(odf: Odf, element: Element) -> Iterator[Block]:
    """An object set into the document (a chart, a table, a formula): its words and numbers."""
    root = odf.file.object_root(element)
    if root is None:
        return
    body = child(root, "body")
    title = "Chart" if child(body, "chart") is not None else "Object"
    blocks: list[Block] = []
    tables = list((body if body is not None else root).iter(f"{TABLE}table"))
    for each in (body if body is not None else root).iter():
        if local(each) == "p" and not _in_table(each):
            text = plain_text(each)
            blocks += [Paragraph([Run(text, _SMALL)], space_after=2)] if text.strip() else []
    for each in tables[:20]:
        blocks += table(odf, each, _DEEPEST - 2)
    if body is None and not blocks:
        text = " ".join("".join(t for t in map(str, root.itertext())).split())
        blocks = [Paragraph([Run(text, _SMALL)])] if text else []
    if blocks:
        yield Boxed(title, blocks)


def _in_table(element: Element) -> bool:
    return any(local(each) == "table" for each in element.iterancestors())


def left_over(odf: Odf) -> Iterator[Block]:
    """Deleted text whose place is not marked."""
    for name, deletion in odf.deletions.items():
        if name not in odf.used:
            yield from aside_boxes(deleted_runs(deletion))
