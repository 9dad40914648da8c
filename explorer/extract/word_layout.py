"""What word-processor files of every kind share when they are set."""

from collections.abc import Iterator

from explorer.extract.typeset import Block


def without_gaps(blocks: Iterator[Block]) -> Iterator[Block]:
    """Leave out all but one of several empty paragraphs in a row."""
    empty = 0
    for block in blocks:
        runs = getattr(block, "runs", None)
        is_empty = runs is not None and not any(run.text.strip() for run in runs)
        empty = empty + 1 if is_empty else 0
        if empty < 2:
            yield block
