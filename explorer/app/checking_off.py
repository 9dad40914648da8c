"""Use cases of check-off: every checkable token of a draft is struck off by a named person before it is signed."""

from collections.abc import Sequence

from explorer.app.drafting import Drafting, found_in
from explorer.app.record import Record
from explorer.errors import InputError
from explorer.model.kept_draft import DraftId, DraftVersion, KeptStatement, Signature, Standing, StatementId
from explorer.store import statement_words

_NO_NAME = ("Nobody is named who checked it", "Say who did: --by NAME.")


class CheckingOff:
    """Nobody's name is guessed: whoever checks or signs says who they are."""

    def __init__(self, record: Record, drafting: Drafting) -> None:
        self._record, self._drafting = record, drafting

    def strike(self, draft: DraftId, statement: StatementId, tokens: Sequence[int], by: str) -> None:
        """Strike off tokens of a statement as it stands now, by their numbers from 0.

        Raises:
            InputError: nobody is named, or there is no such token.
        """
        version = self._drafting.version(draft)
        kept = found_in(version, statement)
        texts = token_texts(version, kept)
        wrong = next((each for each in tokens if not 0 <= each < len(texts)), None)
        if wrong is not None:
            raise InputError(
                f"The statement has no token {wrong + 1}",
                f"It has {len(texts)} of them; see “casefile draft statements CASE”.",
            )
        self._record.change(statement_words.strike, kept, [(each, texts[each]) for each in tokens], _named(by))

    def strike_all(self, draft: DraftId, statement: StatementId, by: str) -> int:
        """Strike off all tokens of a statement that are open; gives how many were."""
        standing = self._drafting.standing(draft, statement)
        left = [number for number, check in enumerate(standing.struck) if check is None]
        self.strike(draft, statement, left, by)
        return len(left)

    def open_again(self, draft: DraftId, statement: StatementId, tokens: Sequence[int]) -> None:
        """Take strikes back."""
        found_in(self._drafting.version(draft), statement)
        self._record.change(statement_words.unstrike, statement, tokens)

    def left(self, draft: DraftId) -> list[Standing]:
        """The statements of the last version in which a token is open."""
        return [each for each in self._drafting.standings(draft) if each.open_tokens]

    def sign(self, draft: DraftId, by: str) -> Signature:
        """Sign the last version as checked.

        Raises:
            InputError: nobody is named, or a token is open.
        """
        by = _named(by)
        left = self.left(draft)
        if left:
            count = sum(each.open_tokens for each in left)
            first = left[0].kept.statement
            raise InputError(
                f"The draft cannot be signed: {count:,} of what is to be checked {'is' if count == 1 else 'are'} open, "
                f"the first in statement {first.n}",
                "Strike them off: “casefile draft check CASE STATEMENT --by NAME”.",
            )
        version = self._drafting.version(draft).id
        self._record.change(statement_words.sign, version, by)
        return self._record.ask(statement_words.signatures)[version]

    def unsign(self, draft: DraftId) -> None:
        self._record.change(statement_words.unsign, self._drafting.version(draft).id)

    def signature(self, draft: DraftId) -> Signature | None:
        """Who signed the last version; None if nobody did, or something was opened again since."""
        signed = self._record.ask(statement_words.signatures).get(self._drafting.version(draft).id)
        return signed if signed and not self.left(draft) else None


def token_texts(version: DraftVersion, kept: KeptStatement) -> list[str]:
    """The words of a statement's checkable tokens."""
    return [version.text[token.start : token.end] for token in kept.statement.tokens]


def _named(by: str) -> str:
    by = " ".join(by.split())
    if not by:
        raise InputError(*_NO_NAME)
    return by
