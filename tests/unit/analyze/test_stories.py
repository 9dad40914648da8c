"""Whole stories out of pieces: each quotation comes back word for word, whatever its marks and wherever it is cut."""

from dataclasses import dataclass

from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.analyze.statements import statements
from explorer.model.draft import StatementKind

_STYLES = (
    ("“", "”", "‘", "’"),
    ('"', '"', "'", "'"),
    ("«", "»", "“", "”"),
    ("« ", " »", "“", "”"),
    ("„", "“", "‚", "‘"),
    ("»", "«", "›", "‹"),
    ("‘", "’", "“", "”"),
    ("'", "'", '"', '"'),
)
_WORDS = (
    "we don’t know", "it's so", "that Ames left", "no record (of 2016)", "a node at 3.5 percent", "the '90s list",
    "Lt. R. Ames of the U.S. team", "it … ended", "see No. 5 [of it]", "40% of them", "it cost $3.4 million",
)  # fmt: skip
_PLAIN = (
    "It rained.", "Don't go there.", "The officer’s dog is old.", "Rock 'n' roll was played.", "They left in 2016.",
    "A man of 6'2\" left.", "It went on … and on.", "In the ’90s it was so.",
)  # fmt: skip


@dataclass(frozen=True)
class _Piece:
    text: str
    quotations: tuple[str, ...]


@st.composite
def _said(draw: st.DrawFn) -> _Piece:
    o, c, inner_o, inner_c = draw(st.sampled_from(_STYLES))
    words = st.lists(st.sampled_from(_WORDS), min_size=1, max_size=3).map(", ".join)
    x, y = draw(words), draw(words)
    nested = f"{x}, {inner_o}{draw(st.sampled_from(('gang member', 'no flag')))}{inner_c}, {y}"
    paragraphs = [] if o == "'" else [_Piece(f"{o}{x}.\n{o}{y}.{c}", (f"{x}. {y}.",))]
    return draw(
        st.sampled_from(
            (
                *paragraphs,
                _Piece(f"{o}{x},{c} said Dana.", (f"{x},",)),
                _Piece(f"Dana said {o}{x}{c}.", (x,)),
                _Piece(f"Dana said: {o}{x}.{c}", (f"{x}.",)),
                _Piece(f"{o}{x},{c} said Dana, {o}{y}.{c}", (f"{x}, {y}.",)),
                _Piece(f"{o}{x}{c}, she said, {o}{y}{c}.", (f"{x} {y}",)),
                _Piece(f"{o}{x},{c} she said. {o}{y}.{c}", (f"{x},", f"{y}.")),
                _Piece(f"{o}{nested}.{c}", (f"{nested}.",)),
                _Piece(f"She named {o}{x}{c} and {o}{y}{c} in 2016.", (x, y)),
                _Piece(f"{o}{x}?{c} she asked.", (f"{x}?",)),
            )
        )
    )


_PIECES = _said() | st.sampled_from([_Piece(each, ()) for each in _PLAIN])


@settings(max_examples=200)
@given(st.lists(st.lists(_PIECES, min_size=1, max_size=4), min_size=1, max_size=4))
def test_each_quotation_of_a_story_comes_back(paragraphs: list[list[_Piece]]) -> None:
    text = "\n".join(" ".join(each.text for each in paragraph) for paragraph in paragraphs)
    wanted = [quotation for paragraph in paragraphs for each in paragraph for quotation in each.quotations]
    assert [each.text for each in statements(text) if each.kind is StatementKind.QUOTE] == wanted
