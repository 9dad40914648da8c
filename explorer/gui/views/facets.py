"""The panel that narrows an answer: productions, kinds, years, senders, entities, what is worth a look, tags.

Values of one section are alternatives; sections narrow together.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from explorer.gui.models.facet_counts import FacetCounts, shown_as
from explorer.gui.models.facets_model import FacetRow, FacetsModel
from explorer.gui.views.facet_rows import FacetRows
from explorer.gui.views.paint import colour, watch_theme
from explorer.gui.views.parts import LinkButton, SectionHead
from explorer.gui.views.year_bars import YearBars

_SECTIONS = (
    ("production", "Production"),
    ("kind", "Kind"),
    ("year", "Date on document"),
    ("sender", "Sender"),
    ("entity", "Entities in results"),
    ("flag", "Worth a look"),
    ("tag", "Tags"),
)
_FEW = 6  # values shown before "More…"


class FacetSection(QWidget):
    """One head with its rows.

    Signals:
        chosen_changed: the values chosen, as a frozenset of str.
    """

    chosen_changed = Signal(frozenset)

    def __init__(self, facet: str, title: str) -> None:
        super().__init__()
        self.facet = facet
        self.model = FacetsModel(self)
        self.listed: tuple[FacetRow, ...] = ()
        self._shows_all = False
        self.head = SectionHead(title)
        self.bars = YearBars() if facet == "year" else None
        self.rows = FacetRows(title, self.model)
        self._more = LinkButton("More…", f"More of {title}", size=12)
        self._body = QWidget()
        self._lay_out()
        self.head.toggled.connect(self._body.setVisible)
        self.model.chosen_changed.connect(self.chosen_changed)
        self._more.clicked.connect(self._on_more)
        if self.bars:
            self.bars.chosen_changed.connect(self.chosen_changed)

    def _lay_out(self) -> None:
        body = QVBoxLayout(self._body)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(0)
        if self.bars:
            body.addWidget(self.bars)
        else:
            body.addWidget(self.rows)
            more = QVBoxLayout()
            more.setContentsMargins(12, 0, 12, 0)
            more.addWidget(self._more)
            body.addLayout(more)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 6)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self._body)

    def show_rows(self, rows: tuple[FacetRow, ...], chosen: frozenset[str]) -> None:
        """Show values and which are chosen; a section with nothing to show hides."""
        self.listed = rows
        if self.bars:
            self.bars.show_years(rows, chosen)
        cut = rows if self._shows_all else tuple(
            row for at, row in enumerate(rows) if at < _FEW or row.value in chosen
        )  # fmt: skip
        self.model.show(cut, chosen)
        self._more.setVisible(len(rows) > _FEW)
        self._more.setText("Fewer" if self._shows_all else f"{len(rows) - len(cut)} more…")
        self.setVisible(bool(rows or chosen))

    def _on_more(self) -> None:
        self._shows_all = not self._shows_all
        self.show_rows(self.listed, self.model.chosen)


class FacetsPanel(QScrollArea):
    """All sections.

    Signals:
        filters_changed: what is chosen, dict[str, frozenset[str]]; facets with nothing chosen are left out.
    """

    filters_changed = Signal(dict)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Narrow the results")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumWidth(150)
        self._chosen: dict[str, frozenset[str]] = {}
        self.sections = {facet: FacetSection(facet, title) for facet, title in _SECTIONS}
        self._clear = LinkButton("Clear all filters", size=12)
        self._clear.clicked.connect(self.clear)
        self._inner = QWidget()
        column = QVBoxLayout(self._inner)
        column.setContentsMargins(0, 8, 0, 8)
        column.setSpacing(0)
        clear = QVBoxLayout()
        clear.setContentsMargins(12, 0, 12, 4)
        clear.addWidget(self._clear)
        column.addLayout(clear)
        for section in self.sections.values():
            column.addWidget(section)
            section.chosen_changed.connect(lambda chosen, facet=section.facet: self._on_chosen(facet, chosen))
            section.hide()
        column.addStretch(1)
        self._clear.hide()
        self.setWidget(self._inner)
        watch_theme(self, self._dress)

    def filters(self) -> dict[str, frozenset[str]]:
        """What is chosen now."""
        return dict(self._chosen)

    def show_counts(self, counts: FacetCounts) -> None:
        """Show the values of an answer, keeping what is ticked."""
        for facet, section in self.sections.items():
            section.show_rows(counts.rows.get(facet, ()), self._chosen.get(facet, frozenset()))

    def set_filters(self, filters: dict[str, frozenset[str]]) -> None:
        """Choose these, as when a filter's chip in the search bar is taken away; says so like a click would."""
        self._chosen = {facet: values for facet, values in filters.items() if values}
        for facet, section in self.sections.items():
            chosen = self._chosen.get(facet, frozenset())
            held = {row.value for row in section.listed}
            added = tuple(FacetRow(value, shown_as(facet, value), 0) for value in sorted(chosen - held))
            section.show_rows((*section.listed, *added), chosen)
        self._clear.setVisible(bool(self._chosen))
        self.filters_changed.emit(self.filters())

    def clear(self) -> None:
        """Take all filters away."""
        self.set_filters({})

    def _on_chosen(self, facet: str, chosen: frozenset[str]) -> None:
        self._chosen = {name: values for name, values in {**self._chosen, facet: chosen}.items() if values}
        self._clear.setVisible(bool(self._chosen))
        self.filters_changed.emit(self.filters())

    def _dress(self) -> None:
        panel = colour("panel").name()
        self.setStyleSheet(f"FacetsPanel, FacetsPanel > QWidget > QWidget {{ background: {panel}; }}")
