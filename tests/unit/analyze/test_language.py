"""The language of a page is told where it can be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.analyze import language as module
from explorer.analyze.language import language

FRENCH = (
    "Le conseil municipal a décidé hier soir de publier tous les documents relatifs au marché des caméras, "
    "après la demande de plusieurs journalistes qui attendaient une réponse depuis plus de deux ans."
)
GERMAN = (
    "Der Gemeinderat hat gestern Abend beschlossen, alle Unterlagen über die Kameras zu veröffentlichen, "
    "nachdem mehrere Journalisten seit über zwei Jahren auf eine Antwort der Behörde gewartet hatten."
)
SPANISH = (
    "El ayuntamiento decidió anoche publicar todos los documentos sobre las cámaras, después de que varios "
    "periodistas esperaran durante más de dos años una respuesta de la policía del estado."
)


@pytest.mark.parametrize(
    ("code", "text"),
    [("fr", FRENCH), ("de", GERMAN), ("es", SPANISH), ("zh", "证人在法庭上作证，" * 5),
     ("ko", "증인은 법정에서 증언했다 " * 4),
     ("he", "עדות ראשונה נמסרה בבית המשפט " * 3), ("ja", "会議は月曜日の午後三時に行われます。" * 3)],
)  # fmt: skip
def test_each_language_has_its_code(code: str, text: str) -> None:
    assert language(text) == code


def test_plain_english_is_told_without_the_model() -> None:
    module._identifier.cache_clear()
    text = "The chief of the department said that it was not known to him who had asked for the records, and when."
    assert (language(text), module._identifier.cache_info().currsize) == ("en", 0)


def test_a_few_words_are_not_guessed_at() -> None:
    assert language("RELEASE IN PART B6") == ""


@given(st.text(max_size=200))
def test_any_text_gives_two_letters_or_none(text: str) -> None:
    assert len(language(text)) in (0, 2)
