"""PDFs written object by object, for what no library writes. Each maker gives bytes with a right table of objects."""

from collections.abc import Mapping

FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"


def raw_pdf(objects: Mapping[int, bytes], trailer: bytes = b"") -> bytes:
    """A PDF of these objects by number, without gaps from 1 on; object 1 is the catalog."""
    out, places = b"%PDF-1.7\n", []
    for number in sorted(objects):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, objects[number])
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    count = len(places) + 1
    return out + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<</Root 1 0 R/Size %d%s>>\nstartxref\n%d\n%%%%EOF\n" % (
        count, table, count, trailer, len(out)
    )  # fmt: skip


def stream(data: bytes, more: bytes = b"") -> bytes:
    """A stream object with its length."""
    return b"<</Length %d%s>>\nstream\n%s\nendstream" % (len(data), more, data)


def one_page(
    content: bytes, more: Mapping[int, bytes] | None = None, catalog: bytes = b"", page: bytes = b"", named: bytes = b""
) -> bytes:
    """A PDF of one page that draws ``content`` with the font ``/F1``.

    Args:
        more: other objects, from number 6 on.
        catalog, page, named: what else the catalog, the page and its resources hold.
    """
    return raw_pdf(
        {
            1: b"<</Type/Catalog/Pages 2 0 R%s>>" % catalog,
            2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R"
            b"/Resources<</Font<</F1 5 0 R>>%s>>%s>>" % (named, page),
            4: stream(content),
            5: FONT,
            **(more or {}),
        }
    )


def said(text: bytes, left: int = 72, bottom: int = 700) -> bytes:
    """What draws a line of text."""
    return b"BT /F1 12 Tf %d %d Td (%s) Tj ET " % (left, bottom, text)
