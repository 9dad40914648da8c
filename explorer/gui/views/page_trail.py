"""Where a person has been: places visited, to go back to and forward again."""

from explorer.model.passage import PageRef

_LONGEST = 200  # places


class Trail:
    """Places in the order they were visited, and the one where the person is. Scrolling on moves the place itself."""

    def __init__(self) -> None:
        self._places: list[PageRef] = []
        self._at = -1

    def go_to(self, place: PageRef) -> None:
        """A place was chosen; what lay ahead is forgotten."""
        if self._at >= 0 and self._places[self._at] == place:
            return
        self._places = [*self._places[: self._at + 1], place][-_LONGEST:]
        self._at = len(self._places) - 1

    def move_to(self, place: PageRef) -> None:
        """The person scrolled on: coming back here will mean this page."""
        if self._at >= 0:
            self._places[self._at] = place

    def step(self, step: int) -> PageRef | None:
        """Go back (-1) or forward (1); None where there is no further place."""
        if not 0 <= self._at + step < len(self._places):
            return None
        self._at += step
        return self._places[self._at]
