"""Which of our faces stands for a font that a deck names, how wide its letters run, and how high its lines stand.

Widths are those of a plain English text over our Helvetica's, Times's or Courier's of the same weight; heights are
ascent plus descent plus gap over the type size. Source: the metrics in the fonts' own tables (hmtx, hhea); Carlito and
Caladea for Calibri and Cambria, which have the same.
"""

from dataclasses import dataclass
from functools import lru_cache

SANS, SERIF, MONO = "sans", "serif", "mono"


@dataclass(frozen=True, slots=True)
class Metrics:
    """How to show a font. ``bold`` is the width of its bold letters."""

    face: str = SANS
    plain: float = 1.0
    bold: float = 1.0
    line: float = 1.15


_KNOWN: tuple[tuple[str, Metrics], ...] = (
    ("calibri light", Metrics(SANS, 0.905, 0.867, 1.22)),
    ("calibri", Metrics(SANS, 0.911, 0.867, 1.22)),
    ("carlito", Metrics(SANS, 0.911, 0.867, 1.22)),
    ("aptos", Metrics(SANS, 0.98, 0.96, 1.22)),
    ("arial narrow", Metrics(SANS, 0.82, 0.82, 1.15)),
    ("arial black", Metrics(SANS, 1.24, 1.2, 1.41)),
    ("arial", Metrics()),
    ("liberation sans", Metrics()),
    ("helvetica", Metrics()),
    ("verdana", Metrics(SANS, 1.16, 1.22, 1.215)),
    ("dejavu sans", Metrics(SANS, 1.133, 1.191, 1.164)),
    ("tahoma", Metrics(SANS, 0.99, 1.06, 1.207)),
    ("trebuchet", Metrics(SANS, 0.98, 0.98, 1.16)),
    ("century gothic", Metrics(SANS, 1.07, 1.03, 1.226)),
    ("gill sans", Metrics(SANS, 0.93, 0.98, 1.15)),
    ("segoe ui", Metrics(SANS, 0.99, 0.99, 1.33)),
    ("franklin gothic", Metrics(SANS, 0.94, 0.94, 1.13)),
    ("candara", Metrics(SANS, 0.95, 0.92, 1.22)),
    ("corbel", Metrics(SANS, 0.94, 0.92, 1.22)),
    ("tw cen", Metrics(SANS, 0.86, 0.9, 1.09)),
    ("lucida sans", Metrics(SANS, 1.09, 1.1, 1.17)),
    ("comic sans", Metrics(SANS, 1.07, 1.07, 1.39)),
    ("impact", Metrics(SANS, 0.93, 0.88, 1.22)),
    ("open sans", Metrics(SANS, 1.04, 1.03, 1.36)),
    ("roboto", Metrics(SANS, 0.99, 0.95, 1.17)),
    ("lato", Metrics(SANS, 0.97, 0.94, 1.2)),
    ("source sans", Metrics(SANS, 0.92, 0.9, 1.257)),
    ("times", Metrics(SERIF, 1.0, 1.0, 1.15)),
    ("liberation serif", Metrics(SERIF, 1.0, 1.0, 1.15)),
    ("cambria", Metrics(SERIF, 1.013, 1.046, 1.172)),
    ("caladea", Metrics(SERIF, 1.013, 1.046, 1.172)),
    ("georgia", Metrics(SERIF, 1.11, 1.13, 1.136)),
    ("garamond", Metrics(SERIF, 0.94, 0.97, 1.125)),
    ("constantia", Metrics(SERIF, 1.07, 1.06, 1.22)),
    ("palatino", Metrics(SERIF, 1.07, 1.06, 1.35)),
    ("book antiqua", Metrics(SERIF, 1.07, 1.06, 1.24)),
    ("bookman", Metrics(SERIF, 1.16, 1.16, 1.17)),
    ("century", Metrics(SERIF, 1.1, 1.1, 1.2)),
    ("perpetua", Metrics(SERIF, 0.9, 0.95, 1.14)),
    ("rockwell", Metrics(SERIF, 1.1, 1.12, 1.17)),
    ("baskerville", Metrics(SERIF, 1.02, 1.05, 1.15)),
    ("roman", Metrics(SERIF)),
    ("serif", Metrics(SERIF)),
    ("courier", Metrics(MONO, 1.0, 1.0, 1.133)),
    ("consolas", Metrics(MONO, 0.916, 0.916, 1.17)),
    ("menlo", Metrics(MONO, 1.003, 1.003, 1.164)),
    ("lucida console", Metrics(MONO, 1.004, 1.004, 1.0)),
    ("typewriter", Metrics(MONO)),
    ("mono", Metrics(MONO)),
)  # fmt: skip
_OTHER = Metrics()


@lru_cache(maxsize=512)
def metrics_of(font: str) -> Metrics:
    """How a font is shown; an unknown one as Arial."""
    name = font.strip().lower()[:100]
    for known, metrics in _KNOWN:
        if name.startswith(known):
            return metrics
    return next((metrics for known, metrics in _KNOWN if known in name and "sans" not in name), _OTHER)
