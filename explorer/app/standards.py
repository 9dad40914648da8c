"""Use cases of the newsroom's standard: which it is, the checks that people make, and how each claim stands."""

from explorer.app.claiming import Claiming
from explorer.app.record import Record
from explorer.app.sourcing import Sourcing
from explorer.app.standard_text import parse_standard
from explorer.errors import InputError
from explorer.model.claim import CheckId, Claim, ClaimId
from explorer.model.independence import Independence
from explorer.model.standard import Assessment, Check, Standard, assess, is_writer
from explorer.resources import resource_folder
from explorer.store import claim_checks

_LONGEST_NAME = 200  # characters
_UNREADABLE = Standard("one that this version cannot read", checks=(), needed=1)


class Standards:
    """The program counts checks; only people make them."""

    def __init__(self, record: Record, claiming: Claiming, sourcing: Sourcing) -> None:
        self._record, self._claiming, self._sourcing = record, claiming, sourcing
        self._read: tuple[str, Standard] | None = None

    def text(self) -> str:
        """The case's standard as TOML: its own, or the one that comes with the program."""
        return self._record.ask(claim_checks.standard_text) or _program_standard()

    def is_own(self) -> bool:
        """Whether the case has a standard of its own."""
        return bool(self._record.ask(claim_checks.standard_text))

    def standard(self) -> Standard:
        """The standard that holds in this case; one that nothing meets where what is written cannot be read."""
        text = self.text()
        if self._read is None or self._read[0] != text:
            try:
                self._read = (text, parse_standard(text))
            except InputError:
                self._read = (text, _UNREADABLE)
        return self._read[1]

    def set(self, text: str) -> Standard:
        """Give the case a standard of its own; an empty text goes back to the program's.

        Raises:
            InputError: it cannot be read; the one before stays.
        """
        if text.strip():
            parse_standard(text)
        self._record.change(claim_checks.set_standard, text if text.strip() else "")
        return self.standard()

    def assess(self, claim: Claim) -> Assessment:
        """How a claim stands with the standard."""
        return assess(claim, self.standard())

    def check(self, claim: ClaimId, name: str, by: str, note: str = "") -> CheckId:
        """Keep that a person made a check on the claim as it stands now.

        Raises:
            InputError: there is no such check, nobody is named, or it is plainly untrue.
        """
        known = self.standard().check(name)
        if known is None:
            names = ", ".join(each.name for each in self.standard().checks) or "none that can be read"
            raise InputError(f"The standard has no check “{name}”", f"It has {names}.")
        person = " ".join(by.split())
        if not person or len(person) > _LONGEST_NAME:
            raise InputError("A check needs the name of the person who made it", "Say who checked it.")
        found = self._claiming.claim(claim)
        _refuse_untrue(found, known, person, self._sourcing.independence(found) if known.sources else None)
        return self._record.change(claim_checks.check, found, name, person, note.strip())

    def uncheck(self, check: CheckId) -> None:
        """Take a check back; undo brings it again."""
        return self._record.change(claim_checks.uncheck, check)


def _refuse_untrue(claim: Claim, check: Check, person: str, independence: Independence | None) -> None:
    if check.is_by_another and is_writer(claim, person):
        raise InputError(
            f"{person} wrote this claim, so “{check.text}” would not be true", "Let somebody else check it."
        )
    if independence is not None and independence.certain_sources < check.sources:
        raise InputError(
            f"“{check.text}” would not be true: {independence.words()}",
            "Cite a passage from another source first.",
        )


def _program_standard() -> str:
    return (resource_folder() / "standards" / "newsroom.toml").read_text("utf-8")
