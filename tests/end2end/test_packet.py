"""The source packet of a draft, as a process: what it holds, what it does not, and that a change is found."""

import re
from pathlib import Path

import pytest

from tests.helpers.command import casefile
from tests.helpers.files import saved

RECORD = "The board does not keep a list of who was asked. The road was closed for eleven days.\n"
OTHER = "A page of a file that nobody cites: heron, lantern, gravel.\n"
STORY = "The road\n\nThe board “does not keep a list of who was asked.” It was closed for eleven days.\n"


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("packet")
    received = folder / "received"
    received.mkdir()
    saved(received, "minutes.txt", RECORD.encode())
    saved(received, "secret name.txt", OTHER.encode())
    case, story = folder / "made.casefile", saved(folder, "story.md", STORY.encode())
    assert casefile("new", case).code == 0
    assert casefile("add", case, received).code == 0
    assert casefile("draft", "import", case, story).code == 0
    traced = casefile("trace", case, story, "--json").json["statements"]
    (quote,) = [each for each in traced if each["kind"] == "quote"]
    (match,) = quote["matches"]
    words = match["passages"][0]["text"]
    linked = casefile("draft", "link", case, quote["n"], match["document"], words, "--page", match["page"])
    assert linked.code == 0, linked.err
    return case


@pytest.mark.parametrize("suffix", ["html", "pdf", "docx"])
def test_a_packet_is_made_twice_the_same_and_verified(case: Path, tmp_path: Path, suffix: str) -> None:
    one, two = tmp_path / f"one.{suffix}", tmp_path / f"two.{suffix}"
    made = casefile("export", case, "packet", "--draft", "story", "--out", one, "--json")
    assert made.code == 0, made.err
    assert made.json["rows"] == 1
    assert casefile("export", case, "packet", "--draft", "story", "--out", two).code == 0
    assert one.read_bytes() == two.read_bytes()
    verified = casefile("verify", one, "--json")
    assert (verified.code, verified.json["ok"], verified.json["seal"]) == (0, True, made.json["seal"])


def test_a_changed_packet_is_told_with_the_sheet(case: Path, tmp_path: Path) -> None:
    out = tmp_path / "packet.html"
    casefile("export", case, "packet", "--draft", "story", "--out", out)
    text = out.read_text("utf-8")
    out.write_text(text.replace("<blockquote>does not keep", "<blockquote>does keep"), "utf-8")
    ended = casefile("verify", out)
    assert ended.code == 3
    assert "changed: sheet 1" in ended.out


def test_nothing_that_was_not_cited_is_in_it(case: Path, tmp_path: Path) -> None:
    out = tmp_path / "packet.html"
    casefile("export", case, "packet", "--draft", "story", "--out", out)
    text = re.sub(r"base64,[^\"]*", "", out.read_text("utf-8"))
    assert "minutes.txt" in text
    assert not re.search("secret name|heron|lantern|received/|/tmp", text)
    assert "http" not in text.replace("http-equiv", "")


def test_a_packet_of_another_kind_is_refused_in_a_line(case: Path, tmp_path: Path) -> None:
    ended = casefile("export", case, "packet", "--draft", "story", "--out", tmp_path / "packet.odt")
    assert ended.code == 2
    assert len(ended.err.strip().splitlines()) == 1


@pytest.mark.parametrize("suffix", ["html", "csv"])
def test_a_trace_is_reported_and_says_that_nobody_confirmed_it(case: Path, tmp_path: Path, suffix: str) -> None:
    story, out = saved(tmp_path, "story.md", STORY.encode()), tmp_path / f"report.{suffix}"
    ended = casefile("trace", case, story, "--report", out)
    assert ended.code == 0, ended.err
    if suffix == "csv":
        head, first, *_ = out.read_text("utf-8-sig").splitlines()
        assert head.startswith("n,kind,statement")
        assert ",exact,100.0," in first
    elif suffix == "html":
        assert "Nothing in this report was confirmed by a person" in out.read_text("utf-8")
    assert out.stat().st_size > 100
