"""Text of a shape as paragraphs, with sizes, colours and bullets inherited as PowerPoint does.

A level's properties come, weakest first, from the presentation, the master's text styles, the placeholder on the
master, that on the layout, the shape's own list style, then the paragraph. Source: ECMA-376 part 1, 21.1.2.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from explorer.extract.ooxml import Element, child, children, local, number
from explorer.extract.slide_deck import Design, Placeholder, family
from explorer.extract.slide_fonts import MONO, SERIF, metrics_of
from explorer.extract.slide_levels import Levels, Props, as_float, read_paragraph, read_run
from explorer.extract.slide_theme import Palette
from explorer.extract.typeset import Colour, Paragraph, Run, Style
from explorer.extract.word_styles import numeral

_FORMS = (("arabic", "decimal"), ("alphaLc", "lowerLetter"), ("alphaUc", "upperLetter"), ("romanLc", "lowerRoman"),
          ("romanUc", "upperRoman"))  # fmt: skip
_SMALL = 0.66  # raised and lowered letters, of the type size


class TextSetter:
    """Makes paragraphs of the text bodies of one slide."""

    def __init__(self, design: Design, slide_number: int) -> None:
        self._design = design
        self._palette: Palette = design.palette
        self._slide_number = slide_number

    def paragraphs(
        self,
        body: Element,
        place: Placeholder | None = None,
        inherited: Sequence[Element] = (),
        colour: Colour | None = None,
        scale: float = 1.0,
        tighter: float = 0.0,
        *,
        bold: bool = False,
    ) -> list[Paragraph]:
        """The paragraphs of a text body.

        Args:
            body: a:txBody or its like.
            place: the placeholder that its shape is, if it is one.
            inherited: text bodies of the placeholders it inherits from, nearest first.
            colour: the shape style's colour for text.
            scale: of the type sizes.
            tighter: by how much of themselves lines are drawn together.
            bold: letters that do not say otherwise.
        """
        levels = self._levels(body, place, inherited, colour, bold=bold)
        counts: dict[int, int] = {}
        made = []
        for element in children(body, "p"):
            ppr = child(element, "pPr")
            level = min(max(int(number(ppr.get("lvl"))) if ppr is not None else 0, 0), 8)
            props = {**levels(level)}
            read_paragraph(ppr, props, self._palette)
            if props.get("line_share", True):
                props["line"] = as_float(props, "line", 1.0) - tighter
            made.append(self._paragraph(element, props, level, counts, scale))
        while made and not made[-1].runs[0].text and len(made[-1].runs) == 1:
            made.pop()
        return made

    def _levels(
        self,
        body: Element,
        place: Placeholder | None,
        inherited: Sequence[Element],
        colour: Colour | None,
        *,
        bold: bool,
    ) -> Levels:
        styles = [self._design.default_text]
        master_styles = child(self._design.master, "txStyles")
        if place is not None:
            named = {"title": "titleStyle", "body": "bodyStyle"}.get(family(place.type), "otherStyle")
            styles.append(child(master_styles, named))
        own = [child(each, "lstStyle") for each in reversed(inherited)]
        return Levels([*styles, *own, child(body, "lstStyle")], self._palette, colour, bold=bold)

    def _paragraph(self, element: Element, props: Props, level: int, counts: dict[int, int], scale: float) -> Paragraph:
        runs = list(self._runs(element, props, scale))
        end = child(element, "endParaRPr")
        if not runs:
            runs = [Run("", self._style(end, props, scale))]
        has_text = any(run.text.strip() for run in runs)
        bullet = self._bullet(props, level, counts) if has_text else ""
        margin = max(as_float(props, "margin"), 0.0)
        hanging = min(max(-as_float(props, "indent"), 0.0), margin)
        size = runs[0].style.size
        return Paragraph(
            runs,
            indent=margin - hanging if bullet else margin,
            hang=hanging if bullet and hanging else None,
            bullet_style=self._bullet_style(props, runs[0].style) if bullet else None,
            space_after=_space(props, "after", size),
            bullet=bullet,
            align=str(props.get("align", "left")),
            leading=self._leading(props, size, scale),
            space_before=_space(props, "before", size),
        )

    def _leading(self, props: Props, size: float, scale: float) -> float:
        """Line height over type size."""
        line = as_float(props, "line", 1.0)
        if not props.get("line_share", True):
            return min(max(line * scale / max(size, 1.0), 0.6), 4.0)
        return metrics_of(self._font(props)).line * min(max(line, 0.5), 3.0)

    def _font(self, props: Mapping[str, object]) -> str:
        font = str(props.get("font", ""))
        return self._palette.fonts.get(font, font)

    def _bullet_style(self, props: Props, first: Style) -> Style:
        """A bullet looks like the first run but for what is said of it."""
        size = as_float(props, "bullet_size", 1.0)
        size = first.size * size if size <= 4.0 else size
        colour = props.get("bullet_colour")
        found = colour if isinstance(colour, tuple) else first.colour
        return replace(first, size=min(max(size, 3.0), 200.0), colour=found, underline=False, strike=False, rise=0.0)

    def _bullet(self, props: Props, level: int, counts: dict[int, int]) -> str:
        for deeper in [at for at in counts if at > level]:
            del counts[deeper]
        bullet = str(props.get("bullet", ""))
        if not bullet.startswith("auto:"):
            counts.pop(level, None)
            return bullet
        form, _, start = bullet.removeprefix("auto:").partition(":")
        counts[level] = counts.get(level, int(number(start, 1)) - 1) + 1
        kind = next((to for name, to in _FORMS if form.startswith(name)), "decimal")
        text = numeral(counts[level], kind)
        return f"({text})" if "ParenBoth" in form else f"{text})" if "ParenR" in form else f"{text}."

    def _runs(self, element: Element, props: Props, scale: float) -> Iterator[Run]:
        for each in element:
            name = local(each)
            if name == "r":
                text = child(each, "t")
                if text is not None and text.text:
                    yield Run(text.text, self._style(child(each, "rPr"), props, scale))
            elif name == "br":
                yield Run("\n", self._style(child(each, "rPr"), props, scale))
            elif name == "fld":
                text = child(each, "t")
                shown = text.text or "" if text is not None else ""
                shown = str(self._slide_number) if each.get("type") == "slidenum" else shown
                if shown:
                    yield Run(shown, self._style(child(each, "rPr"), props, scale))
            elif name == "AlternateContent" or each.tag.endswith("}m") or name in ("oMath", "oMathPara"):
                formula = "".join(t.text or "" for t in each.iter() if local(t) == "t" and "math" in str(t.tag))
                if formula:
                    yield Run(formula, self._style(None, props, scale))

    def _style(self, rpr: Element | None, props: Props, scale: float) -> Style:
        merged = {**props}
        read_run(rpr, merged, self._palette)
        metrics = metrics_of(self._font(merged))
        bold, rise = bool(merged.get("bold")), as_float(merged, "rise")
        colour = merged.get("colour")
        return Style(
            size=max(as_float(merged, "size", 18.0) * scale * (_SMALL if rise else 1.0), 3.0),
            bold=bold,
            italic=bool(merged.get("italic")),
            mono=metrics.face == MONO,
            colour=colour if isinstance(colour, tuple) else self._palette.colours.get("dk1", (0, 0, 0)),
            strike=bool(merged.get("strike")),
            underline=bool(merged.get("underline")),
            serif=metrics.face == SERIF,
            stretch=metrics.bold if bold else metrics.plain,
            rise=min(max(rise, -1.0), 1.0) / _SMALL,
        )


def _space(props: Props, key: str, size: float) -> float:
    value = as_float(props, key)
    return min(value * size * 1.2 if props.get(key + "_share") else value, 72.0)


def plain(paragraphs: list[Paragraph], size: float = 10.5) -> list[Paragraph]:
    """The same text in one quiet size, for notes and strips below a slide."""
    quiet = Style(size=size)
    return [
        replace(
            item,
            runs=[Run(run.text, replace(quiet, bold=run.style.bold, italic=run.style.italic)) for run in item.runs],
            indent=min(item.indent, 72.0), space_after=3.0, space_before=0.0, leading=1.3, align="left",
        )
        for item in paragraphs
    ]  # fmt: skip
