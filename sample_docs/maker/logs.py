"""Tables of logged searches, drawn from a seed, in the mark-up of the texts."""

import random
from datetime import datetime, timedelta

_REASONS = (
    "inv",
    "patrol",
    "xxx",
    "per Sgt",
    "info",
    "traffic stop",
    "fup",
    "gang",
    "asdf",
    "follow up",
    "call 911-{0}",
    "case {1}-17-{0}",
)
_FILTERS = (
    "flag 17",
    "flag 17-S",
    "flag 18",
    "none",
    "none",
    "none",
    "agency, age",
    "plate read, 7 days",
    "flag 17, age 16 to 25",
)
_WORDS = (
    "name withheld",
    "name withheld",
    "name withheld",
    "plate withheld",
    "address withheld",
    "telephone withheld",
    "no words, filter only",
)
_AGENCIES = ("LPD", "EPD", "BPD", "FPD", "TCS", "OPD", "MSP", "MTP", "ICTF")

_HEAD = "| Time | User | Agency | Searched for | Filter | Stated reason | Hits |"


def query_log(pages: int, rows: int) -> str:
    """A week of searches, a table to the page."""
    seeded = random.Random("query log")
    at = datetime(2017, 10, 9, 6, 2)
    parts = []
    for page in range(pages):
        lines = []
        for _ in range(rows - 2 if page == 0 else rows):
            at += timedelta(minutes=seeded.randrange(3, 47))
            lines.append(_logged(seeded, at))
        if page == 0:
            lines.append("| 2017-10-09 08:15 | MSP-0117 | MSP | 4TR 91K | none | course, exercise 1 | 1 |")
        parts.append("\n".join([_HEAD, *sorted(lines)]))
    return "\n\n---\n\n".join(parts)


def _logged(seeded: random.Random, at: datetime) -> str:
    agency = seeded.choice(_AGENCIES)
    is_node = agency == "ICTF"
    user = "not logged" if is_node else f"{agency}-{seeded.randrange(100, 999):04d}"
    reason = "kept at node" if is_node else seeded.choice(_REASONS).format(seeded.randrange(10000, 99999), agency)
    words, chosen = seeded.choice(_WORDS), seeded.choice(_FILTERS)
    if words.startswith("no words") and chosen == "none":
        chosen = "flag 17"
    return f"| {at:%Y-%m-%d %H:%M} | {user} | {agency} | {words} | {chosen} | {reason} | {seeded.randrange(0, 215)} |"


def reviewed(count: int, fitting: int) -> str:
    """Searches picked for review, and what the reviewer found; ``fitting`` of them could be tied to work."""
    seeded = random.Random("review")
    lines = ["| Date | User | Stated reason | Fits a case or call | Answer of the user |"]
    day = datetime(2017, 1, 4)
    answers = (
        "none yet",
        "“I was checking something.”",
        "report found later",
        "transferred",
        "could not remember",
        "training",
    )
    for fits in seeded.sample([True, False], count, counts=[fitting, count - fitting]):
        day += timedelta(days=seeded.randrange(1, 3))
        reason = _REASONS[-1].format(seeded.randrange(10000, 99999), "LPD") if fits else seeded.choice(_REASONS[:10])
        answer = "not asked" if fits else seeded.choice(answers)
        lines.append(
            f"| {day:%Y-%m-%d} | LPD-{seeded.randrange(100, 999):04d} "
            f"| {reason} | {'yes' if fits else 'no'} | {answer} |"
        )
    return "\n".join(lines)
