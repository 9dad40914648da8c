"""Who says the words at a place: the sender, the one that a reply quotes, or a transcript's speaker."""

import pytest

from explorer.analyze.said_by import Said, is_somebody_else, said

MAIL = """From: Dana Whitcomb <dana@linkview.example>
Subject: RE: access
See below. The answer is yes.

On Tue, 09 Jan 2018 at 16:40, N. Havel <nhavel@ictf.example> wrote:
> Will the filter return everyone?
>
> N. Havel
"""
FORWARDED = """Please see below.

-----Original Message-----
From: Lt. R. Ames <rames@msfc.example>
Sent: Monday, January 8, 2018 9:00 AM
To: Dana Whitcomb
Subject: access

We hold no such figure.
"""
TRANSCRIPT = """BOARD OF SELECTMEN
MR. TARROW: Who reads the log?
LT. AMES: Nobody did until June.
It was never asked for.
MR. TARROW: Thank you.
"""


@pytest.mark.parametrize(
    ("text", "words", "sender", "expected"),
    [
        (MAIL, "The answer", "Dana Whitcomb <dana@linkview.example>", Said("Dana Whitcomb")),
        (MAIL, "Will the filter", "Dana Whitcomb <dana@linkview.example>", Said("N. Havel", is_quoted=True)),
        (FORWARDED, "We hold", "M. Quist <mquist@larkhaven.example>", Said("Lt. R. Ames", is_quoted=True)),
        (TRANSCRIPT, "It was never", "", Said("LT. AMES")),
        (TRANSCRIPT, "Thank you", "", Said("MR. TARROW")),
        ("NOTE: a single label is no transcript.", "single", "", Said("")),
    ],
)
def test_who_says_it(text: str, words: str, sender: str, expected: Said) -> None:
    body = text.index("See below") if text == MAIL else 0
    assert said(text, text.index(words), sender, body) == expected


@pytest.mark.parametrize(
    ("named", "by", "is_else"),
    [
        ("Lt. Ames", "Dana Whitcomb", True),
        ("Lt. Ames", "Lt. R. Ames", False),
        ("Lt. Ames", "LT. AMES", False),
        ("the company's director", "Dana Whitcomb", False),
        ("Lt. Ames", "", False),
        ("", "Dana Whitcomb", False),
    ],
)
def test_a_speaker_is_somebody_else_only_where_both_have_names(named: str, by: str, is_else: bool) -> None:
    assert is_somebody_else(named, [by]) is is_else
