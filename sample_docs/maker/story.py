"""The people, agencies and productions of the samples. All of it is invented."""

from dataclasses import dataclass
from pathlib import Path

TEXTS = Path(__file__).parent / "texts"


@dataclass(frozen=True, slots=True)
class Batch:
    """A production as its production.json tells it."""

    folder: str
    name: str
    agency: str
    request_number: str
    received: str  # ISO 8601 day
    note: str

    def row(self) -> dict[str, str]:
        return {
            "folder": self.folder,
            "name": self.name,
            "agency": self.agency,
            "request_number": self.request_number,
            "received": self.received,
            "note": self.note,
        }


STATE = Batch(
    "2018-03-02 State Police",
    "State Police, 2018-03-02",
    "Marrow State Police",
    "18-0417",
    "2018-03-02",
    "SAMPLE – fictional. Eleven files; Bates prefix MSP. The letter says 61 files are responsive.",
)
CITY = Batch(
    "2018-04-11 City PD",
    "City PD, 2018-04-11",
    "City of Larkhaven Police Department",
    "PRR-2018-061",
    "2018-04-11",
    "SAMPLE – fictional. Twelve messages exported one by one, a scan, and two documents with prefix LPD.",
)
TOWN = Batch(
    "2018-04-30 Town PD",
    "Town PD, 2018-04-30",
    "Town of Eastmere Police Department",
    "EPD-18-009",
    "2018-04-30",
    "SAMPLE – fictional. The same memorandum as the city's, with other words blacked out.",
)
BATCHES = (STATE, CITY, TOWN)

PEOPLE = {
    "ames": ("Lt. R. Ames", "rames@msfc.marrow.example"),
    "okafor": ("P. Okafor", "pokafor@msfc.marrow.example"),
    "marsh": ("J. Marsh", "jmarsh@msfc.marrow.example"),
    "lund": ("Sgt. Lund", "klund@msfc.marrow.example"),
    "whitcomb": ("Dana Whitcomb", "dwhitcomb@linkview.example"),
    "quist": ("Capt. M. Quist", "mquist@larkhaven.example"),
    "tolland": ("I. Tolland", "itolland@larkhaven.example"),
    "havel": ("N. Havel", "nhavel@ictf.example"),
}

# Kind, name, other ways in which it is written.
ENTITIES: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("person", "Dana Whitcomb", ("D. Whitcomb", "Whitcomb, Dana")),
    ("person", "Lt. R. Ames", ("Lt. Ames", "Ames, R.")),
    ("person", "P. Okafor", ("Okafor, P.",)),
    ("person", "Sgt. Lund", ("Sgt. K. Lund", "Lund, K.")),
    ("person", "J. Marsh", ("Marsh, J.",)),
    ("person", "Capt. M. Quist", ("Capt. Quist", "Quist, M.")),
    ("person", "Chief H. Varga", ("Chief Varga", "Varga, H.")),
    ("person", "N. Havel", ("Havel, N.",)),
    ("person", "I. Tolland", ()),
    ("organisation", "LinkView Systems", ()),
    ("organisation", "Marrow State Fusion Center", ()),
    ("organisation", "Interior Corridor Task Force", ()),
    ("organisation", "City of Larkhaven Police Department", ()),
    ("place", "40 Harbor Road", ()),
    ("plate", "4TR 91K", ()),
    ("phone", "413-555-0142", ()),
    ("phone", "413-555-0117", ()),
    ("phone", "413-555-0126", ()),
    ("phone", "413-555-0171", ()),
    ("email", "dwhitcomb@linkview.example", ()),
    ("email", "rames@msfc.marrow.example", ()),
    ("email", "mquist@larkhaven.example", ()),
    ("email", "nhavel@ictf.example", ()),
    ("case number", "IA-2017-0388", ()),
    ("case number", "MA-2009-0233", ()),
)


def text(name: str) -> str:
    """One of the texts that lie beside this module."""
    return (TEXTS / name).read_text("utf-8")


def stamps(prefix: str, first: int, last: int, *, width: int = 6, without: tuple[int, ...] = ()) -> tuple[str, ...]:
    """Bates numbers from the first to the last, both included, but for those left out."""
    return tuple(f"{prefix}{number:0{width}d}" for number in range(first, last + 1) if number not in without)
