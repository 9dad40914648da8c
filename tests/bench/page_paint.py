"""How long the page view takes: a page whose picture is kept, and a text page from opening until it is painted.

Run: ``QT_QPA_PLATFORM=offscreen python tests/bench/page_paint.py CASE.casefile``. Aims: 16 ms and 50 ms. Nothing is
asserted, since machines differ; the medians are printed.
"""

import statistics
import sys
import time
from pathlib import Path

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from explorer.app.session import CaseSession
from explorer.gui.theme import set_scheme
from explorer.gui.views.page_findings import PageFindings
from explorer.gui.views.page_view import PageView
from explorer.model.document import Document, Kind

_SIZE = 1000, 900  # pixels
_REPEATS = 40
_PATIENCE = 30.0  # seconds for one page


def main(case: Path) -> None:
    """Measure over the documents of a case, opened for reading only."""
    application = QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)
    set_scheme("light")
    with CaseSession.open(case, for_writing=False) as session:
        found = [each for each in session.reading.documents() if each.pages and each.kind in (Kind.PDF, Kind.EMAIL)]
        view, findings = PageView(session.reading), PageFindings(session)
        view.resize(*_SIZE)
        view.set_marks(findings.of)
        view.show()
        opened = [_opening(application, view, findings, each) for each in found[:_REPEATS]]
        painted = [_painting(view) for _ in range(_REPEATS)]
        print(f"first document, its renderer starting: {opened[0]:.0f} ms")
        print(f"a page not drawn yet, median of {len(opened) - 1}: {statistics.median(opened[1:]):.1f} ms")
        print(f"a page kept, median of {len(painted)}: {statistics.median(painted):.1f} ms")
        view.close()


def _opening(application: QApplication, view: PageView, findings: PageFindings, document: Document) -> float:
    """Milliseconds from opening a document until its first page has been painted."""
    began = time.perf_counter()
    findings.document = document.document
    view.open(document.document)
    while view._pictures.exact(view._key(0)) is None:  # its neighbours may still be drawn
        application.processEvents()
        if time.perf_counter() - began > _PATIENCE:
            raise TimeoutError(f"{document.name} was not drawn")
    _paint(view)
    return (time.perf_counter() - began) * 1000


def _painting(view: PageView) -> float:
    began = time.perf_counter()
    _paint(view)
    return (time.perf_counter() - began) * 1000


def _paint(view: PageView) -> None:
    image = QImage(view.viewport().size(), QImage.Format.Format_RGB32)
    view.viewport().render(image)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
