"""How a workspace was divided, kept between runs: the sizes of its splitters."""

from PySide6.QtWidgets import QSplitter, QWidget

from explorer.app.recent import Memory

_KEPT = "splitters"


def keep_splitters(name: str, desk: QWidget, memory: Memory) -> None:
    """Remember the splitters of a workspace; those that keep themselves have names of their own."""
    kept = memory.get(_KEPT)
    sizes = [splitter.sizes() for splitter in _splitters(desk)]
    memory.set(_KEPT, {**(kept if isinstance(kept, dict) else {}), name: sizes})


def restore_splitters(name: str, desk: QWidget, memory: Memory) -> None:
    """Divide a workspace as it was; what was kept of another shape is let be."""
    kept = memory.get(_KEPT)
    found = kept.get(name) if isinstance(kept, dict) else None
    splitters = _splitters(desk)
    if not isinstance(found, list) or len(found) != len(splitters):
        return
    for splitter, sizes in zip(splitters, found, strict=True):
        if isinstance(sizes, list) and len(sizes) == splitter.count() and _are_sizes(sizes):
            splitter.setSizes(sizes)


def _splitters(desk: QWidget) -> list[QSplitter]:
    return [each for each in desk.findChildren(QSplitter) if not each.objectName()]


def _are_sizes(sizes: list[object]) -> bool:
    return all(isinstance(size, int) and size >= 0 for size in sizes) and any(sizes)
