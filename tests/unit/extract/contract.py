"""The contract of every reader (architecture.md, 7), to be run by each reader's own tests on its own samples.

def test_the_reader_keeps_the_contract(tmp_path):
    check_reader(PdfReader(), saved(tmp_path, "memo.pdf", pdf("words")), "memo.pdf")
"""

import contextlib
from pathlib import Path

from explorer.errors import DocumentError
from explorer.extract.base import Collected, ExtractedPage, Extractor, Limits, Source
from explorer.extract.registry import sniff
from explorer.extract.wire_sink import StopReading

SLACK = 0.05  # points that a box may lie outside its page


class Counted(Collected):
    """A sink that stops a reader at its limit of pages, as the one in a child does."""

    def page(self, page: ExtractedPage) -> None:
        if len(self.pages) >= self.limits.pages:
            raise StopReading
        super().page(page)


def read(reader: Extractor, path: Path, name: str = "", limits: Limits | None = None) -> Collected:
    """What a reader tells of a file."""
    sink = Counted(limits or Limits())
    with contextlib.suppress(StopReading):
        reader.read(Source(path, name or path.name), sink)
    return sink


def check_reader(reader: Extractor, path: Path, name: str = "") -> Collected:
    """Assert the contract on one sample that can be read; gives what was read."""
    name = name or path.name
    before = path.read_bytes()
    found = read(reader, path, name)
    assert sniff(path, name) in reader.media
    assert found.known is not None, "facts come before pages"
    check_pages(found.pages)
    again = read(reader, path, name)
    assert (again.pages, again.known, again.children) == (found.pages, found.known, found.children), (
        "two runs are equal"
    )
    assert path.read_bytes() == before, "the file is left as it was"
    if len(found.pages) > 1:
        assert len(read(reader, path, name, Limits(pages=1)).pages) == 1, "the limit of pages is honoured"
    return found


def check_pages(pages: list[ExtractedPage]) -> None:
    """Assert that pages are in order, and that their words and layers lie where they say."""
    assert [page.ordinal for page in pages] == list(range(1, len(pages) + 1))
    for page in pages:
        assert page.label
        assert page.width > 0
        assert page.height > 0
        for word in page.words:
            assert 0 <= word.start < word.end <= len(page.text)
            assert page.text[word.start : word.end].strip(), "a word is not white space"
            assert -SLACK <= word.box.x0 <= word.box.x1 <= page.width + SLACK
            assert -SLACK <= word.box.y0 <= word.box.y1 <= page.height + SLACK
        for span in page.layers:
            assert 0 <= span.start <= span.end <= len(page.text)


def check_garbage(reader: Extractor, folder: Path, data: bytes) -> None:
    """Assert that a reader given any bytes either reads them or raises a DocumentError."""
    path = folder / "garbage"
    path.write_bytes(data)
    try:
        found = read(reader, path)
    except (DocumentError, MemoryError):
        return
    check_pages(found.pages)


__all__ = ["check_garbage", "check_pages", "check_reader", "read"]
