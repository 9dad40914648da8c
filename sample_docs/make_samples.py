"""Writes the samples and the truth about them: ``python -m sample_docs.make_samples [FOLDER]``.

The same versions of the libraries give the same bytes each time. What lies in FOLDER (this one if none is named)
is replaced.
"""

import json
import shutil
import sys
from pathlib import Path

from sample_docs.maker.documents import productions
from sample_docs.maker.draft import draft_markdown
from sample_docs.maker.expected import expected
from sample_docs.maker.story import BATCHES
from sample_docs.maker.word import draft_docx


def make(target: Path) -> None:
    """Writes productions/, drafts/ and expected.json into the folder.

    Raises:
        OSError: the folder cannot be written.
        ValueError: the samples contradict themselves, which is a bug in them.
    """
    files = productions()
    truth = expected(files)
    for name in ("productions", "drafts"):
        shutil.rmtree(target / name, ignore_errors=True)
    for made in files:
        _write(target / "productions" / made.path, made.data)
    for batch in BATCHES:
        _write(target / "productions" / batch.folder / "production.json", _json(batch.row()))
    _write(target / "drafts" / "story.md", draft_markdown().encode())
    _write(target / "drafts" / "story.docx", draft_docx(draft_markdown()))
    _write(target / "expected.json", _json(truth))


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


if __name__ == "__main__":
    make(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
