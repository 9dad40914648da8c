"""Colours, type and space in one table that palettes, painters and the style sheet read.

Every role has a light and a dark colour; contrast of text on what lies behind it is at least 4.5:1 (WCAG 2.1, 1.4.3),
which a test computes.
"""

from dataclasses import dataclass, fields
from functools import lru_cache
from string import Template

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from explorer.model.entity import ORGANISATION, PERSON, PLACE
from explorer.resources import resource_folder

SIDE, CARD, LINE = 14, 8, 4  # pixels: at a panel's side, between cards, between lines of one thing
RADIUS = 8
_LEAST, _MOST = 9.75, 12.0  # points; a system's own size outside of these is brought back to them
_FAMILIES = ("Inter", "Segoe UI", "SF Pro Text", "Noto Sans", "Cantarell", "DejaVu Sans")


@dataclass(frozen=True, slots=True)
class Theme:
    """The colours of one scheme, as "#rrggbb"."""

    name: str
    window: str
    panel: str
    card: str
    line: str
    ink: str
    muted: str
    faint: str
    accent: str
    accent_wash: str
    hit: str
    hit_current: str
    supported: str
    needs_source: str
    differs: str
    person: str
    organisation: str
    place: str
    thing: str
    desk: str
    on_accent: str

    @property
    def is_dark(self) -> bool:
        return self.name == "dark"


LIGHT = Theme(
    "light", window="#f6f5f2", panel="#fbfaf8", card="#ffffff", line="#e3e0d9", ink="#22262b", muted="#5f646a",
    faint="#6a6e73", accent="#1f4e79", accent_wash="#e7eef5", hit="#ffe49a", hit_current="#ffc94d",
    supported="#2e7d4f", needs_source="#9a5c00", differs="#b3372f", person="#7a3e9d", organisation="#1f6f8b",
    place="#2e7d4f", thing="#9a5c00", desk="#eceae5", on_accent="#ffffff",
)  # fmt: skip
DARK = Theme(
    "dark", window="#1d1f22", panel="#232629", card="#2a2d31", line="#3a3e43", ink="#e6e4df", muted="#a6abb1",
    faint="#92979d", accent="#8ab4dc", accent_wash="#26384a", hit="#6b5518", hit_current="#7d5f0c",
    supported="#6fc592", needs_source="#e0a750", differs="#ef8a80", person="#c79be0", organisation="#7cc3dc",
    place="#6fc592", thing="#e0a750", desk="#17191b", on_accent="#17191b",
)  # fmt: skip


class Themes(QObject):
    """Says when the colours changed.

    Signals:
        changed: the new theme is in force.
    """

    changed = Signal()

    def follow(self, _scheme: Qt.ColorScheme) -> None:
        """The system turned light or dark: so do we, if that is what was asked for."""
        if _wanted == "system":
            set_scheme("system")


themes = Themes()
_current = LIGHT
_wanted = "system"
_scale = 1.0  # of all text, as a person set it


def theme() -> Theme:
    """The colours in force."""
    return _current


def set_scheme(scheme: str) -> None:
    """Dress the application in "light", "dark", or what the "system" prefers."""
    global _current, _wanted
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    _wanted = scheme
    hints = application.styleHints()
    hints.colorSchemeChanged.connect(themes.follow, Qt.ConnectionType.UniqueConnection)
    if scheme == "system":
        scheme = "dark" if hints.colorScheme() == Qt.ColorScheme.Dark else "light"
    _current = DARK if scheme == "dark" else LIGHT
    application.setStyle("Fusion")
    application.setFont(font(13))
    application.setPalette(_palette(_current))
    application.setStyleSheet(_style_sheet(_current))
    themes.changed.emit()


def set_text_size(percent: int) -> None:
    """How large text is, as a share of the system's size; for fonts made from now on."""
    global _scale
    _scale = percent / 100


def font(step: int = 13, weight: int = 400) -> QFont:
    """The interface font at a step of 11, 13, 15 or 20, where 13 is its own size."""
    made = QFont(_family())
    size = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).pointSizeF()
    made.setPointSizeF(max(_LEAST, min(size, _MOST)) * _scale * step / 13)
    made.setWeight(QFont.Weight(weight))
    return made


def head_font() -> QFont:
    """For the small heads in capitals: a step down, heavier, a little apart."""
    made = font(11, 600)
    made.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 104)
    return made


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21 (WCAG 2.1, 1.4.3)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@lru_cache(maxsize=1)
def _family() -> str:
    """The first family of our choice that is here, else the system's; kept, since listing all families is slow."""
    known = set(QFontDatabase.families())
    system = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family()
    return next((each for each in _FAMILIES if each in known), system)


def kind_colour(kind: str) -> str:
    """The colour of an entity's kind; never its only mark."""
    return {PERSON: _current.person, ORGANISATION: _current.organisation, PLACE: _current.place}.get(
        kind, _current.thing
    )


def _palette(colours: Theme) -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    for which, colour in (
        (role.Window, colours.window), (role.Base, colours.card), (role.AlternateBase, colours.panel),
        (role.Button, colours.card), (role.WindowText, colours.ink), (role.Text, colours.ink),
        (role.ButtonText, colours.ink), (role.PlaceholderText, colours.faint), (role.Highlight, colours.accent_wash),
        (role.HighlightedText, colours.ink), (role.Link, colours.accent), (role.ToolTipBase, colours.card),
        (role.ToolTipText, colours.ink), (role.Light, colours.card), (role.Midlight, colours.panel),
        (role.Mid, colours.line), (role.Dark, colours.line), (role.Shadow, colours.desk), (role.Accent, colours.accent),
        (role.BrightText, colours.on_accent),
    ):  # fmt: skip
        palette.setColor(which, QColor(colour))
    for which in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, QColor(colours.faint))
    return palette


def _style_sheet(colours: Theme) -> str:
    text = (resource_folder() / "qss" / "casefile.qss").read_text("utf-8")
    roles = {each.name: getattr(colours, each.name) for each in fields(colours)}
    return Template(text).substitute(roles, icons=(resource_folder() / "icons").as_posix())
