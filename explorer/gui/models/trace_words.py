"""What the window says of a trace. "Stands on", never "true"."""

from explorer.model.draft import StatementKind
from explorer.model.ocr import UNSURE
from explorer.model.trace import Match, Matter, Trace, Verdict, layer_words

_CHIPS = {
    Verdict.EXACT: ("Stands on its page", "accent"),
    Verdict.ELIDED: ("Stands, with words left out", "accent"),
    Verdict.DIFFERS: ("Quote differs from source", "differs"),
    Verdict.SPLICED: ("Put together from several places", "differs"),
    Verdict.NOT_FOUND: ("Not found in the records", "needs_source"),
}
_MATTERS = {
    Matter.NUMBER: "a number", Matter.DATE: "a date", Matter.UNIT: "a unit", Matter.MONEY: "a sum of money",
    Matter.NEGATION: "a negation", Matter.NAME: "a name", Matter.TITLE: "a title", Matter.QUANTIFIER: "a quantity",
    Matter.SUPERLATIVE: "a superlative", Matter.SENTENCES: "sentences joined into one", Matter.WORDS: "words",
}  # fmt: skip


def chip(kind: StatementKind, trace: Trace | None) -> tuple[str, str]:
    """A statement's verdict in a few words, and the role of its colour."""
    if trace is None:
        return "Not traced yet", "muted"
    if kind is StatementKind.STATEMENT and trace.verdict is not Verdict.EXACT:
        return ("May rest on these passages", "muted") if trace.matches else ("No passage found", "needs_source")
    if trace.verdict in (Verdict.EXACT, Verdict.ELIDED) and trace.matches[0].is_not_shown:
        return "Stands in words that are not shown", "differs"
    if trace.verdict is Verdict.ELIDED and not trace.stands:
        return "Look at what was left out", "differs"
    if (
        trace.verdict is Verdict.DIFFERS
        and trace.matches
        and trace.matches[0].uncertain
        and not trace.matches[0].matters
    ):
        return "Look at the picture", "needs_source"
    return _CHIPS[trace.verdict]


def remarks(match: Match) -> list[tuple[str, str]]:
    """What has to be said of a match beside its words, each with the role of its colour."""
    told = []
    weighty = [_MATTERS[each] for each in match.matters if each is not Matter.WORDS]
    if weighty:
        told.append((f"▲ Differs in {' and '.join(weighty)}", "differs"))
    if match.by_somebody_else:
        told.append((f"▲ Here {match.said_by} says it, not the one that the draft names", "differs"))
    elif match.said_by:
        told.append((f"Said by {match.said_by}", "muted"))
    if match.is_quoted:
        told.append(("◌ Quoted here from an earlier message", "needs_source"))
    if match.layers:
        said = " and ".join(layer_words(each) for each in match.layers)
        told.append((f"▲ Stands in {said}", "differs") if match.is_not_shown else (f"Stands in {said}", "muted"))
    if match.uncertain:
        told.append((f"▲ {UNSURE}", "needs_source"))
    return told
