"""The newsroom's file: read as it is written, every slip named."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.app.standard_text import parse_standard
from explorer.errors import InputError
from explorer.model.claim import ClaimType, Risk
from explorer.model.standard import Rule
from explorer.resources import resource_folder

SMALL = 'name = "Ours"\nneeded = 1\n[[check]]\nname = "page"\ntext = "Seen on its page"\n'


def test_the_standard_that_comes_with_the_program_is_read() -> None:
    found = parse_standard((resource_folder() / "standards" / "newsroom.toml").read_text("utf-8"))
    assert [each.name for each in found.checks] == ["document", "second-source", "comment", "second-reader"]
    assert (found.needed, found.required) == (2, ("document",))
    assert Rule(risk=Risk.LOW, needed=1) in found.rules
    assert found.checks[1].sources == 2
    assert found.checks[3].is_by_another


def test_a_rule_names_type_and_risk() -> None:
    text = SMALL + '[[rule]]\ntype = "allegation"\nrisk = "high"\nneeded = 1\nrequired = ["page"]\n'
    assert parse_standard(text).rules == (Rule(ClaimType.ALLEGATION, Risk.HIGH, 1, ("page",)),)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name = ", "not TOML"),
        ("needed = 1", "no [[check]]"),
        (SMALL.replace("needed = 1", ""), "how many checks"),
        (SMALL.replace("needed = 1", "needed = 2"), "from 1 to 1"),
        (SMALL.replace("needed = 1", "needed = true"), "whole number"),
        (SMALL.replace('name = "page"\n', ""), "check 1 needs a name"),
        (SMALL + '[[check]]\nname = "page"\ntext = "Again"\n', "Two checks"),
        (SMALL + "sources = 99\n", "sources of check 1"),
        (SMALL + 'by_another = "yes"\n', "true or false"),
        (SMALL + "sorces = 2\n", "“sorces”"),
        (SMALL + '[[rule]]\nrisk = "huge"\n', "not “huge”"),
        (SMALL + '[[rule]]\ntype = "poem"\n', "not “poem”"),
        (SMALL + '[[rule]]\nrequired = ["tea"]\n', "“tea”"),
        (SMALL + '[[rule]]\nrequired = "page"\n', "list of names"),
        (SMALL.replace("[[check]]", "[check]"), "[[check]]"),
        (SMALL.replace('name = "Ours"', "name = 3"), "quotation marks"),
        (SMALL + "#" * 100_000, "longer than"),
        ("a = " + "[" * 5_000, "not TOML"),
    ],
)
def test_a_slip_is_named(text: str, said: str) -> None:
    with pytest.raises(InputError, match=said.replace("[", r"\[")):
        parse_standard(text)


@given(st.text())
def test_any_other_text_is_refused_in_words(text: str) -> None:
    with pytest.raises(InputError):
        parse_standard(text)
