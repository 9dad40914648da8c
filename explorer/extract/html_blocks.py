"""HTML to blocks of text: what a reader of the page would read, in order. Nothing is fetched and nothing is run.

Scripts, styles and templates are dropped; text that the page itself hides is kept and marked. Walks with pointers and
never recurses, so depth costs nothing; the parser's own work grows with depth, so nesting is cut before it parses.
Source: WHATWG HTML, 15.3 (how elements are shown by default).
"""

import re
from dataclasses import dataclass, replace

from selectolax.lexbor import LexborHTMLParser, LexborNode

from explorer.extract.blocks import PLAIN, Block, Colour, Paragraph, Rule, Run, Style
from explorer.extract.html_tables import data_table
from explorer.extract.html_tree import onward, shallow
from explorer.model.document import Layer

DROPPED = frozenset(
    {
        "script",
        "style",
        "template",
        "head",
        "object",
        "applet",
        "svg",
        "math",
        "audio",
        "video",
        "canvas",
        "select",
        "datalist",
    }
)
_BLOCKS = frozenset(
    {"address", "article", "aside", "body", "caption", "center", "dd", "details", "dir", "div", "dl", "dt", "fieldset",
     "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "legend", "li", "main",
     "menu", "nav", "ol", "option", "p", "pre", "section", "summary", "table", "tbody", "td", "textarea", "tfoot", "th",
     "thead", "tr", "ul", "blockquote", "xmp", "listing", "plaintext", "frameset", "noframes"}
)  # fmt: skip
_HEADING_SIZES = {"h1": 17.0, "h2": 14.5, "h3": 12.5, "h4": 11.5, "h5": 10.5, "h6": 10.5}
_SPACE_AFTER = {"p": 7.0, "li": 3.0, "pre": 7.0, "blockquote": 6.0, "dt": 1.0, "td": 2.0, "div": 2.0}
_BOLD, _ITALIC = frozenset({"b", "strong", "th"}), frozenset({"i", "em", "cite", "var", "dfn"})
_MONO = frozenset({"pre", "code", "tt", "kbd", "samp", "xmp", "listing", "plaintext"})
_KEEPS_SPACE = frozenset({"pre", "textarea", "xmp", "listing", "plaintext"})
_STRUCK = frozenset({"s", "strike", "del"})
_LINK: Colour = (0.09, 0.29, 0.55)
QUIET: Colour = (0.33, 0.35, 0.38)
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_LONGEST_DESCRIPTION = 2_000  # letters
_SPACE = re.compile(r"[ \t\n\r\f]+")


@dataclass(frozen=True, slots=True)
class _Look:
    """How text is set at one place in the tree."""

    style: Style = PLAIN
    layer: Layer | None = None
    keeps_space: bool = False
    indent: float = 0.0
    tag: str = "div"
    bullet: str = ""


def html_blocks(html: str) -> tuple[str, list[Block]]:
    """A page's title and its blocks."""
    tree = LexborHTMLParser(shallow(html))
    title = tree.css_first("title")
    found = title.text() if title is not None else ""
    return " ".join(found.split()), _Walk().through(tree.body or tree.root)


