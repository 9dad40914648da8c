"""Seeds and mutations of ``fuzz.py``: what file number n is depends on the seeds, the run's seed and n alone."""

import io
import random
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.helpers.archive_files import cpio, rar, sevenzip, tar
from tests.helpers.doc_files import Doc
from tests.helpers.files import pdf, picture, scanned_pdf, zipped
from tests.helpers.locked_files import locked_pdf, zip_aes, zip_crypto
from tests.helpers.mail_files import deep_multipart, file_part, mail, mbox, multipart, nested_mail, text_part
from tests.helpers.office_files import docx, p_shape, p_table, pptx, slide, w_table, xlsx
from tests.helpers.ppt_files import Slide, ppt

_LARGEST = 1_500_000  # bytes of a seed
_HEAD, _SAME_HEAD = 8, 0.85  # bytes by which most kinds are told, and how often they are left as they were
_EXTREMES = (0, 1, 0x7F, 0x80, 0xFF, 0x7FFF, 0x8000, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF, 1 << 62, (1 << 64) - 1)


@dataclass(frozen=True, slots=True)
class Seed:
    """A sound file. ``kind`` is its name's ending, by which like is spliced with like."""

    name: str
    kind: str
    data: bytes


def seeds(corpus: Path | None) -> list[Seed]:
    """Our makers' files and, if it is there, the corpus's, in one fixed order."""
    paths = sorted(corpus.rglob("*")) if corpus else []
    fit = (path for path in paths if path.is_file() and 0 < path.stat().st_size <= _LARGEST and path.parent != corpus)
    return [
        *(Seed(f"made.{kind}", kind, data) for kind, data in _made()),
        *(Seed(path.name, path.suffix.lower().lstrip("."), path.read_bytes()) for path in fit),
    ]


def _made() -> list[tuple[str, bytes]]:
    parts: Mapping[str, bytes] = {"a.txt": b"words " * 400, "b/c.eml": mail(), "d.pdf": pdf("minutes of the board")}
    rows: list[list[object]] = [["date", "amount"], ["2018-03-02", 12.5], ["2018-03-05", 7]]
    attached = multipart((text_part("See the list."), file_part("list.zip", zipped(parts))))
    return [
        ("pdf", pdf("Case no. 18-0417", "MSP-000401", title="Minutes")),
        ("pdf", scanned_pdf("MSP-000402")),
        ("pdf", locked_pdf(pdf("locked"), "kestrel")),
        ("zip", zipped(parts)),
        ("zip", zip_crypto(parts, "kestrel")),
        ("zip", zip_aes(parts, "kestrel")),
        ("7z", sevenzip(parts)),
        ("7z", sevenzip(parts, "kestrel")),
        ("tar", tar(parts)),
        ("cpio", cpio(parts)),
        ("rar", rar(parts)),
        ("eml", mail(attached)),
        ("eml", nested_mail(5)),
        ("eml", deep_multipart(20)),
        ("mbox", mbox([mail(), mail(attached)])),
        ("docx", docx("The body.", w_table([["a", "b"], ["c", "d"]]), title="Policy")),
        ("pptx", pptx(slide(p_shape("Title"), p_table([["a", "b"]])), slide(p_shape("Two"), hidden=True))),
        ("xlsx", xlsx({"flags": rows, "more": rows}, comments={"A1": "checked"})),
        ("doc", Doc("The body of it.\r").data()),
        ("ppt", ppt(Slide(notes="notes"), Slide(hidden=True))),
        ("png", picture()),
        ("tiff", picture("TIFF", frames=3)),
        ("jpg", picture("JPEG")),
        ("csv", b"date,amount\n2018-03-02,12.5\n" * 50),
        ("txt", b"Plain words.\f Second page." * 40),
        ("html", b"<html><body><h1>Head</h1><table><tr><td>a<td>b</table><p>words</body>" * 8),
    ]


def mutated(found: list[Seed], seed: int, number: int) -> tuple[str, bytes]:
    """File number ``number`` of a run: its name and bytes."""
    luck = random.Random(f"{seed}:{number}")
    of = luck.choice([each for each in found if each.kind == luck_kind(found, luck)])
    data = bytearray(of.data)
    for _ in range(luck.choice((1, 1, 1, 2, 4))):
        data = luck.choice(_MUTATIONS)(data, of, found, luck)
    if luck.random() < _SAME_HEAD:
        data[:_HEAD] = of.data[:_HEAD]
    return f"{number}-{of.name}", bytes(data)


def luck_kind(found: list[Seed], luck: random.Random) -> str:
    """Each kind as often as any other, however many files of it there are."""
    return luck.choice(sorted({each.kind for each in found}))


def _flip(data: bytearray, _of: Seed, _found: list[Seed], luck: random.Random) -> bytearray:
    for _ in range(luck.choice((1, 2, 8, 64))):
        if data:
            data[luck.randrange(len(data))] ^= 1 << luck.randrange(8)
    return data


def _cut(data: bytearray, _of: Seed, _found: list[Seed], luck: random.Random) -> bytearray:
    if luck.random() < 0.5:
        return data[: luck.randrange(len(data) + 1)]
    at = luck.randrange(len(data) + 1)
    return data[:at] + data[at + luck.choice((1, 2, 16, 512, 5000)) :]


def _splice(data: bytearray, of: Seed, found: list[Seed], luck: random.Random) -> bytearray:
    like = [each for each in found if each.kind == of.kind] if luck.random() < 0.8 else found
    other = luck.choice(like).data
    at, there = luck.randrange(len(data) + 1), luck.randrange(len(other) + 1)
    return (data[:at] + other[there:])[: 2 * _LARGEST]


def _number(data: bytearray, _of: Seed, _found: list[Seed], luck: random.Random) -> bytearray:
    """Write an extreme number where a length or an offset may stand."""
    width = luck.choice((1, 2, 4, 4, 8))
    if len(data) > width:
        at = luck.randrange(min(len(data), luck.choice((64, 512, len(data)))) - min(width, 1))
        order = luck.choice(("little", "big"))
        value = luck.choice((*_EXTREMES, luck.randrange(1 << 32))) & ((1 << 8 * width) - 1)
        data[at : at + width] = value.to_bytes(width, "little" if order == "little" else "big")
    return data


def _repeat(data: bytearray, _of: Seed, _found: list[Seed], luck: random.Random) -> bytearray:
    at = luck.randrange(len(data) + 1)
    piece = data[at : at + luck.choice((4, 40, 400))]
    return data[:at] + piece * luck.choice((2, 50, 2000)) + data[at:]


def _inside(data: bytearray, of: Seed, found: list[Seed], luck: random.Random) -> bytearray:
    """Change one member of a ZIP package and pack it again: no checksum then keeps the change from its reader."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = {
                each.filename: archive.read(each) for each in archive.infolist()[:200] if each.file_size < _LARGEST
            }
        name = luck.choice(sorted(members))
        change = luck.choice((_flip, _cut, _number, _repeat, _splice))
        members[name] = bytes(change(bytearray(members[name]), of, found, luck))
        return bytearray(zipped(members))
    except Exception:  # noqa: BLE001 - it is no ZIP package, or no longer one: it is changed as it stands
        return _flip(data, of, found, luck)


Mutation = Callable[[bytearray, Seed, list[Seed], random.Random], bytearray]
_MUTATIONS: tuple[Mutation, ...] = (_flip, _cut, _splice, _number, _number, _repeat, _inside, _inside)
