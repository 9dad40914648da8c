"""Makers of OpenDocument files for tests, packed or flat, from a few lines of their own XML. Each gives bytes."""

from collections.abc import Mapping

from tests.helpers.files import zipped

_URN = "urn:oasis:names:tc:opendocument:xmlns"
_NS = " ".join(
    f'xmlns:{short}="{_URN}:{name}:1.0"'
    for short, name in {
        "office": "office",
        "text": "text",
        "table": "table",
        "style": "style",
        "draw": "drawing",
        "presentation": "presentation",
        "svg": "svg-compatible",
        "fo": "xsl-fo-compatible",
        "meta": "meta",
        "chart": "chart",
    }.items()
)
_OTHERS = 'xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"'
_MIME = "application/vnd.oasis.opendocument"


def root(name: str, inner: str, attributes: str = "") -> bytes:
    """An XML part with a root element, as in ``root("document-content", …)``."""
    start = f'<?xml version="1.0" encoding="UTF-8"?><office:{name} {_NS} {_OTHERS} {attributes}>'
    return f"{start}{inner}</office:{name}>".encode()


def _body(kind: str, inner: str, automatic: str) -> str:
    styles = f"<office:automatic-styles>{automatic}</office:automatic-styles>"
    return f"{styles}<office:body><office:{kind}>{inner}</office:{kind}></office:body>"


def odf(
    kind: str,
    inner: str,
    automatic: str = "",
    styles: str = "",
    title: str = "",
    more: Mapping[str, bytes] | None = None,
) -> bytes:
    """A packed file of a kind: "text", "spreadsheet", "presentation", with "-template" for its template."""
    body = kind.removesuffix("-template")
    created = "<meta:creation-date>2019-04-02T10:00:00</meta:creation-date>"
    meta = f"<office:meta><dc:title>{title}</dc:title>{created}</office:meta>"
    return zipped(
        {
            "mimetype": f"{_MIME}.{kind}".encode(),
            "content.xml": root("document-content", _body(body, inner, automatic)),
            "styles.xml": root("document-styles", styles),
            "meta.xml": root("document-meta", meta),
            **(more or {}),
        }
    )


def flat(kind: str, inner: str, automatic: str = "") -> bytes:
    """A flat file of a kind."""
    return root("document", _body(kind, inner, automatic), f'office:mimetype="{_MIME}.{kind}"')


def frame(inner: str, x: str = "2cm", y: str = "2cm", attributes: str = "") -> str:
    """A frame with a text box."""
    place = f'svg:x="{x}" svg:y="{y}" svg:width="10cm" svg:height="3cm"'
    return f"<draw:frame {place} {attributes}><draw:text-box>{inner}</draw:text-box></draw:frame>"


def p(text: str, style: str = "") -> str:
    """A paragraph."""
    return f'<text:p text:style-name="{style}">{text}</text:p>'


def note(text: str, mark: str = "1") -> str:
    """A footnote."""
    citation = f"<text:note-citation>{mark}</text:note-citation>"
    return f'<text:note text:note-class="footnote">{citation}<text:note-body>{p(text)}</text:note-body></text:note>'


def comment(author: str, text: str) -> str:
    """An annotation."""
    said = f"<dc:creator>{author}</dc:creator><dc:date>2018-03-02T09:00:00</dc:date>"
    return f"<office:annotation>{said}{p(text)}</office:annotation>"


def style(name: str, family: str, properties: str) -> str:
    """An automatic style with one group of properties, as in ``style("T1", "text", 'text:display="none"')``."""
    inner = f"<style:{family}-properties {properties}/>"
    return f'<style:style style:name="{name}" style:family="{family}">{inner}</style:style>'


def cell(inner: str, attributes: str = "") -> str:
    """A cell of a table."""
    return f"<table:table-cell {attributes}>{inner}</table:table-cell>"


def row(*cells: str, attributes: str = "") -> str:
    """A row of a table."""
    return f"<table:table-row {attributes}>{''.join(cells)}</table:table-row>"
