"""Signatures: a scribble from a seed, as points between 0 and 1."""

import random


def scribble(name: str) -> list[tuple[float, float]]:
    """The points of a signature's line, the same for the same name."""
    seeded = random.Random(name)
    points = [(0.0, 0.7)]
    for step in range(1, 22):
        height = seeded.uniform(0.05, 0.95) if step % 2 else seeded.uniform(0.35, 0.8)
        points.append((min(1.0, step / 22 + seeded.uniform(-0.03, 0.05)), height))
    return [*points, (1.0, 0.62), (0.12, 0.9)]
