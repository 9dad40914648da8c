"""Messages printed into documents."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.analyze.mail_dates import mail_date
from explorer.analyze.printed_mail import printed_messages
from explorer.model.document import Box, Word
from explorer.model.printed import PrintedMessage

_OUTLOOK = """RELEASE IN PART
From: Ilves, Mara
Sent: Friday, March 2, 2018 9:45 AM
To: 'Quintrell, Marlowe'; Ness, Calder
Cc: Desk
Subject: RE: Canal dredging
Attachments: costs.xlsx; map 2.pdf

We should wait.

-----Original Message-----
From: Quintrell, Marlowe [mailto:mq@thornbury.example]
Sent: Thursday, March 1, 2018 5:01 PM
To: Ilves, Mara
Subject: Canal dredging

Shall we begin?"""
_GMAIL = """Mail - Re: Canal
Re: Canal
2 messages
Mara Ilves <mara@larkhaven.example> Fri, Mar 2, 2018 at 12:16 PM
To: Marlowe Quintrell <mq@thornbury.example>
Cc: Calder Ness <cn@larkhaven.example>
It is settled."""
_APPLE = """From: Mara Ilves mara@larkhaven.example
Subject: Canal
Date: 2 March 2018 at 09:45
To: Calder Ness
Hello"""
_LOTUS = """Mara Ilves/DC/LARKHAVEN/MW
03/02/2018 09:45 AM
To Marlowe Quintrell/R5/LARKHAVEN/MW@LARKHAVEN
cc
bcc
Subject Re: Canal dredging
We should wait."""
_MEMO = """TO: All members of the board
FROM: The clerk
DATE: March 2, 2018
SUBJECT: Minutes of the last meeting"""


def test_a_chain_printed_from_outlook_becomes_its_messages() -> None:
    first, second = printed_messages(_OUTLOOK)
    assert first == PrintedMessage(
        start=_OUTLOOK.index("From:"),
        end=_OUTLOOK.index("\n\nWe should"),
        sender="Ilves, Mara",
        to="'Quintrell, Marlowe'; Ness, Calder",
        cc="Desk",
        subject="RE: Canal dredging",
        date="2018-03-02T09:45:00",
        attachments=("costs.xlsx", "map 2.pdf"),
    )
    assert (second.is_quoted, second.date) == (True, "2018-03-01T17:01:00")
    assert second.sender == "Quintrell, Marlowe [mailto:mq@thornbury.example]"


@pytest.mark.parametrize("text", [_GMAIL, _APPLE, _LOTUS])
def test_prints_of_other_programs_are_known(text: str) -> None:
    (found,) = printed_messages(text)
    assert found.sender.startswith("Mara Ilves")
    assert found.date.startswith("2018-03-02T")
    assert "Canal" in found.subject
    assert found.to
    assert not found.is_quoted


@pytest.mark.parametrize(
    ("text", "sender", "subject"),
    [
        ("Von: Ada Brandl\nGesendet: Freitag, 2. März 2018 09:45\nAn: Rat\nBetreff: Kanal", "Ada Brandl", "Kanal"),
        ("De : Luc Morel\nEnvoyé : vendredi 2 mars 2018 09:45\nÀ : Conseil\nObjet : Canal", "Luc Morel", "Canal"),
        ("De: Inés Rey\nEnviado el: 2 de marzo de 2018 9:45\nPara: Junta\nAsunto: Canal", "Inés Rey", "Canal"),
        ("Da: Ugo Neri\nInviato: venerdì 2 marzo 2018 09:45\nA: Giunta\nOggetto: Canale", "Ugo Neri", "Canale"),
        ("Från: Åsa Lind\nSkickat: den 2 mars 2018 09:45\nTill: Nämnden\nÄmne: Kanal", "Åsa Lind", "Kanal"),
    ],
)
def test_prints_in_other_languages_are_known(text: str, sender: str, subject: str) -> None:
    (found,) = printed_messages(text)
    assert (found.sender, found.subject, found.date) == (sender, subject, "2018-03-02T09:45:00")


def test_a_memo_is_no_message() -> None:
    assert printed_messages(_MEMO) == ()


@pytest.mark.parametrize(
    "text",
    ["From: here to there", "The letter said\nFrom: A\nand no more", "To: x\nFrom: y", "Subject: a\nDate: b\nTo: c"],
)
def test_a_few_labels_make_no_message(text: str) -> None:
    assert printed_messages(text) == ()


def test_values_in_a_column_beside_their_labels_are_found_by_their_place() -> None:
    rows = [("From:", "Mara Ilves"), ("Sent:", "3/2/2018 9:45 AM"), ("To:", "Calder Ness"), ("Subject:", "Canal")]
    text = "\n".join([*(label for label, _ in rows), *(value for _, value in rows), "Hello"])
    words: list[Word] = []
    at = 0
    for column in (0, 1):
        for number, row in enumerate(rows):
            for place, part in enumerate(row[column].split()):
                start = text.index(part, at)
                at = start + len(part)
                x = 50 + 100 * column + 50 * place
                words.append(Word(start, at, Box(x, 100 + 20 * number, x + 40, 112 + 20 * number)))
    (found,) = printed_messages(text, words)
    assert (found.sender, found.to, found.subject) == ("Mara Ilves", "Calder Ness", "Canal")
    assert found.date == "2018-03-02T09:45:00"
    assert text[found.end :].strip() == "Hello"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Friday, August 28, 2009 5:17 PM", "2009-08-28T17:17:00"),
        ("Fri Aug 28 17:03:11 2009", "2009-08-28T17:03:11"),
        ("Tue, 17 Nov 2009 08:54:03 -0500", "2009-11-17T08:54:03-05:00"),
        ("02.03.2018 09:45", "2018-03-02T09:45:00"),
        ("2018-03-02 12:05 AM", "2018-03-02T00:05:00"),
        ("2018年3月2日 9:45", "2018-03-02T09:45:00"),
        ("28/8/2009", "2009-08-28"),
        ("13/13/2009", ""),
        ("tomorrow at 9:45", ""),
    ],
)
def test_a_mail_date_becomes_an_iso_date(written: str, expected: str) -> None:
    assert mail_date(written) == expected


@given(st.text(alphabet="From: Sent\nTo@<>;2018-039AMSubjectcc/é", max_size=400))
def test_any_text_gives_messages_within_it(text: str) -> None:
    last = 0
    for each in printed_messages(text):
        assert last <= each.start < each.end <= len(text)
        last = each.start + 1


def _set(*lines: tuple[float, str]) -> tuple[str, list[Word]]:
    """Lines at their left edges, as a page of twelve-point type that is six points wide a letter."""
    words, text = [], ""
    for row, (left, line) in enumerate(lines):
        for match in re.finditer(r"\S+", line):
            x0, x1 = left + 6 * match.start(), left + 6 * match.end()
            start = len(text) + match.start()
            words.append(Word(start, len(text) + match.end(), Box(x0, 14.0 * row, x1, 14.0 * row + 12)))
        text += line + "\n"
    return text[:-1], words


def test_a_subject_goes_on_below_its_own_words_and_ends_where_the_body_begins() -> None:
    text, words = _set(
        (72, "From:    Vane, Pat"),
        (72, "Sent:    Tuesday, March 6, 2018 9:45 AM"),
        (72, "To:      Brennick, Odalys"),
        (72, "Subject: A long subject about the pump contract that"),
        (126, "goes on over two lines"),
        (72, "Please read it."),
    )
    (found,) = printed_messages(text, words)
    assert found.subject == "A long subject about the pump contract that goes on over two lines"
    assert found.end == text.index("\nPlease")


def test_a_body_that_is_set_as_far_left_as_the_labels_is_no_subject() -> None:
    text, words = _set(
        (72, "From: P Vane"), (72, "Sent: March 6, 2018 9:45 AM"), (72, "Subject: Pumps"), (72, "Read it.")
    )
    (found,) = printed_messages(text, words)
    assert found.subject == "Pumps"


@pytest.mark.parametrize(
    ("block", "sender", "day", "subject"),
    [
        (
            "De: Vane, Pat\nEnviada em: terça-feira, 6 de março de 2018 09:45\nPara: Q\nAssunto: RES: Contrato",
            "Vane, Pat", "2018-03-06T09:45:00", "RES: Contrato",
        ),
        (
            "Fra: Vane, Pat\nSendt: 6. marts 2018 09:45\nTil: Q\nEmne: SV: Aftale",
            "Vane, Pat", "2018-03-06T09:45:00", "SV: Aftale",
        ),
        (
            "Lähettäjä: Vane, Pat\nLähetetty: tiistai 6. maaliskuuta 2018 9.45\nVastaanottaja: Q\nAihe: VS: Sopimus",
            "Vane, Pat", "2018-03-06T09:45:00", "VS: Sopimus",
        ),
        (
            "Od: Vane, Pat\nOdesláno: úterý 6. března 2018 9:45\nKomu: Q\nPředmět: RE: Smlouva",
            "Vane, Pat", "2018-03-06T09:45:00", "RE: Smlouva",
        ),
        (
            "Feladó: Vane, Pat\nElküldve: 2018. március 6. 9:45\nCímzett: Q\nTárgy: RE: Szerződés",
            "Vane, Pat", "2018-03-06T09:45:00", "RE: Szerződés",
        ),
        (
            "Frorn: Vane, Pat\nSent: Tuesday, March 6, 2018 9:45 AM\nTo: Q\nSubject: Misread",
            "Vane, Pat", "2018-03-06T09:45:00", "Misread",
        ),
        (
            "Pat Vane/DWR/Harrow\n06.03.2018 09:45\nAn\nQ M/DWR/Harrow\nKopie\nThema\nAntwort: Vertrag\nText",
            "Pat Vane/DWR/Harrow", "2018-03-06T09:45:00", "Antwort: Vertrag",
        ),
    ],
)  # fmt: skip
def test_blocks_of_other_languages_and_forms(block: str, sender: str, day: str, subject: str) -> None:
    (found,) = printed_messages(block)
    assert (found.sender, found.date, found.subject) == (sender, day, subject)
