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
_MOST_CHOICES = 5_000
_MOST_FIELDS = 20_000


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


def placeless_fields(document: Any) -> list[tuple[str, str]]:
    """Names and values of the fields that stand on no page: the page was taken out, or they were never shown."""
    mupdf = pymupdf.mupdf
    found: list[tuple[str, str]] = []
    try:
        root = mupdf.pdf_dict_gets(mupdf.pdf_trailer(mupdf.pdf_document_from_fz_document(document.this)), "Root")
        waiting = _in_array(mupdf.pdf_dict_gets(mupdf.pdf_dict_gets(root, "AcroForm"), "Fields"), _MOST_FIELDS)
        seen: set[int] = set()
        for field in waiting:  # grows as groups are met
            if (number := mupdf.pdf_to_num(field)) and number in seen:
                continue
            seen.add(number)
            if mupdf.pdf_is_array(kids := mupdf.pdf_dict_gets(field, "Kids")):
                waiting += _in_array(kids, _MOST_FIELDS - len(waiting))
            elif not mupdf.pdf_is_array(mupdf.pdf_dict_gets(field, "Rect")):
                value = one_line(mupdf.pdf_to_text_string(mupdf.pdf_dict_gets(field, "V")))
                name = one_line(mupdf.pdf_to_text_string(mupdf.pdf_dict_gets(field, "T")))[:_LONGEST_NAME]
                found += [(name, value)] if value else []
    except ERRORS:
        pass  # damaged: what was found so far is all that can be had
    return found


def _in_array(written: Any, most: int) -> list[Any]:
    return [pymupdf.mupdf.pdf_array_get(written, at) for at in range(min(pymupdf.mupdf.pdf_array_len(written), most))]


def _value(widget: Any) -> str:
    if widget.field_type in _CHOSEN:
        chosen = one_line(widget.field_value)
        if chosen in _NOT_CHOSEN or chosen != one_line(widget.on_state()):
            return ""
        return "checked" if chosen in ("Yes", "On", "True", "1") else f"checked ({chosen})"
    if widget.field_type in _VALUED:
        values = widget.field_value if isinstance(widget.field_value, list | tuple) else [widget.field_value]
        shown = _choices(widget) if widget.field_type != pymupdf.PDF_WIDGET_TYPE_TEXT else {}
        return ", ".join(shown.get(value, value) for value in filter(None, map(one_line, values)))
    return ""


def _choices(widget: Any) -> dict[str, str]:
    """What a list shows for a value that it keeps, where the two differ: both."""
    pairs = [each for each in (widget.choice_values or ())[:_MOST_CHOICES] if isinstance(each, list | tuple)]
    return {
        kept: shown if kept in shown else f"{shown} ({kept})"
        for kept, shown in (map(one_line, pair) for pair in pairs if len(pair) == 2)
        if shown
    }


def _name(widget: Any) -> str:
    """What a person sees when pointing at the field; else its own name without those of the groups it is in."""
    label = one_line(widget.field_label)
    return (label or one_line(widget.field_name).rpartition(".")[2])[:_LONGEST_NAME]
