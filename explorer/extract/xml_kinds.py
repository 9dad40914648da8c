"""Office files and drawings that are one piece of XML: which they are, by their first element.

Looks at text only; parses nothing.
Source: OpenDocument 1.3 part 3, 3.1.2 (``office:mimetype``).
"""

import re

from explorer.extract import media

_FLAT = re.compile(r"<[\w-]+:document\b[^>]*?office:mimetype=[\"']([\w./-]{1,100})[\"']", re.DOTALL)
_WORD = re.compile(r"<[\w-]+:wordDocument\b|<\?mso-application\s+progid=[\"']Word\.Document[^>]*>\s*<[\w-]+:package\b")
_EXCEL = re.compile(r"<(?:[\w-]+:)?Workbook\b[^>]*urn:schemas-microsoft-com:office:spreadsheet")
_SVG = re.compile(
    r"(?:<\?xml[^>]*>|<!--.*?-->|<!DOCTYPE\s+svg\b[^>\[]*(?:\[[^\]]*\]\s*)?>|\s)*"
    r"<(?:[\w-]+:)?svg\b[^>]*http://www\.w3\.org/2000/svg",
    re.DOTALL,
)
_ODF = {"text": media.ODT, "spreadsheet": media.ODS, "presentation": media.ODP, "graphics": media.ODG}


def odf_kind(declared: str) -> str:
    """The media type of an OpenDocument file that says so of itself; templates are read as what they are for."""
    kind = declared.removeprefix(f"{media.OTHER_ODF}.").removesuffix("-template").removesuffix("-master")
    return _ODF.get(kind, media.OTHER_ODF)


def xml_kind(start: str) -> str | None:
    """The media type of an XML file that begins so; None if it is no Office file of one piece."""
    flat = _FLAT.search(start)
    if flat is not None and flat[1].startswith(media.OTHER_ODF):
        return odf_kind(flat[1])
    if _SVG.match(start):
        return media.SVG
    if _WORD.search(start):
        return media.WORD_2003
    if _EXCEL.search(start):
        return media.EXCEL_2003
    return None
