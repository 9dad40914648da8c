"""Makes correspondence as message files: who answers whom, with one letter missing, and what each of them quotes."""

from pathlib import Path

from tests.helpers.files import saved
from tests.helpers.mail_files import file_part, mail, multipart, text_part

DANA, RHEA = "Dana Whitcomb <dana@linkview.example>", "Rhea Okafor <rhea@eastmere.example>"
SMALL_PRINT = (
    "CONFIDENTIALITY NOTICE: This e-mail message is intended only for the use of the addressee and may contain "
    "confidential and privileged information. If you are not the intended recipient, please notify the sender."
)
FIRST = f"Rhea,\n\nthe cameras on the Harrow bridge are live.\n\nDana\n\n{SMALL_PRINT}\n"
SECOND = """Who pays for the turnstile?

On Mon, 20 Nov 2017 at 09:14, Dana Whitcomb wrote:
> Rhea,
>
> the cameras on the Harrow bridge are live.
"""
FOURTH = """As you ask below: the county pays.

-----Original Message-----
From: Rhea Okafor
Sent: Wednesday
To: Dana Whitcomb
Subject: RE: The bridge

"""
QUOTED_LINE = "The ledger of the ferry was never found, whatever is said of it. "
TABLE = b"camera,place\n4,Harrow bridge\n"


def talk(folder: Path) -> list[Path]:
    """Four letters, of which the third is missing; the last quotes it over more than one page."""
    long_quote = "".join(f"{number}. {QUOTED_LINE}\n" for number in range(1, 1_000))
    listed = multipart([text_part(SECOND), file_part("cameras.csv", TABLE, "text/csv")])
    return [
        saved(folder, "1 bridge.eml", letter("a", FIRST, "The bridge", DANA, 20)),
        saved(
            folder,
            "2 RE bridge.eml",
            mail(listed, *named("b", "a"), subject="RE: The bridge", sender=RHEA, date=on(21)),
        ),
        saved(folder, "4 RE bridge.eml", letter("d", FOURTH + long_quote, "RE: The bridge", DANA, 23, "a", "b", "c")),
        saved(folder, "5 turnstile.eml", letter("e", "A turnstile of our own is on the quay.", "Quay", RHEA, 24)),
    ]


def letter(own: str, text: str, subject: str, sender: str, day: int, *answers: str) -> bytes:
    """A message that names the messages it answers, the last as its parent."""
    return mail(text, *named(own, *answers), subject=subject, sender=sender, date=on(day))


def named(own: str, *answers: str) -> tuple[str, ...]:
    """The header lines of a message's identifiers."""
    said = f"Message-ID: <{own}@x>"
    if not answers:
        return (said,)
    return said, f"In-Reply-To: <{answers[-1]}@x>", f"References: {' '.join(f'<{each}@x>' for each in answers)}"


def on(day: int) -> str:
    return f"Mon, {day} Nov 2017 09:14:00 -0500"
