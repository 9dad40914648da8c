"""Words that people put right in what an engine read, changed only through the journal.

The journal notes which pages a change, an undo or a redo concerns; whoever ran it brings their rows in line
(``recognition.refresh``) in the same transaction.
"""

from explorer.errors import InputError
from explorer.model.passage import Passage
from explorer.model.recognised import Correction, span_before, standing
from explorer.store import recognition
from explorer.store.journal import Journal


def correct(journal: Journal, passage: Passage, text: str) -> str:
    """Put words in place of a passage of a recognised page; the engine's own reading stays. Returns the row's id.

    A stretch that was corrected before is corrected anew.

    Raises:
        InputError: the page's words were not read off its picture, or they changed meanwhile.
    """
    used = recognition.engine_in_use(journal.db, passage.page)
    if used is None:
        raise InputError(
            "The words of this page come from the file itself; there is no reading to correct",
            "Write a note beside them instead.",
        )
    engine, own = used
    known = standing(recognition.corrections(journal.db, passage.page, engine), own)
    start, end = span_before(known, passage.start, passage.end)
    touched = [each for each in known if each.start < end and each.end > start]
    row = {"document": passage.document, "ordinal": passage.ordinal, "engine": engine, "start": start, "end": end, "quote": own[start:end],
           "text": _whole(passage, text, known, own, (start, end))}  # fmt: skip
    with journal.operation(f"Correct “{_short(passage.quote)}”") as operation:
        for each in touched:
            operation.delete("correction", each.id)
        return operation.insert("correction", row)


def _whole(passage: Passage, text: str, known: list[Correction], own: str, span: tuple[int, int]) -> str:
    """The new words, with what stays of earlier corrections that they touch at their sides."""
    start, end = span
    shown, moved = own[start:end], 0
    for each in (each for each in known if start <= each.start and each.end <= end):
        at = each.start - start + moved
        shown = shown[:at] + each.text + shown[at + len(each.quote) :]
        moved += len(each.text) - len(each.quote)
    begin = start + sum(len(each.text) - len(each.quote) for each in known if each.end <= start)
    return shown[: passage.start - begin] + text.strip() + shown[passage.end - begin :]


def _short(quote: str) -> str:
    words = " ".join(quote.split())
    return words if len(words) <= 40 else words[:39] + "…"
