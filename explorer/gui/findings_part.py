"""The part of the workspace of claims that searches for what is not there, and keeps that nothing was found."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from textwrap import shorten

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QFileDialog, QMenu

from explorer.app.finding_page import export
from explorer.app.session import CaseSession
from explorer.errors import ExplorerError
from explorer.gui.models.findings_model import FindingsModel
from explorer.gui.services import WindowServices
from explorer.gui.views.finding_pane import FindingPane
from explorer.gui.views.findings_list import FindingsList
from explorer.model.changes import ChangeSet, RecordKind
from explorer.model.claim import ClaimId
from explorer.model.finding import Finding, FindingId, Searched
from explorer.model.passage import PageRef

_LONGEST = 80  # characters of a claim in a menu

Ended = tuple[Searched, FindingId | None]


class FindingsPart(QObject):
    """A list of findings and the pane of the chosen one; whoever owns this lays both out."""

    def __init__(self, session: CaseSession, services: WindowServices, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._services = session, services
        self._current: FindingId | None = None
        self._claim: ClaimId | None = None  # for which is searched
        self.count = 0
        self.findings = FindingsModel(self)
        self.list, self.pane = FindingsList(self.findings), FindingPane(session.who)
        self.list.chosen.connect(self._on_chosen)
        self.pane.asked.connect(self._on_asked)
        self.pane.again_wanted.connect(self._on_again)
        self.pane.cite_wanted.connect(self._on_cite)
        self.pane.export_wanted.connect(self._on_export)
        self.pane.delete_wanted.connect(self._on_delete)
        self.pane.opened.connect(self._on_opened)
        services.changes.changed.connect(self._on_changed)

    def start(self, terms: Sequence[str] = (), claim: ClaimId | None = None) -> None:
        """Open the form for a new search; a claim that is given will cite it if nothing is found."""
        self._current, self._claim = None, claim
        self.list.clearSelection()
        self.list.setCurrentIndex(self.findings.index(-1))
        if terms:
            self.pane.form.terms.setPlainText("\n".join(terms))
        self.pane.show_new()
        self.pane.form.terms.setFocus()

    def show(self) -> None:
        """Show the newest finding, or the form where there is none."""
        self.reload()
        if self._current is None and self.findings.rowCount():
            self.list.setCurrentIndex(self.findings.index(0))

    def reload(self) -> None:
        """Ask for all findings as they are now."""
        session = self._session
        found = session.findings.findings()
        self.count = len(found)
        current = self._current
        self.findings.show(found)
        shown = next((each for each in found if each.id == current), None)
        if shown is not None:
            self.list.select(shown.id)
            self.pane.show_finding(shown)
        elif current is not None:
            self.start()

    def _on_changed(self, change: ChangeSet) -> None:
        if self.pane.isVisible() and change.kinds & {RecordKind.CLAIMS, RecordKind.DOCUMENTS}:
            self.reload()

    def _on_chosen(self, finding: FindingId) -> None:
        if finding != self._current:
            self._current = finding
            self.pane.show_finding(self._session.findings.finding(finding))

    def _on_asked(self, terms: list[str], excepted: list[str], person: str) -> None:
        session, claim = self._session, self._claim

        def work() -> Ended:
            searched = session.findings.search(terms, excepted)
            if searched.pages:
                return searched, None
            return searched, session.findings.add(searched, person or session.who, claim=claim)

        self._run(work)

    def _on_again(self) -> None:
        session, finding = self._session, self._current
        if finding is None:
            return
        known: FindingId = finding

        def work() -> Ended:
            searched = session.findings.again(known, session.who)
            return searched, None if searched.pages else known

        self._fill(session.findings.finding(known))
        self._run(work)

    def _fill(self, finding: Finding) -> None:
        """What a finding searched for, in the form, in case something is found now."""
        self.pane.form.terms.setPlainText("\n".join(finding.terms))
        self.pane.form.excepted.setText(", ".join(finding.except_words))

    def _run(self, work: Callable[[], Ended]) -> None:
        self.pane.show_searching()
        self._services.tasks.run(work, self._on_ended, self._on_failed, key="finding")

    def _on_ended(self, ended: Ended) -> None:
        searched, kept = ended
        self._current = kept
        self.reload()
        if kept is None:
            self.list.clearSelection()
            self.list.setCurrentIndex(self.findings.index(-1))
            self.pane.show_hits(searched)
        else:
            cited = ", and the claim cites it" if self._claim is not None else ""
            self._claim = None
            self._services.say(f"Nothing was found, and that is kept{cited}. Ctrl+Z takes it back.")

    def _on_failed(self, problem: ExplorerError) -> None:
        self.pane.show_new()
        self._services.show_error(problem)

    def choices(self) -> QMenu:
        """The claims that may cite the finding that is shown; those that do are marked."""
        menu = QMenu(self.pane)
        claims = self._session.claiming.claims()
        for each in claims:
            action = menu.addAction(shorten(each.text, _LONGEST, placeholder=" …").replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(any(found.id == self._current for found in each.findings))
            action.toggled.connect(partial(self._on_cited, each.id))
        if not claims:
            menu.addAction("There is no claim yet").setEnabled(False)
        return menu

    def _on_cite(self) -> None:
        if self._current is not None:
            self.choices().popup(self.pane.cite.mapToGlobal(QPoint(0, self.pane.cite.height())))

    def _on_cited(self, claim: ClaimId, is_cited: bool) -> None:
        if self._current is None:
            return
        if is_cited:
            self._session.findings.cite(self._current, claim)
            self._services.say("The claim cites it; Ctrl+Z takes that back.")
        else:
            self._session.findings.uncite(self._current, claim)
            self._services.say("The claim does not cite it any more; Ctrl+Z brings that back.")

    def _on_export(self) -> None:
        if self._current is None:
            return
        name, _ = QFileDialog.getSaveFileName(
            self._services.parent, "Export the finding", "finding.html", "Page (*.html);;Text (*.txt);;JSON (*.json)"
        )
        if name:
            self.export(Path(name))

    def export(self, out: Path) -> None:
        """Write the finding that is shown."""
        assert self._current is not None
        try:
            export(self._session.findings.finding(self._current), self._session.case.title, out)
        except ExplorerError as problem:
            self._services.show_error(problem)
        else:
            self._services.say(f"Wrote {out.name}.")

    def _on_delete(self) -> None:
        if self._current is not None:
            self._session.findings.remove(self._current)
            self._services.say("The finding was deleted. Ctrl+Z brings it back.")

    def _on_opened(self, page: PageRef) -> None:
        self._services.open_page(page, None)
