"""What the pages of a PDF lack, counted while they are read and said at the end."""

from collections import Counter
from collections.abc import Iterator

from explorer.extract.pdf_look import Look


class Tally:
    """What the pages lack, for the reasons given at the end."""

    def __init__(self) -> None:
        self.pages = 0
        self.looks: Counter[Look] = Counter()
        self.broken: list[int] = []
        self.bare: list[int] = []  # pages whose text is read, but not all that hangs on them

    def reasons(self) -> Iterator[str]:
        if self.broken:
            some = _of(len(self.broken), self.pages)
            yield f"{some} cannot be read, for the PDF is damaged there: {_named(self.broken)}."
        if self.bare:
            some = _of(len(self.bare), self.pages)
            yield f"Notes or form fields of {some} are damaged and left out: {_named(self.bare)}."
        if self.looks[Look.BLANK] and self.looks[Look.BLANK] == self.pages:
            yield "It is blank: no page holds text or a picture. Open it to see whether that is so."

    def until_ocr(self) -> Iterator[str]:
        """What holds until pictures have been read."""
        if pictures := self.looks[Look.PICTURE] + self.looks[Look.STAMPED]:
            stamped = ", or no more text than a stamp" if self.looks[Look.STAMPED] else ""
            holds = f"{_of(pictures, self.pages)} {_holds(pictures)}"
            yield f"{holds} a picture and no text{stamped}: {_need(pictures)} OCR."
        if garbled := self.looks[Look.GARBLED]:
            yield f"{_of(garbled, self.pages)} {_holds(garbled)} text that is no words: {_need(garbled)} OCR."


def _named(pages: list[int]) -> str:
    return ", ".join(map(str, pages[:20])) + (" …" if len(pages) > 20 else "")


def _holds(count: int) -> str:
    return "holds" if count == 1 else "hold"


def _need(count: int) -> str:
    return "it needs" if count == 1 else "they need"


def _of(some: int, pages: int) -> str:
    return f"{some:,} of {pages:,} page{'s' if pages > 1 else ''}"
