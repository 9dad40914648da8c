"""Text whose charset nobody states is read as what it is, and bytes that are no text stay so."""

import random
import struct
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.extract import media
from explorer.extract.encodings import decode
from explorer.extract.registry import sniff
from explorer.extract.wide_text import wide_codec
from tests.helpers.files import saved

GERMAN = "Über die Größe der Straße wurde heftig gestritten; später beschloß man Änderungen.\n"
FRENCH = "Le procès-verbal a été signé à l’hôtel de ville ; où être élève français.\n"
SPANISH = "¿Qué pasó con el dinero? El niño comió jamón en el año nuevo.\n"
POLISH = "Zażółć gęślą jaźń, świadectwo złożone w Łodzi; późniejsze śledztwo.\n"
RUSSIAN = "Служба сообщила, что документы были переданы в архив 17 марта.\n"
JAPANESE = "会議の議事録は東京で作成されました。十七日に記録が送られた。\n"
CHINESE = "会议记录在北京完成，十七日发送。\n"
ENGLISH = "“Don’t,” she said – the owner’s “note” wasn’t found; it’s “lost”.\n"
SAMPLES = [
    *[(GERMAN, codec) for codec in ("cp1252", "mac_roman", "cp850", "cp437")],
    *[(FRENCH, codec) for codec in ("cp1252", "mac_roman")],
    *[(SPANISH, codec) for codec in ("cp1252", "cp850")],
    *[(POLISH, codec) for codec in ("cp1250", "iso8859_2")],
    *[(RUSSIAN, codec) for codec in ("cp1251", "koi8_r", "cp866")],
    *[(JAPANESE, codec) for codec in ("cp932", "euc_jp", "iso2022_jp")],
    *[(CHINESE, codec) for codec in ("gb18030",)],
    *[(ENGLISH, codec) for codec in ("cp1252", "mac_roman")],
]
WIDE = ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"]


@pytest.mark.parametrize(("text", "codec"), SAMPLES, ids=lambda value: value if value.isascii() else None)
def test_a_charset_that_nobody_states_is_told(tmp_path: Path, text: str, codec: str) -> None:
    assert decode(text.encode(codec)) == text
    assert sniff(saved(tmp_path, "a", text.encode(codec)), "a") == media.TEXT


@pytest.mark.parametrize("codec", WIDE)
@pytest.mark.parametrize("text", [GERMAN, POLISH, RUSSIAN, JAPANESE, CHINESE])
def test_wide_text_without_a_mark_is_text(tmp_path: Path, text: str, codec: str) -> None:
    data = text.encode(codec)
    assert sniff(saved(tmp_path, "a", data), "a") == media.TEXT
    assert decode(data) == text


@given(st.text(st.sampled_from("абвгдежзиклмнопрстуюя \n"), min_size=12), st.sampled_from(WIDE[:2]))
def test_wide_russian_is_told_at_any_length(text: str, codec: str) -> None:
    text = f"Первая строка письма. {text} и конец.\n"
    assert wide_codec(text.encode(codec)) == codec


@pytest.mark.parametrize("end", [1, 2])
def test_utf_8_that_breaks_off_in_a_letter_stays_utf_8(end: int) -> None:
    assert decode((GERMAN + RUSSIAN + "東").encode()[:-end]) == GERMAN + RUSSIAN + "\ufffd"


def test_one_spoilt_byte_does_not_change_the_charset() -> None:
    data = (GERMAN + RUSSIAN).encode()
    assert decode(data[:40] + b"\xff" + data[40:]).endswith(RUSSIAN)


def test_text_with_a_stray_zero_is_text(tmp_path: Path) -> None:
    assert sniff(saved(tmp_path, "a.csv", b"name,sum\nCraddock,12\0\n"), "a.csv") == media.CSV
    assert sniff(saved(tmp_path, "a.txt", b"line one\0\0\0\nline two and more\n"), "a.txt") == media.TEXT


@given(st.integers(0, 10_000), st.integers(40, 3000))
def test_bytes_at_random_are_no_text(seed: int, size: int) -> None:
    assert wide_codec(random.Random(seed).randbytes(size)) is None


@pytest.mark.parametrize("form", ["<H", "<I", "<d", "<f", ">I"])
def test_numbers_are_no_text(tmp_path: Path, form: str) -> None:
    data = b"".join(struct.pack(form, number * 7) for number in range(1, 800))
    assert sniff(saved(tmp_path, "a", data), "a") == media.BINARY


@given(st.binary(max_size=200))
def test_whatever_comes_is_decoded(data: bytes) -> None:
    assert isinstance(decode(data), str)
