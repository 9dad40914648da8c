"""Names and values of a PDF page's form fields. Source: ISO 32000-1, 12.7 (interactive forms)."""

from collections.abc import Iterator
from typing import Any

from explorer.extract.mupdf import pymupdf
from explorer.extract.pdf_extras import Extra, one_line
from explorer.extract.pdf_objects import ERRORS, some
from explorer.extract.words import placed
from explorer.model.document import Box, Layer

_CHOSEN = (pymupdf.PDF_WIDGET_TYPE_CHECKBOX, pymupdf.PDF_WIDGET_TYPE_RADIOBUTTON)
_VALUED = (pymupdf.PDF_WIDGET_TYPE_TEXT, pymupdf.PDF_WIDGET_TYPE_COMBOBOX, pymupdf.PDF_WIDGET_TYPE_LISTBOX)
_NOT_CHOSEN = ("", "Off", "False", "None")
_LONGEST_NAME = 300


def fields_of(page: Any) -> Iterator[Extra]:
    """The filled fields of a page: a line each, with the field's name and its value. Empty ones are left out."""
    if page.first_widget is None:
        return
    for widget in some(page.widgets()):
        try:
            value, name = _value(widget), _name(widget)
            (box,) = placed(page, [Box(*widget.rect)])
        except ERRORS:
            continue  # this one is damaged
        if value:
            yield Extra(f"Form field {name}: {value}" if name else f"Form field: {value}", box, Layer.FIELD)


def _value(widget: Any) -> str:
    if widget.field_type in _CHOSEN:
        chosen = one_line(widget.field_value)
        if chosen in _NOT_CHOSEN or chosen != one_line(widget.on_state()):
            return ""
        return "checked" if chosen in ("Yes", "On", "True", "1") else f"checked ({chosen})"
    if widget.field_type in _VALUED:
        values = widget.field_value if isinstance(widget.field_value, list | tuple) else [widget.field_value]
        return ", ".join(filter(None, map(one_line, values)))
    return ""


def _name(widget: Any) -> str:
    """What a person sees when pointing at the field; else its own name without those of the groups it is in."""
    label = one_line(widget.field_label)
    return (label or one_line(widget.field_name).rpartition(".")[2])[:_LONGEST_NAME]
