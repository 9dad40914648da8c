"""The statements of a new version of a draft, each with the id that it had in the versions before."""

import uuid
from collections.abc import Iterable, Sequence

from explorer.analyze.draft_versions import followed, in_order, word_changes, wording
from explorer.analyze.statements import framed
from explorer.model.draft import Statement
from explorer.model.kept_draft import (
    DraftVersion,
    Fate,
    KeptStatement,
    Standing,
    StatementId,
    StatementLink,
    StatementMark,
    TokenCheck,
)
from explorer.model.trace import Piece


def kept_statements(
    earlier: Sequence[DraftVersion], text: str, set_off: Sequence[tuple[int, int]] = ()
) -> list[KeptStatement]:
    """The statements of a text as the version after ``earlier`` ones (the first one first); none of which may be."""
    last = earlier[-1].statements if earlier else ()
    said = framed(text, set_off)
    words = [wording(each.kind, each.text, frame) for each, frame in said]
    where = followed([wording(each.statement.kind, each.statement.text, each.frame) for each in last], words)
    stayed = _stayed(where)
    gone = _gone(earlier, {last[place].id for place in where if place is not None})
    made = []
    for n, ((statement, frame), word, place) in enumerate(zip(said, words, where, strict=True)):
        if place is None:
            back = gone.get(word.seal) or []
            known, fate = (back.pop(0), Fate.MOVED) if back else (StatementId(uuid.uuid4().hex), Fate.NEW)
            made.append(KeptStatement(known, statement, word.seal, fate, frame=frame))
        else:
            made.append(_next(last[place], statement, frame, word.seal, is_moved=n not in stayed))
    return made


def _stayed(where: Sequence[int | None]) -> set[int]:
    """Those that kept their order among those that were there before."""
    known = [n for n, place in enumerate(where) if place is not None]
    kept = in_order([place for place in where if place is not None])
    return {known[each] for each in kept}


def _next(before: KeptStatement, statement: Statement, frame: str, seal: str, *, is_moved: bool) -> KeptStatement:
    if seal == before.seal:
        return KeptStatement(before.id, statement, seal, Fate.MOVED if is_moved else Fate.UNCHANGED, frame=frame)
    old = before.statement.text if before.statement.text != statement.text else ""
    old_frame = before.frame if before.frame != frame else ""
    return KeptStatement(before.id, statement, seal, Fate.REWORDED, old, frame, old_frame)


def _gone(earlier: Sequence[DraftVersion], present: Iterable[StatementId]) -> dict[str, list[StatementId]]:
    """By seal, the statements that an earlier version had and that are not followed: they may have come back."""
    seals = {each.id: each.seal for version in earlier for each in version.statements}
    left = seals.keys() - set(present)
    found: dict[str, list[StatementId]] = {}
    for statement in seals:
        if statement in left:
            found.setdefault(seals[statement], []).append(statement)
    return found


def standing(
    kept: KeptStatement,
    mark: StatementMark | None,
    links: Sequence[StatementLink],
    checks: dict[int, TokenCheck],
) -> Standing:
    """How a statement stands by what people said of it, which holds for the words that they saw."""
    said = [*([mark] if mark else ()), *links]
    stale = [each for each in said if each.seal != kept.seal]
    struck = tuple(
        check if (check := checks.get(n)) is not None and check.seal == kept.seal else None
        for n in range(len(kept.statement.tokens))
    )
    again = bool(stale) or any(check is None and n in checks for n, check in enumerate(struck))
    before = stale[0].said if stale else kept.before
    return Standing(kept, mark, tuple(links), struck, None, again, _change(kept, before))


def _change(kept: KeptStatement, before: str) -> tuple[Piece, ...]:
    if before and before != kept.statement.text:
        return word_changes(before, kept.statement.text)
    return word_changes(kept.frame_before, kept.frame) if kept.frame_before else ()
