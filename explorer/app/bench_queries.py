"""The queries of the benchmark, several of each kind, over the made vocabulary; in our language and in Recoll's."""

import random
from collections.abc import Callable
from dataclasses import dataclass

from explorer.app.bench_corpus import vocabulary

EACH = 20  # queries of a kind
_COMMON, _MIDDLE, _RARE = (2, 60), (200, 2000), (5000, 25_000)  # ranks in the vocabulary


@dataclass(frozen=True, slots=True)
class Asked:
    """One query. ``recoll`` is empty where Recoll's language has no such thing."""

    ours: str
    recoll: str


def queries() -> dict[str, tuple[Asked, ...]]:
    """So many queries of each kind, the same every time."""
    words, dice = vocabulary(), random.Random(3)  # noqa: S311 - fixed queries, not a secret

    def word(ranks: tuple[int, int]) -> str:
        return words[dice.randrange(*ranks)]

    def near(a: str, b: str) -> Asked:
        return Asked(f'"{a} {b}"~10', f'"{a} {b}"p10')

    def filtered(a: str) -> Asked:
        return Asked(f"{a} kind:pdf", f"{a} ext:pdf")

    kinds: dict[str, Callable[[], Asked]] = {
        "common word": lambda: _same(word(_COMMON)),
        "rare word": lambda: _same(word(_RARE)),
        "and": lambda: _same(f"{word(_MIDDLE)} {word(_MIDDLE)}"),
        "or": lambda: _same(f"{word(_MIDDLE)} OR {word(_RARE)}"),
        "phrase": lambda: _same(f'"{word(_COMMON)} {word(_COMMON)}"'),
        "prefix": lambda: _same(f"{word(_MIDDLE)[:4]}*"),
        "fuzzy": lambda: Asked(f"{word(_RARE)}~1", ""),
        "near": lambda: near(word(_COMMON), word(_MIDDLE)),
        "filter": lambda: filtered(word(_COMMON)),
    }
    return {kind: tuple(make() for _ in range(EACH)) for kind, make in kinds.items()}


def _same(query: str) -> Asked:
    return Asked(query, query)
