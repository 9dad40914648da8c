"""The body of a word-processor file as blocks, in the order of the file: text, tables, boxes, pictures, notes.

Deleted and hidden text stays, each in its layer; comments and footnotes follow the paragraph they hang on.
Source: ECMA-376 part 1, 17.2 to 17.18; tracked changes 17.13.5.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from explorer.extract.drawing_parts import chart_blocks, diagram_paragraphs, picture_block
from explorer.extract.office_facts import boxed, descriptions
from explorer.extract.ooxml import Element, R, child, children, local, number, text_of
from explorer.extract.typeset import Block, Boxed, PageBreak, Paragraph, Run, Style, Table
from explorer.extract.word_styles import VAL, Props, W, paragraph_props
from explorer.extract.word_text import MARK, Parts, Piece, alternative, gather_runs
from explorer.model.document import Layer

_DEEPEST_TABLE = 12  # tables within cells; what lies deeper is set as plain lines


def blocks_of(parts: Parts, parent: Element, depth: int = 0) -> Iterator[Block]:
    """The blocks of a body, cell, note or text box."""
    for each in parent:
        name = local(each)
        if name == "p":
            yield from _paragraph(parts, each, depth)
        elif name == "tbl":
            yield from _table(parts, each, depth + 1)
        elif name == "sdt":
            content = child(each, "sdtContent")
            if content is not None:
                yield from blocks_of(parts, content, depth)
        elif name in ("ins", "moveTo", "customXml", "smartTag"):
            yield from blocks_of(parts, each, depth)
        elif name == "AlternateContent":
            yield from blocks_of(parts, alternative(each), depth)


def _paragraph(parts: Parts, element: Element, depth: int) -> Iterator[Block]:
    ppr = child(element, "pPr")
    style = child(ppr, "pStyle")
    run_base, inherited = parts.styles.paragraph(style.get(VAL, "") if style is not None else "")
    props = {**inherited, **paragraph_props(ppr)}
    piece = Piece()
    gather_runs(parts, element, run_base, piece, None)
    after: list[Block] = []
    if props.get("breaks"):
        yield PageBreak()
    if any(run.text.strip() for run in piece.runs) or not piece.aside:
        after += aside_boxes(piece.aside)
    else:  # nothing but deleted or hidden text: it is the paragraph
        piece.runs += [run for _who, run in piece.aside]
    start = 0
    bullet = _bullet(parts, props) if any(run.text.strip() for run in piece.runs) else ""
    for end in (*piece.broken, len(piece.runs)):
        yield _set(piece.runs[start:end], props, bullet, parts.styles.look(run_base))
        if end != len(piece.runs) or end in piece.broken:
            yield PageBreak()
        start, bullet = end, ""
    yield from after
    yield from _attached(parts, piece, depth)
    section = child(ppr, "sectPr")
    kind = child(section, "type")
    if section is not None and (kind is None or kind.get(VAL) != "continuous"):
        yield PageBreak()


def aside_boxes(aside: list[tuple[str, Run]]) -> list[Block]:
    """Deleted and hidden text below its paragraph, so that the text as it now reads stays in one piece."""
    boxes: list[Block] = []
    for (layer, who), group in groupby(aside, lambda item: (item[1].layer, item[0])):
        runs = [run for _who, run in group]
        if any(run.text.strip() for run in runs):
            title = "Deleted text" if layer is Layer.DELETED else "Hidden text"
            named = [Run(f"{who}: ", replace(MARK, bold=True))] if who else []
            boxes.append(Boxed(title, [Paragraph([*named, *runs], space_after=2)]))
    return boxes


def _bullet(parts: Parts, props: Props) -> str:
    level = int(number(str(props.get("level", "0"))))
    return parts.numbering.mark(str(props.get("list", "")), min(max(level, 0), 8))


def _set(runs: list[Run], props: Props, bullet: str, usual: Style) -> Paragraph:
    level = number(str(props.get("level", "0")))
    indent = float(str(props.get("indent", 0.0)))
    if bullet:
        indent = 12.0 + 18.0 * min(max(level, 0), 8)
    is_heading = bool(props.get("heading"))
    before = float(str(props.get("before", 0.0)))
    return Paragraph(
        runs or [Run("", usual)],
        indent=indent,
        space_after=float(str(props.get("after", 4.0))),
        bullet=bullet,
        align=str(props.get("align", "left")),
        space_before=max(before, 6.0) if is_heading else before,
        keep=is_heading and any(run.text.strip() for run in runs),
    )


def _attached(parts: Parts, piece: Piece, depth: int) -> Iterator[Block]:
    """Notes, comments and drawings of a paragraph."""
    for each in piece.attached:
        if each.kind == "drawing":
            yield from _drawing(parts, each.element, depth)
        elif depth > _DEEPEST_TABLE:
            yield Paragraph([Run(text_of(each.element))])
        elif each.kind == "comment":
            yield comment_box(parts, each.element, depth)
        else:
            yield Boxed(f"{each.kind} {each.number}", _inner(parts, each.element, depth), Layer.FOOTNOTE)


def _inner(parts: Parts, element: Element, depth: int) -> list[Block]:
    return [block for block in blocks_of(parts, element, depth + 1) if not isinstance(block, PageBreak)]


def comment_box(parts: Parts, comment: Element, depth: int = 0) -> Boxed:
    """A comment with who wrote it and when; the author's name can be searched too."""
    author, date = comment.get(f"{W}author", "").strip(), comment.get(f"{W}date", "")[:10]
    blocks = _inner(parts, comment, depth)
    who = ", ".join(part for part in (author, date) if part)
    if who:
        blocks.insert(0, Paragraph([Run(who, replace(MARK, bold=True))], space_after=1))
    return Boxed("Comment", blocks, Layer.COMMENT)


