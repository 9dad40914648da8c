"""Layers of a PDF (optional content): whether any may be switched off, and the same PDF with all of them shown.

Source: ISO 32000-1, 8.11 (optional content): a layer is off by the default configuration or by the state that its usage
asks for; a membership dictionary may also show content only while other layers are off.
"""

from typing import Any

from explorer.extract.mupdf import pymupdf
from explorer.extract.pdf_objects import ERRORS

_MOST = 200_000  # objects that are looked at for memberships
_LIST = "OCProperties"
_MOST_DEFAULTS = 20_000  # characters of the default configuration


def may_hide_layers(document: Any) -> bool:
    """Whether something in a PDF may be on a layer that is not shown."""
    try:
        catalog = document.pdf_catalog()
        if document.xref_get_key(catalog, _LIST)[0] == "null":
            return False
        defaults = document.xref_get_key(catalog, f"{_LIST}/D")[1]
        if defaults.endswith(" R"):
            defaults = document.xref_object(int(defaults.split()[0]), compressed=True)
        return bool(document.get_layer().get("off")) or _says_off(defaults) or _has_memberships(document)
    except ERRORS:
        return False  # its list of layers is damaged


def with_all_layers(state: Any) -> Any:
    """The same PDF without its list of layers: what is on none of them is always shown. None if that cannot be made."""
    try:
        state.xref_set_key(state.pdf_catalog(), _LIST, "null")
        return pymupdf.open(stream=state.tobytes(encryption=pymupdf.PDF_ENCRYPT_NONE), filetype="pdf")
    except (pymupdf.EmptyFileError, *ERRORS):
        return None


def _says_off(defaults: str) -> bool:
    """Whether the default configuration begins with all layers off, or lets their usage decide."""
    written = "".join(defaults[:_MOST_DEFAULTS].split())
    return "/BaseState/OFF" in written or "/AS[" in written


def _has_memberships(document: Any) -> bool:
    numbers = range(1, min(document.xref_length(), _MOST))
    return any(document.xref_get_key(number, "Type")[1] == "/OCMD" for number in numbers)
