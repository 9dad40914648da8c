"""LibreOffice draws a deck in a child process: its pages are the deck's, and nothing of the deck is run."""

import hashlib
import socket
import sys
from pathlib import Path

import pytest

from explorer.errors import DamagedDocumentError, DocumentError, NoOfficeError, OfficeStoppedError, OtherDrawingError
from explorer.extract import exact, media
from explorer.extract.base import Source
from explorer.extract.exact import ExactOrder, exact_words, make_exact, words_file
from explorer.extract.exact_pages import put_together
from explorer.extract.mupdf import pymupdf
from explorer.extract.office_profile import write_profile
from explorer.extract.slides import SlidesReader
from tests.helpers.files import pdf
from tests.helpers.office_files import notes, p_shape, pptx, slide, with_part
from tests.helpers.office_program import need_office

DECK = pptx(slide(p_shape("Harbour stops")), slide(p_shape("Quarterly count"), hidden=True))


def order(folder: Path, data: bytes = DECK) -> ExactOrder:
    """A deck with our own drawing of it."""
    path = folder / "deck"
    path.write_bytes(data)
    SlidesReader().render(Source(path, "deck.pptx"), folder / "own.pdf")
    return ExactOrder(path, media.PPTX, "deck.pptx", folder / "own.pdf", folder / "kept" / "deck-exact.pdf")


def test_a_hidden_slide_is_drawn_in_its_place(tmp_path: Path) -> None:
    need_office()
    asked = order(tmp_path)
    make_exact(asked)
    with pymupdf.open(asked.target) as made:
        assert ["Harbour" in page.get_text() for page in made] == [True, False]
    assert [[text for text, _box in page.words] for page in exact_words(asked.target, "deck.pptx")] == [
        ["Harbour", "stops"],
        ["Quarterly", "count"],
    ]


def test_what_stands_below_the_slide_stays(tmp_path: Path) -> None:
    need_office()
    deck = pptx(slide(p_shape("Seen")), links={1: [("notesSlide", "../notesSlides/notesSlide1.xml")]})
    said = notes("Say nothing of the pilot.")
    asked = order(tmp_path, with_part(deck, "ppt/notesSlides/notesSlide1.xml", said))
    make_exact(asked)
    with pymupdf.open(asked.target) as made, pymupdf.open(asked.rendition) as own:
        assert made[0].rect == own[0].rect
        assert "Say nothing of the pilot." in made[0].get_text()


def test_the_original_is_as_before_and_nothing_else_is_left(tmp_path: Path) -> None:
    need_office()
    asked = order(tmp_path)
    before = hashlib.sha256(asked.path.read_bytes()).hexdigest()
    make_exact(asked)
    assert hashlib.sha256(asked.path.read_bytes()).hexdigest() == before
    assert set(asked.target.parent.iterdir()) == {asked.target, words_file(asked.target)}


def test_a_file_that_libreoffice_cannot_open_is_said_and_leaves_nothing(tmp_path: Path) -> None:
    need_office()
    asked = order(tmp_path)
    asked.path.write_bytes(b"PK\x03\x04 not a deck at all")
    with pytest.raises(DocumentError):
        make_exact(asked)
    assert list(asked.target.parent.iterdir()) == []


def test_without_libreoffice_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exact, "office_program", lambda: None)
    with pytest.raises(NoOfficeError, match="LibreOffice, which is not installed here"):
        make_exact(order(tmp_path))


def test_another_number_of_pages_is_not_shown(tmp_path: Path) -> None:
    for name, pages in (("a.pdf", ("one",)), ("b.pdf", ("one", "two"))):
        (tmp_path / name).write_bytes(pdf(*pages))
    with pytest.raises(OtherDrawingError, match="1 pages where the deck has 2 slides"):
        put_together(tmp_path / "a.pdf", tmp_path / "b.pdf", tmp_path / "c.pdf", tmp_path / "c.json", "deck.pptx")


@pytest.mark.parametrize("text", ["", "[]x", '{"a": 1}', '[[1, [["word", 1, 2, 3]]]]', "[" * 5000])
def test_words_that_are_none_are_refused(tmp_path: Path, text: str) -> None:
    words_file(tmp_path / "deck.pdf").write_text(text)
    with pytest.raises(OtherDrawingError):
        exact_words(tmp_path / "deck.pdf", "deck.pptx")


def test_the_profile_runs_no_macro(tmp_path: Path) -> None:
    write_profile(tmp_path / "profile")
    written = (tmp_path / "profile" / "user" / "registrymodifications.xcu").read_text()
    assert 'oor:name="DisableMacrosExecution" oor:op="fuse"><value>true<' in written
    assert 'oor:name="MacroSecurityLevel" oor:op="fuse"><value>3<' in written


POSING = """#!{python}
import pathlib, shutil, socket, sys
copy = pathlib.Path(sys.argv[-1])
try:
    socket.create_connection(("127.0.0.1", {port}), 2).close()
except OSError:
    shutil.copyfile({pdf!r}, copy.with_suffix(".pdf"))
"""  # draws only if nobody can be reached


def posing(folder: Path, script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a script stand where LibreOffice does."""
    program = folder / "soffice"
    program.write_text(script)
    program.chmod(0o755)
    monkeypatch.setattr(exact, "office_program", lambda: program)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux lets a process leave the network")
def test_the_drawing_program_reaches_nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.0)
        port = server.getsockname()[1]
        script = POSING.format(python=sys.executable, port=port, pdf=str(tmp_path / "own.pdf"))
        posing(tmp_path, script, monkeypatch)
        asked = order(tmp_path)
        make_exact(asked)
        assert asked.target.is_file()
        with pytest.raises(BlockingIOError):
            server.accept()


@pytest.mark.skipif(sys.platform == "win32", reason="the program is a script of a Unix shell")
def test_a_program_that_draws_nothing_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    posing(tmp_path, "#!/bin/sh\nexit 0\n", monkeypatch)
    with pytest.raises(DamagedDocumentError, match="LibreOffice makes no drawing of it"):
        make_exact(order(tmp_path))


@pytest.mark.skipif(sys.platform == "win32", reason="as above")
def test_a_program_that_cannot_be_started_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    posing(tmp_path, "#!/nowhere/at/all\n", monkeypatch)
    with pytest.raises(OfficeStoppedError):
        make_exact(order(tmp_path))


@pytest.mark.skipif(sys.platform == "win32", reason="as above")
def test_a_drawing_that_is_no_pdf_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    posing(tmp_path, '#!/bin/sh\nfor last; do :; done\necho junk > "${last%.pptx}.pdf"\n', monkeypatch)
    with pytest.raises(DamagedDocumentError):
        make_exact(order(tmp_path))