def _table(parts: Parts, table: Element, depth: int) -> Iterator[Block]:
    rows: list[list[list[Run]]] = []
    after: list[Block] = []
    headers = 0
    for row in _rows(table):
        cells: list[list[Run]] = []
        for cell in _cells(row):
            cells.append(_cell(parts, cell, depth, after))
            span = child(cell, "tcPr", "gridSpan")
            cells += [[] for _ in range(min(int(number(span.get(VAL), 1)), 64) - 1)] if span is not None else []
        if child(row, "trPr", "tblHeader") is not None and headers == len(rows):
            headers += 1
        rows.append(cells)
    if any(rows):
        grid = [number(column.get(f"{W}w")) for column in children(child(table, "tblGrid"), "gridCol")]
        widths = grid if len(grid) == max(map(len, rows)) and min(grid, default=0) > 0 else None
        yield Table(rows, widths, headers)
    yield from after


def _rows(table: Element) -> Iterator[Element]:
    for each in table:
        if local(each) == "tr":
            yield each
        elif local(each) in ("sdt", "sdtContent", "customXml", "ins"):
            yield from _rows(each)


def _cells(row: Element) -> Iterator[Element]:
    for each in row:
        if local(each) == "tc":
            yield each
        elif local(each) in ("sdt", "sdtContent", "customXml"):
            yield from _cells(each)


def _cell(parts: Parts, cell: Element, depth: int, after: list[Block]) -> list[Run]:
    """A cell's text as one run list, paragraphs parted by newlines; what is no text goes after the table."""
    if depth > _DEEPEST_TABLE:
        return [Run("\n".join(text_of(text) for text in cell.iter(f"{W}t")))]
    runs: list[Run] = []
    for block in blocks_of(parts, cell, depth):
        if isinstance(block, Paragraph):
            if runs and any(run.text for run in block.runs):
                runs.append(Run("\n"))
            if block.bullet:
                runs.append(Run(f"{block.bullet} ", block.runs[0].style))
            runs += [run for run in block.runs if run.text]
        elif isinstance(block, Table):
            for row in block.rows:
                runs += [Run("\n")] if runs else []
                for place, inner in enumerate(row):
                    runs += [Run(" | "), *inner] if place else inner
        elif not isinstance(block, PageBreak):
            after.append(block)
    return runs


def _drawing(parts: Parts, drawing: Element, depth: int) -> Iterator[Block]:
    """What a drawing holds: text boxes, charts, diagrams, pictures."""
    boxes = [box for box in drawing.iter(f"{W}txbxContent") if not _is_fallback(box, drawing)]
    if boxes and depth <= _DEEPEST_TABLE:
        for box in boxes:
            yield Boxed("Text box", _inner(parts, box, depth))
        yield from boxed("Picture description", descriptions(drawing), Layer.COMMENT)
        return
    relations = parts.package.relations(parts.part)
    for each in drawing.iter():
        name = local(each)
        key = each.get(f"{R}embed") or each.get(f"{R}id") or each.get(f"{R}dm") or ""
        relation = relations.get(key)
        if relation is None or relation.external:
            continue
        if name == "chart":
            yield from chart_blocks(parts.package.xml(relation.target))
        elif name == "relIds":
            texts = diagram_paragraphs(parts.package.xml(relation.target))
            yield Boxed("Diagram", [Paragraph([Run(text)], space_after=2) for text in texts])
        elif name in ("blip", "imagedata"):
            width, height = _extent(drawing)
            yield picture_block(parts.package, relation.target, width, height, wanted=parts.wants_pictures)
    yield from boxed("Picture description", descriptions(drawing), Layer.COMMENT)


def _is_fallback(box: Element, top: Element) -> bool:
    """Whether a box stands in the older branch of an alternative whose newer branch is read."""
    for above in box.iterancestors():
        if above is top:
            return False
        if local(above) == "Fallback" and (parent := above.getparent()) is not None:
            return child(parent, "Choice") is not None
        if local(above) == "txbxContent":
            return True  # a box within a box is read with its outer one
    return False


def _extent(drawing: Element) -> tuple[float, float]:
    extent = next((each for each in drawing.iter() if local(each) == "extent"), None)
    if extent is None:
        return 0.0, 0.0
    return number(extent.get("cx")) / 12_700, number(extent.get("cy")) / 12_700
