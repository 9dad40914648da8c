"""The look: contrast as the standard computes it, a scheme that is told to everyone, steps of type, icons."""

import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from explorer.gui.icons import icon
from explorer.gui.theme import DARK, contrast, font, set_scheme, set_text_size, theme, themes
from explorer.resources import resource_folder


def test_contrast_of_black_on_white_is_twenty_one() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


def test_another_scheme_is_told_and_in_force(qtbot: QtBot) -> None:
    with qtbot.waitSignal(themes.changed):
        set_scheme("dark")
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    assert theme() is DARK
    assert application.palette().color(QPalette.ColorRole.Window).name() == DARK.window


def test_the_style_sheet_has_no_colour_of_its_own() -> None:
    template = (resource_folder() / "qss" / "casefile.qss").read_text("utf-8")
    assert "#" not in template


def test_steps_of_type_are_relative_to_the_systems_size() -> None:
    assert font(11).pointSizeF() < font(13).pointSizeF() < font(15).pointSizeF() < font(20).pointSizeF()
    assert font(20).pointSizeF() / font(13).pointSizeF() == pytest.approx(20 / 13)


def test_text_can_be_made_larger() -> None:
    before = font(13).pointSizeF()
    set_text_size(150)
    try:
        assert font(13).pointSizeF() == pytest.approx(before * 1.5)
    finally:
        set_text_size(100)


@pytest.mark.parametrize("name", sorted(path.stem for path in (resource_folder() / "icons").glob("*.svg")))
def test_every_icon_draws_something(name: str) -> None:
    image = icon(name, "#ff0000").pixmap(24, 24).toImage()
    assert any(image.pixelColor(x, y).alpha() > 128 for x in range(image.width()) for y in range(image.height()))
