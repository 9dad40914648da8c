"""A message's own words are told from what it quotes, from signatures and from small print."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.analyze.quoted import own_text, quoted_text, voices
from explorer.model.message import Voice

ATTRIBUTIONS = (
    "On Tue, Mar 3, 2020 at 4:05 PM Dana Whitcomb <dana@eastmere.example> wrote:",
    "On Tue, Mar 3, 2020 at 4:05 PM Dana Whitcomb <dana@eastmere.example>\nwrote:",
    "Am 03.03.2020 um 16:05 schrieb Dana Whitcomb:",
    "Le mar. 3 mars 2020 à 16:05, Dana Whitcomb <dana@eastmere.example> a écrit :",
    "El mar, 3 mar 2020 a las 16:05, Dana Whitcomb (<dana@eastmere.example>) escribió:",
    "Il giorno mar 3 mar 2020 alle ore 16:05 Dana Whitcomb ha scritto:",
)
RULES = (
    "-----Original Message-----",
    "-----Ursprüngliche Nachricht-----",
    "-----Message d'origine-----",
    "-----Mensaje original-----",
    "---------- Forwarded message ---------",
    "Begin forwarded message:",
    "    Original Message\nFrom: Dana Whitcomb\nTo: Rhea Okafor\nSent: Tuesday",
)
BLOCKS = (
    "From: Dana Whitcomb\nSent: Tuesday\nTo: Rhea Okafor\nSubject: The bridge",
    "Von: Dana Whitcomb\nGesendet: Dienstag\nAn: Rhea Okafor\nBetreff: Die Brücke",
    "De : Dana Whitcomb\nEnvoyé : mardi\nÀ : Rhea Okafor\nObjet : Le pont",
    "De: Dana Whitcomb\nEnviado: martes\nPara: Rhea Okafor\nAsunto: El puente",
    "*From:* Dana Whitcomb\n*Date:* Tuesday\n*To:* Rhea Okafor\n*Subject:* The bridge",
)
line_starts = st.sampled_from(
    [
        "> ",
        ">> ",
        "-- \n",
        "\n",
        "From: a\nTo: b\nSubject: c\n",
        "On 3/3/2020 x wrote:\n",
        "Regards,\n",
        *RULES,
        ">",
        "\r\n",
    ]
)
messages = st.lists(line_starts | st.text(max_size=30), max_size=40).map("".join)


@pytest.mark.parametrize("introduction", [*ATTRIBUTIONS, *RULES, *BLOCKS])
def test_what_an_introduction_leads_to_is_quoted(introduction: str) -> None:
    text = f"I agree.\n\n{introduction}\n\nThe bridge is closed."
    spans = voices(text)
    assert own_text(text, spans).strip() == "I agree."
    assert [(span.voice, span.depth) for span in spans] == [(Voice.QUOTED, 1)]
    assert quoted_text(text, spans).startswith(introduction)


def test_marks_say_how_deep_a_line_is_quoted_and_replies_between_them_are_own_words() -> None:
    text = f"{ATTRIBUTIONS[0]}\n> Is it open?\n>> It was.\n\nNot since May.\n\n> Why?\nRust."
    spans = voices(text)
    assert [line for line in own_text(text, spans).split("\n") if line] == ["Not since May.", "Rust."]
    assert [span.depth for span in spans] == [1, 2, 1]


def test_empty_marked_lines_belong_to_what_stands_around_them() -> None:
    text = f"> {ATTRIBUTIONS[2]}\n>\n>> It is open.\n>\n> Why?\n>\nRust."
    spans = voices(text)
    assert [span.depth for span in spans] == [2, 1]
    assert own_text(text, spans).strip() == "Rust."


def test_messages_below_messages_are_deeper() -> None:
    text = f"Third.\n\n{RULES[0]}\n{BLOCKS[0]}\n\nSecond.\n\n{BLOCKS[1]}\n\nFirst."
    spans = voices(text)
    assert [span.depth for span in spans] == [1, 2]
    assert "Second." in text[spans[0].start : spans[0].end]
    assert "First." in text[spans[1].start : spans[1].end]


@pytest.mark.parametrize(
    "signature",
    ["-- \nDana Whitcomb\nClerk", "Sent from my iPhone", "Von meinem iPhone gesendet",
     "Dana Whitcomb\nClerk, Town of Eastmere\nTel: 555-014-2210"],
)  # fmt: skip
def test_signatures_are_told_from_the_words_above_them(signature: str) -> None:
    text = f"It is closed.\n\nBest regards,\n{signature}"
    spans = voices(text)
    assert [(span.voice, span.depth) for span in spans] == [(Voice.SIGNATURE, 0)]
    assert text[spans[0].start : spans[0].end] == signature


def test_small_print_is_told_from_the_words_above_it() -> None:
    print_ = (
        "This message is intended only for the addressee and may be privileged.\nIf you have received this in error, "
        "delete it."
    )
    text = f"It is closed.\n\n{print_}\n"
    (span,) = voices(text)
    assert (span.voice, text[span.start : span.end]) == (Voice.DISCLAIMER, print_)


@pytest.mark.parametrize(
    "prose",
    ["From: what I hear, it is closed.", "He wrote:\nit is closed.", "On Tuesday we met and she wrote: nothing.",
     "Thanks,\nDana", "The file is confidential.", "Original Message\nis what the film is called.", "x > y\n-> z"],
)  # fmt: skip
def test_ordinary_words_are_the_senders_own(prose: str) -> None:
    assert voices(prose) == ()


def test_offsets_count_from_the_texts_beginning() -> None:
    text = f"{BLOCKS[0]}\nYes.\n> No?"
    (span,) = voices(text, len(BLOCKS[0]) + 1)
    assert text[span.start : span.end] == "> No?"


@given(messages, st.integers(0, 20))
def test_layers_are_ordered_inside_the_text_and_never_empty(text: str, start: int) -> None:
    at = start
    for span in voices(text, start):
        assert at <= span.start < span.end <= len(text)
        assert span.voice is not Voice.QUOTED or span.depth
        assert text[span.start : span.end].strip()
        at = span.end


@pytest.mark.parametrize(
    "piece", [">", "> \n", "On a 2020\n", "From: a\n", "Regards,\n", "\n", "-", "confidential ", "a@"]
)
def test_long_hostile_texts_are_read_to_their_end(piece: str) -> None:
    text = piece * (60_000 // len(piece)) + "\n\n> end"
    spans = voices(text)
    assert spans[-1].end == len(text)
