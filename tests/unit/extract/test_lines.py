"""Text is broken into lines with work that grows as the text does, however it is made up."""

from collections.abc import Iterator, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.extract import flow as flow_module
from explorer.extract import lines as lines_module
from explorer.extract.blocks import PLAIN, Paragraph, Run, Style
from explorer.extract.flow import Flow
from explorer.extract.fonts import face_of
from explorer.extract.leaf import Leaf
from explorer.extract.lines import set_in_portions, set_text
from explorer.model.document import Layer

BOLD = Style(bold=True)
WIDTH = 200.0


class CountedRuns(Sequence[Run]):
    """Runs that count how often one is looked at."""

    def __init__(self, runs: list[Run]) -> None:
        self._runs = runs
        self.looks = 0

    def __len__(self) -> int:
        return len(self._runs)

    def __getitem__(self, at: int) -> Run:  # type: ignore[override]  # no slices are asked for
        self.looks += 1
        return self._runs[at]

    def __iter__(self) -> Iterator[Run]:
        for at in range(len(self._runs)):
            yield self[at]


def looks_at(count: int) -> int:
    runs = CountedRuns([Run("a\n", BOLD if at % 2 else PLAIN) for at in range(count)])
    assert len(set_text(runs, WIDTH).lines) == count + 1
    return runs.looks


def test_each_line_looks_at_its_own_runs_alone() -> None:
    assert looks_at(2000) <= 2.1 * looks_at(1000)


@pytest.mark.parametrize("letter", ["a", "字"])
def test_a_word_of_many_lines_is_never_copied_to_measure_its_rest(monkeypatch: pytest.MonkeyPatch, letter: str) -> None:
    face, seen, fitted = face_of(PLAIN), [], 0
    known = face.fitting

    def fitting(text: str, width: float, start: int, end: int) -> int:
        nonlocal fitted
        seen.append(text)
        count = known(text, width, start, end)
        fitted += count
        return count

    monkeypatch.setattr(face, "fitting", fitting)
    word = letter * 3000
    made = set_text([Run(word)], WIDTH)
    assert len(seen) >= len(made.lines) > 30
    assert all(text is made.text for text in seen)
    assert fitted == len(word)


def test_a_text_of_many_lines_is_set_some_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines_module, "_PORTION", 10)
    portions = list(set_in_portions([Run("a\n" * 95)], WIDTH))
    assert [len(each.lines) for each in portions] == [10] * 9 + [6]


RUNS = st.lists(
    st.builds(
        Run,
        st.text("ab \n\t字א", max_size=12),
        st.sampled_from([PLAIN, BOLD]),
        st.sampled_from([None, Layer.HIDDEN, Layer.COMMENT]),
        mark=st.sampled_from(["", "1"]),
    ),
    max_size=12,
)


@given(RUNS, st.integers(1, 4))
@settings(deadline=None)
def test_a_text_set_in_portions_stands_on_the_same_pages(runs: list[Run], portion: int) -> None:
    before = lines_module._PORTION
    flow = Flow(120, 90, 20)
    whole = flow.lay_out([Paragraph([Run("above")]), Paragraph(runs)]).pages
    lines_module._PORTION = portion
    try:
        parts = flow.lay_out([Paragraph([Run("above")]), Paragraph(runs)]).pages
    finally:
        lines_module._PORTION = before
    assert [(page.text, page.words) for page in parts] == [(page.text, page.words) for page in whole]


def test_pages_of_a_long_paragraph_come_as_they_fill(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines_module, "_PORTION", 50)
    made = 0

    class CountedLeaf(Leaf):
        def __init__(self, width: float, height: float, label: str | None) -> None:
            nonlocal made
            made += 1
            super().__init__(width, height, label)

    monkeypatch.setattr(flow_module, "Leaf", CountedLeaf)
    taken, held = 0, []
    for _leaf in Flow(200, 200, 20).leaves([Paragraph([Run("a\n" * 4000)])]):
        held.append(made - taken)
        taken += 1
    assert taken == made > 300
    assert max(held) <= 7  # the pages that fifty lines fill, and the one being filled
