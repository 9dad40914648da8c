"""Measures how long a window's thread is held up while the conversations of much mail are worked out off it.

    python tests/bench/conversations.py [--messages 20000]

Makes a case of that much made mail first, without going through readers. Conversations are worked out twice, for the
first time and in place of those that stand. A beat that comes late by more than the given milliseconds is told with the
line that the other thread had come to. On a machine that does other work some beats are late for that alone.
"""

import argparse
import random
import sys
import tempfile
import threading
import time
import traceback
from datetime import UTC, datetime, timedelta
from pathlib import Path

from explorer.app.bench_corpus import vocabulary
from explorer.app.session import CaseSession
from explorer.model.document import DocumentId, Kind, State
from explorer.store import derived, intake
from explorer.store.casefile import CaseFolder, create_case
from explorer.store.database import open_for_writing
from explorer.store.intake import Reading, ReadPage
from tests.helpers.cases import place

_THREAD = "conversations"  # what works them out
_BEAT, _LATE = 0.002, 0.03  # seconds
_RECENT = 3_000  # messages that a new one may answer
_BEGAN = datetime(2015, 1, 1, tzinfo=UTC)


def made_mail(messages: int) -> list[Reading]:
    """Letters of which most answer another and quote it; four in ten of those name it in no header."""
    words, dice = vocabulary(), random.Random(4)
    made: list[Reading] = []
    for number in range(messages):
        text, subject = " ".join(dice.choices(words, k=60)), " ".join(dice.choices(words[:500], k=3))
        sender, to = (f"P{dice.randrange(400)} <p{number % 400}@town.example>" for _ in range(2))
        references: tuple[str, ...] = ()
        if made and dice.random() < 0.7:
            before = dice.choice(made[-_RECENT:])
            subject, sender = f"RE: {before.subject.removeprefix('RE: ')}", before.to
            text = f"{text}\n\n-----Original Message-----\n{before.pages[0].text[:1500]}"
            references = (*before.references, before.message_id)[-8:] if dice.random() < 0.6 else ()
        made.append(
            Reading(
                DocumentId(f"{number:032x}"), "message/rfc822", Kind.EMAIL, State.READ, "", "maker", 1,
                (ReadPage(1, "", text, b"", 612, 792),), subject=subject, sender=sender, to=to,
                date=(_BEGAN + timedelta(minutes=17 * number)).isoformat(), message_id=f"m{number}@x",
                in_reply_to=references[-1] if references else "", references=references,
            )
        )  # fmt: skip
    return made


def make_case(path: Path, messages: int) -> CaseFolder:
    folder = create_case(path, "mail")
    db = open_for_writing(folder)
    with db.conn:
        for each in made_mail(messages):
            intake.register(db, [place(each.document, f"{each.document}.eml")])
            intake.store_reading(db, each)
    db.close()
    return folder


def change(folder: CaseFolder) -> None:
    """What stands is of an earlier state of the case from now on."""
    db = open_for_writing(folder)
    with db.conn:
        derived.touch(db)
    db.close()


def measured(session: CaseSession) -> None:
    """Beat while the conversations are worked out."""
    late, began = [], time.perf_counter()
    session.conversing.warm()
    last = time.perf_counter()
    while any(each.name == _THREAD for each in threading.enumerate()):
        time.sleep(_BEAT)
        gap, frames = time.perf_counter() - last, sys._current_frames().values()
        if gap > _LATE:
            stacks = (traceback.extract_stack(frame) for frame in frames)
            late.append((gap * 1000, [str(each[-1]) for each in stacks if "threading.py" in each[0].filename]))
        last = time.perf_counter()
    worst = max((gap for gap, _ in late), default=0.0)
    print(f"worked out in {last - began:.1f} s; beats over {_LATE * 1000:.0f} ms: {len(late)}, worst {worst:.0f} ms")
    for gap, where in sorted(late, reverse=True)[:5]:
        print(f"  {gap:.0f} ms, then at {' '.join(where)}")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--messages", type=int, default=20_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="casefile-conversations-") as name:
        case = make_case(Path(name) / "mail.casefile", options.messages)
        with CaseSession.open(case.path, for_writing=False) as session:
            measured(session)
            change(case)
            measured(session)


if __name__ == "__main__":
    main()
