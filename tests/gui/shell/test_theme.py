"""Every text can be read: contrast of each colour on what lies behind it."""

import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from explorer.gui.theme import DARK, LIGHT, Theme, set_scheme
from explorer.gui.views.search_field import SearchField

TEXTS = (
    "ink",
    "muted",
    "faint",
    "accent",
    "supported",
    "needs_source",
    "differs",
    "person",
    "organisation",
    "place",
    "thing",
)
GROUNDS = ("window", "panel", "card")


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.1)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("ground", GROUNDS)
def test_text_stands_out_from_its_ground(theme: Theme, text: str, ground: str) -> None:
    assert contrast(getattr(theme, text), getattr(theme, ground)) >= 4.5


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
@pytest.mark.parametrize(
    ("text", "ground"), [("ink", "accent_wash"), ("accent", "accent_wash"), ("ink", "hit"), ("ink", "hit_current")]
)
def test_marked_text_can_be_read(theme: Theme, text: str, ground: str) -> None:
    assert contrast(getattr(theme, text), getattr(theme, ground)) >= 4.5


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
@pytest.mark.parametrize("kind", [QLineEdit, QPlainTextEdit, SearchField])
def test_what_an_empty_field_says_can_be_read(qtbot: QtBot, theme: Theme, kind: type[QWidget]) -> None:
    set_scheme(theme.name)
    made = kind()
    qtbot.addWidget(made)
    field = made.field if isinstance(made, SearchField) else made
    field.ensurePolished()
    hint = field.palette().color(QPalette.ColorRole.PlaceholderText)
    assert hint.alpha() == 255
    assert contrast(hint.name(), theme.card) >= 4.5
