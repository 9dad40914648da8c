"""Styles of a word-processor file: what a run and a paragraph inherit, and how lists are numbered.

Source: ECMA-376 part 1, 17.7 (styles), 17.9 (numbering). Only what shows in plain setting is read.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from explorer.extract.blocks import Style
from explorer.extract.ooxml import Element, child, children, local, number

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
VAL = f"{W}val"
_SERIF = re.compile(r"times|serif|georgia|garamond|cambria|book|palatino|roman|century|minion|caslon", re.IGNORECASE)
_MONO = re.compile(r"courier|mono|consol|typewriter", re.IGNORECASE)
_OFF = ("0", "false", "off", "none")
_CHAIN = 24  # styles based on styles that are followed
_COUNT_MOST = 100_000
_TOGGLES = {
    "b": "bold",
    "i": "italic",
    "strike": "strike",
    "dstrike": "strike",
    "vanish": "hidden",
    "webHidden": "hidden",
}

Props = Mapping[str, object]
EMPTY: Props = MappingProxyType({})


def run_props(rpr: Element | None) -> dict[str, object]:
    """What a w:rPr sets; keys absent where it says nothing."""
    found: dict[str, object] = {}
    for each in rpr if rpr is not None else ():
        name, value = local(each), each.get(VAL)
        if name in _TOGGLES:
            found[_TOGGLES[name]] = value not in _OFF
        elif name == "u":
            found["underline"] = value not in _OFF
        elif name == "sz":
            found["size"] = min(max(number(value, 21.0) / 2, 6.0), 30.0)
        elif name == "color" and value and re.fullmatch("[0-9A-Fa-f]{6}", value):
            found["colour"] = tuple(int(value[at : at + 2], 16) / 255 for at in (0, 2, 4))
        elif name == "rFonts":
            font = each.get(f"{W}ascii") or each.get(f"{W}hAnsi") or ""
            if font:
                found["serif"], found["mono"] = bool(_SERIF.search(font)), bool(_MONO.search(font))
    return found


def paragraph_props(ppr: Element | None) -> dict[str, object]:
    """What a w:pPr sets; lengths in points."""
    found: dict[str, object] = {}
    for each in ppr if ppr is not None else ():
        name, value = local(each), each.get(VAL)
        if name == "jc" and value in ("center", "right", "end"):
            found["align"] = "center" if value == "center" else "right"
        elif name == "outlineLvl":
            found["heading"] = number(value, 9) < 9
        elif name == "numPr":
            ids = {local(part): part.get(VAL, "") for part in each}
            found |= {key: ids[name] for key, name in (("list", "numId"), ("level", "ilvl")) if name in ids}
        elif name == "ind":
            left = each.get(f"{W}left") or each.get(f"{W}start")
            if left:
                found["indent"] = min(max(number(left) / 20, 0.0), 260.0)
        elif name == "spacing":
            for key, side in (("after", "after"), ("before", "before")):
                if each.get(f"{W}{side}"):
                    found[key] = min(number(each.get(f"{W}{side}")) / 20, 24.0)
        elif name == "pageBreakBefore":
            found["breaks"] = value not in _OFF
    return found


@dataclass(slots=True)
class Styles:
    """All styles of a file, resolved when asked."""

    _own: dict[str, tuple[str, dict[str, object], dict[str, object]]] = field(
        default_factory=dict
    )  # base, run, paragraph
    _run_default: dict[str, object] = field(default_factory=dict)
    _paragraph_default: dict[str, object] = field(default_factory=dict)
    _known: dict[str, tuple[Props, Props]] = field(default_factory=dict)
    _usual: str = ""
    _looks: dict[tuple[object, ...], Style] = field(default_factory=dict)

    @classmethod
    def of(cls, root: Element | None) -> "Styles":
        styles = cls()
        defaults = child(root, "docDefaults")
        styles._run_default = run_props(child(defaults, "rPrDefault", "rPr"))
        styles._paragraph_default = paragraph_props(child(defaults, "pPrDefault", "pPr"))
        for each in children(root, "style"):
            name, key = child(each, "name"), each.get(f"{W}styleId", "")
            base = child(each, "basedOn")
            paragraph = paragraph_props(child(each, "pPr"))
            called = (name.get(VAL, "") if name is not None else "").lower()
            if called.startswith("heading ") or called == "title":
                paragraph.setdefault("heading", True)
            styles._own[key] = (
                base.get(VAL, "") if base is not None else "",
                run_props(child(each, "rPr")),
                paragraph,
            )
            if each.get(f"{W}type") == "paragraph" and each.get(f"{W}default") in ("1", "true"):
                styles._usual = key
        return styles

    def paragraph(self, key: str) -> tuple[Props, Props]:
        """Run and paragraph properties of a paragraph style, defaults included."""
        key = key if key in self._own else self._usual
        known = self._known.get(key)
        if known is None:
            run, paragraph = self._resolved(key)
            known = self._known[key] = (self._run_default | run, self._paragraph_default | paragraph)
        return known

    def character(self, key: str) -> Props:
        """What a character style sets."""
        return self._resolved(key)[0] if key in self._own else EMPTY

    def _resolved(self, key: str) -> tuple[dict[str, object], dict[str, object]]:
        run: dict[str, object] = {}
        paragraph: dict[str, object] = {}
        for _ in range(_CHAIN):
            if key not in self._own:
                break
            key, own_run, own_paragraph = self._own[key]
            run, paragraph = own_run | run, own_paragraph | paragraph
        return run, paragraph

    def look(self, props: Props) -> Style:
        """The style that run properties ask for."""
        keys = ("size", "bold", "italic", "mono", "colour", "strike", "underline", "serif")
        wanted = tuple(props.get(key) for key in keys)
        known = self._looks.get(wanted)
        if known is None:
            size, colour = props.get("size", 10.5), props.get("colour", (0.0, 0.0, 0.0))
            assert isinstance(size, float)
            assert isinstance(colour, tuple)
            if min(colour) > 0.8:
                colour = (0.45, 0.45, 0.45)  # white on a dark cell would vanish on our white page
            bold, italic, mono, strike, underline, serif = (bool(props.get(k)) for k in (*keys[1:4], *keys[5:]))
            known = self._looks[wanted] = Style(size, bold, italic, mono, colour, strike, underline, serif)
        return known


@dataclass(frozen=True, slots=True)
class _Level:
    form: str  # "decimal", "bullet" …
    text: str  # "%1.%2"
    start: int


@dataclass(slots=True)
class Numbering:
    """List numbers, counted as paragraphs come by."""

    _levels: dict[str, dict[int, _Level]] = field(default_factory=dict)  # of each abstract list
    _lists: dict[str, tuple[str, dict[int, int]]] = field(default_factory=dict)  # list to abstract list, own starts
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)
    _begun: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, root: Element | None) -> "Numbering":
        numbering = cls()
        for each in children(root, "abstractNum"):
            levels = {int(number(lvl.get(f"{W}ilvl"))): _level(lvl) for lvl in children(each, "lvl")}
            numbering._levels[each.get(f"{W}abstractNumId", "")] = levels
        for each in children(root, "num"):
            abstract = child(each, "abstractNumId")
            starts = {
                int(number(over.get(f"{W}ilvl"))): int(number(begin.get(VAL), 1))
                for over in children(each, "lvlOverride")
                if (begin := child(over, "startOverride")) is not None
            }
            key = abstract.get(VAL, "") if abstract is not None else ""
            numbering._lists[each.get(f"{W}numId", "")] = (key, starts)
        return numbering

    def mark(self, list_id: str, level: int) -> str:
        """The bullet or number of the next paragraph of a list; empty if it has none."""
        if list_id not in self._lists:
            return ""
        abstract, starts = self._lists[list_id]
        levels = self._levels.get(abstract, {})
        shape = levels.get(level)
        if shape is None:
            return ""
        counts = self._counts.setdefault(abstract, {})
        if list_id not in self._begun:
            self._begun.add(list_id)
            for at in starts:
                counts.pop(at, None)
        counts[level] = min(counts[level] + 1 if level in counts else starts.get(level, shape.start), _COUNT_MOST)
        for deeper in [at for at in counts if at > level]:
            del counts[deeper]
        if shape.form == "bullet":
            return "•"
        return re.sub(
            r"%([1-9])", lambda found: self._numeral(levels, counts, int(found.group(1)) - 1), shape.text
        ).strip()

    @staticmethod
    def _numeral(levels: dict[int, _Level], counts: dict[int, int], level: int) -> str:
        shape = levels.get(level)
        if shape is None:
            return ""
        return numeral(counts.get(level, shape.start), shape.form)


def _level(element: Element) -> _Level:
    values = {local(each): each.get(VAL, "") for each in element}
    return _Level(values.get("numFmt", "decimal"), values.get("lvlText", ""), int(number(values.get("start"), 1)))


def numeral(count: int, form: str) -> str:
    """A number as a list writes it: 4, 04, d, D, iv, IV."""
    if form == "none":
        return ""
    if form in ("lowerLetter", "upperLetter") and 0 < count <= 780:
        letters = chr(97 + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letters.upper() if form.startswith("upper") else letters
    if form in ("lowerRoman", "upperRoman") and 0 < count < 4000:
        roman, rest = "", count
        for value, sign in zip((1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1), _ROMAN, strict=True):
            roman, rest = roman + sign * (rest // value), rest % value
        return roman.upper() if form.startswith("upper") else roman
    return f"{count:02d}" if form == "decimalZero" else str(count)


_ROMAN = ("m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i")
