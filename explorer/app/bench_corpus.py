"""Makes the benchmark's corpus: born-digital PDFs of known size whose words are spread as in real text.

Words are drawn by Zipf's law (rank-frequency exponent 1, as in English), seeded, so two runs make the same bytes. The
commonest are English's own, so that a page's language is told as that of a real one is; all others are made. The PDFs
are written plainly (ISO 32000-1, 7.5): no library is measured by its own output.
"""

import random
from itertools import accumulate
from pathlib import Path

VOCABULARY = 30_000
WORDS_A_PAGE = 400
PAGES_A_FILE = 20
_LINE_WORDS = 12
_COMMONEST = """
the of and to a in is that for it as was with be by on not he his but at are this have had which or from an they were
been their has would will there we more if no when who so can one its all her
"""
_SYLLABLES = (
    "ba",
    "cor",
    "del",
    "fen",
    "gra",
    "hul",
    "in",
    "jor",
    "kel",
    "lin",
    "mar",
    "nor",
    "ost",
    "per",
    "qua",
    "rin",
    "sol",
    "tam",
    "ur",
    "vel",
)


def vocabulary() -> list[str]:
    """Made words by falling frequency."""
    chosen: dict[str, None] = {}
    luck = random.Random(7)  # noqa: S311 - a fixed corpus, not a secret
    while len(chosen) < VOCABULARY:
        chosen["".join(luck.choices(_SYLLABLES, k=luck.randint(1, 4)))] = None
        if len(chosen) > VOCABULARY * 0.9:
            chosen[f"w{len(chosen)}x"] = None
    return list(chosen)


def make_corpus(folder: Path, pages: int) -> int:
    """Write PDFs of ``pages`` pages in all. Returns their size in bytes."""
    words = [*_COMMONEST.split(), *vocabulary()][:VOCABULARY]
    weights = list(accumulate(1 / rank for rank in range(1, len(words) + 1)))
    luck = random.Random(11)  # noqa: S311 - a fixed corpus, not a secret
    size = 0
    for number, first in enumerate(range(0, pages, PAGES_A_FILE)):
        texts = [
            luck.choices(words, cum_weights=weights, k=WORDS_A_PAGE) for _ in range(min(PAGES_A_FILE, pages - first))
        ]
        target = folder / f"{number // 100:03d}" / f"file-{number:05d}.pdf"
        target.parent.mkdir(parents=True, exist_ok=True)
        size += target.write_bytes(pdf(texts, first))
    return size


def pdf(pages: list[list[str]], first: int = 0) -> bytes:
    """A PDF with one page for each list of words, each with its number in the case as a last line."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids = []
    for number, words in enumerate(pages):
        lines = [" ".join(words[at : at + _LINE_WORDS]) for at in range(0, len(words), _LINE_WORDS)]
        stream = (
            "BT /F1 9 Tf 14 TL 54 740 Td "
            + " ".join(f"({line}) ' " for line in [*lines, f"page{first + number}x"])
            + "ET"
        )
        kids.append(f"{len(objects) + 1} 0 R")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {len(objects) + 2} 0 R"
            " /Resources << /Font << /F1 3 0 R >> >> >>"
        )
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    out, offsets = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("ascii")
    table = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += "".join(f"{offset:010d} 00000 n \n" for offset in offsets).encode()
    out += f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n".encode()
    return bytes(out)