class _Walk:
    """One walk through a tree, collecting blocks."""

    def __init__(self) -> None:
        self._blocks: list[Block] = []
        self._runs: list[Run] = []
        self._looks: list[_Look] = [_Look()]
        self._numbers: list[int] = []  # of the open numbered lists; -1 for lists with dots
        self._bullet = ""

    def through(self, root: LexborNode | None) -> list[Block]:
        if root is None:
            return []
        top = root.mem_id
        node: LexborNode | None = root
        while node is not None:
            node = node.child if self._enter(node) else onward(node, top, self._leave)
        self._flush(self._looks[0])
        return self._blocks

    def _enter(self, node: LexborNode) -> bool:
        """Take a node in; whether to go on to its children, which then are left through ``_leave``."""
        tag = node.tag
        if tag == "-text":
            self._add(node.text_content or "")
            return False
        if tag is None or tag.startswith(("-", "!")) or tag in DROPPED:
            return False
        if tag == "br":
            self._runs.append(Run("\n", self._looks[-1].style, self._looks[-1].layer))
        elif tag == "hr":
            self._flush(self._looks[-1])
            self._blocks.append(Rule())
        elif tag == "iframe":
            self._add_frame(node)
        elif tag in ("img", "area"):
            self._add_described(node)
        elif tag == "table":
            self._flush(self._looks[-1])
            table = data_table(node, self._looks[-1].layer)
            if table is not None:
                self._blocks += table
                return False
        if node.child is None:
            if tag in _BLOCKS:
                self._flush(self._looks[-1])
            return False
        self._open(node, tag)
        return True

    def _open(self, node: LexborNode, tag: str) -> None:
        look = self._looks[-1]
        if tag in _BLOCKS:
            self._flush(look)
            look = replace(look, tag=tag if tag != "tbody" else look.tag)
        if tag in ("ul", "ol", "menu", "dir"):
            self._numbers.append(0 if tag == "ol" else -1)
            look = replace(look, indent=look.indent + (14 if len(self._numbers) > 1 else 0))
        elif tag == "li":
            self._bullet = self._next_bullet()
        elif tag in ("blockquote", "dd"):
            style = replace(look.style, colour=QUIET) if tag == "blockquote" else look.style
            look = replace(look, indent=look.indent + 16, style=style)
        style = _styled(look.style, tag)
        layer = Layer.HIDDEN if look.layer is Layer.HIDDEN or _is_hidden(node) else look.layer
        self._looks.append(replace(look, style=style, layer=layer, keeps_space=look.keeps_space or tag in _KEEPS_SPACE))

    def _leave(self, node: LexborNode) -> None:
        look = self._looks.pop()
        tag = node.tag or ""
        if tag in _BLOCKS:
            self._flush(look)
        if tag in ("ul", "ol", "menu", "dir") and self._numbers:
            self._numbers.pop()
        if tag == "li":
            self._bullet = ""

    def _next_bullet(self) -> str:
        if not self._numbers or self._numbers[-1] < 0:
            return "•"
        self._numbers[-1] += 1
        return f"{self._numbers[-1]}."

    def _add(self, text: str) -> None:
        look = self._looks[-1]
        if not look.keeps_space:
            text = _SPACE.sub(" ", text)
            if text[:1] == " " and (not self._runs or self._runs[-1].text[-1:] in " \n"):
                text = text[1:]
        if not text:
            return
        last = self._runs[-1] if self._runs else None
        if last and last.style == look.style and last.layer is look.layer:
            self._runs[-1] = replace(last, text=last.text + text)
        else:
            self._runs.append(Run(text, look.style, look.layer))

    def _add_described(self, node: LexborNode) -> None:
        """The words that stand for a picture, marked as no words of the page's own."""
        words = " ".join((node.attributes.get("alt") or "").split())[:_LONGEST_DESCRIPTION]
        if any(letter.isalnum() for letter in words):
            look = self._looks[-1]
            layer = Layer.HIDDEN if look.layer is Layer.HIDDEN else Layer.COMMENT
            self._runs.append(Run(f"[{words}]", replace(look.style, colour=QUIET, italic=True), layer))

    def _add_frame(self, node: LexborNode) -> None:
        """The page that a frame carries in itself; one that lies elsewhere is not fetched."""
        inside = node.attributes.get("srcdoc")
        if inside:
            self._flush(self._looks[-1])
            self._blocks += html_blocks(inside.replace("<iframe", "<div"))[1]

    def _flush(self, look: _Look) -> None:
        """Make a paragraph of the runs so far."""
        runs, self._runs = self._runs, []
        while runs and not runs[-1].text.strip():
            runs.pop()
        while runs and not runs[0].text.strip():
            runs.pop(0)
        if not runs:
            return
        runs[-1] = replace(runs[-1], text=runs[-1].text.rstrip())
        runs[0] = replace(runs[0], text=runs[0].text.lstrip("\r\n" if look.keeps_space else None))
        is_heading = look.tag in _HEADING_SIZES
        after = _SPACE_AFTER.get(look.tag, 3.0)
        bullet, self._bullet = self._bullet, ""
        self._blocks.append(
            Paragraph(runs, look.indent, after, bullet, space_before=8 if is_heading else 0, keep=is_heading)
        )


def _styled(style: Style, tag: str) -> Style:
    """The style inside an element."""
    if tag in _HEADING_SIZES:
        return replace(style, bold=True, size=_HEADING_SIZES[tag])
    if tag in _BOLD:
        return replace(style, bold=True)
    if tag in _ITALIC:
        return replace(style, italic=True)
    if tag in _MONO:
        return replace(style, mono=True, size=min(style.size, 9.0))
    if tag in _STRUCK:
        return replace(style, strike=True)
    if tag in ("u", "ins"):
        return replace(style, underline=True)
    return replace(style, colour=_LINK) if tag == "a" else style


def _is_hidden(node: LexborNode) -> bool:
    attributes = node.attributes
    return bool(attributes) and ("hidden" in attributes or bool(_HIDDEN_STYLE.search(attributes.get("style") or "")))
