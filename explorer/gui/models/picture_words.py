"""What is said of a page that is a picture: where it stands in line, what went wrong, who read it. Words only."""

import re
from dataclasses import dataclass

from explorer.model.ocr import ENGINE_NAMES, LAYER, KeptReading, OcrStanding, OcrState

_ONE = re.compile(r"\bit needs OCR(?: before [^.;:]*)?")
_MANY = re.compile(r"\bneed OCR(?: before they can be searched)?(?: before their words can be found)?")
_NOT_READ = "This picture is not read yet; no search finds its words."


@dataclass(frozen=True, slots=True)
class ReadingPace:
    """How the reading of pictures goes now.

    Attributes:
        is_on: whether pictures are read unasked.
        is_running, is_paused: of the job.
        rate: pages a second; 0 while it is not known.
        problem: why no picture can be read on this machine, and what to do; empty if one can.
    """

    is_on: bool = True
    is_running: bool = False
    is_paused: bool = False
    rate: float = 0.0
    problem: str = ""


def strip_words(standing: OcrStanding, pace: ReadingPace) -> tuple[str, str]:
    """What the strip above a page says, and what its button does; both empty where there is nothing to say."""
    if standing.state is OcrState.FAILED:
        return f"This picture could not be read. {standing.reason}", "Read it again"
    if standing.state is not OcrState.WAITING:
        return "", ""
    said = "This picture is to be read once more." if standing.readings else _NOT_READ
    if pace.problem:
        return f"{said} {pace.problem}", "Try again"
    if not pace.is_running:
        why = "Pictures are read when you ask for it (Settings)." if not pace.is_on else "It waits."
        return f"{said} {why}", "Read it now"
    if pace.is_paused:
        return f"{said} Reading is paused (Ctrl+J).", "Read it now"
    return f"{said} {_line(standing, pace)}", "" if standing.place <= 1 else "Read it now"


def _line(standing: OcrStanding, pace: ReadingPace) -> str:
    if standing.place <= 1:
        return "It is being read now."
    takes = f", {about(standing.place / pace.rate)}" if pace.rate > 0 else ""
    return f"{ordinal(standing.place)} of {standing.waiting:,} in line{takes}."


def ordinal(number: int) -> str:
    """ "1st", "12th", "1,204th"."""
    teens = 10 < number % 100 < 14
    ending = "th" if teens else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number:,}{ending}"


def about(seconds: float) -> str:
    """A time in words, rounded as far as it can be known."""
    if seconds < 50:
        return "less than a minute"
    minutes = max(round(seconds / 60), 1)
    return f"about {minutes} min" if minutes < 90 else f"about {round(minutes / 60)} h"


def reading_name(kept: KeptReading) -> str:
    """A reading's maker: "Tesseract 5.3.0", "The file’s own text"."""
    if kept.engine == LAYER:
        return "The file’s own text"
    return f"{ENGINE_NAMES.get(kept.engine, kept.engine)} {kept.reading.engine_version}".strip()


def sureness(kept: KeptReading, percent: int | None = None) -> str:
    """ "83 % sure", "found no words"; nothing of words that no engine read.

    Args:
        percent: of the words as the page shows them, where some were put right.
    """
    if not kept.reading.text.strip():
        return "found no words"
    return "" if kept.engine == LAYER else f"{int(kept.reading.confidence) if percent is None else percent} % sure"


def plain_reason(reason: str) -> str:
    """Why a document was not read in full, with what is to be done with its pictures said as people say it."""
    return _MANY.sub("are not read yet", _ONE.sub("it is not read yet", reason))


def unsure_count(count: int) -> str:
    return f"▲ {count:,} unsure word{'' if count == 1 else 's'}"
