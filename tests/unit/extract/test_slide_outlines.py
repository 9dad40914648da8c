"""Preset outlines, gradients and fonts of slides, as what they look like."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.extract.slide_fonts import MONO, SERIF, metrics_of
from explorer.extract.slide_gradient import Gradient, cut, strips
from explorer.extract.slide_outlines import Sized
from explorer.extract.slide_presets import CLOSED, OPEN

SIZES = st.floats(0, 5_000)
ADJUSTS = st.dictionaries(st.sampled_from(["adj", "adj1", "adj2"]), st.floats(-1e12, 1e12), max_size=3)
BLACK, WHITE = (0.0, 0.0, 0.0), (1.0, 1.0, 1.0)
SQUARE = ((0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0))
FREE = {"wedgeRectCallout", "wedgeRoundRectCallout", "wedgeEllipseCallout", "bentConnector3", "bentConnector4",
        "bentConnector5"}  # their tips and bends may lie outside  # fmt: skip


def area(points: object) -> float:
    """Twice the signed area would do, but halves read better (the shoelace formula)."""
    spots = list(points)  # type: ignore[call-overload]
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(spots, spots[1:] + spots[:1], strict=True))) / 2


@pytest.mark.parametrize("name", sorted(CLOSED))
@settings(max_examples=12)
@given(w=SIZES, h=SIZES, adjust=ADJUSTS)
def test_a_closed_outline_stays_in_its_frame(name: str, w: float, h: float, adjust: dict[str, float]) -> None:
    points = CLOSED[name](Sized(w, h, adjust))
    assert 3 <= len(points) < 400
    assert all(math.isfinite(part) for point in points for part in point)
    if name not in FREE:
        assert all(-0.01 <= part <= 1.01 for point in points for part in point)


@pytest.mark.parametrize("name", sorted(OPEN))
@settings(max_examples=12)
@given(w=SIZES, h=SIZES, adjust=ADJUSTS)
def test_an_open_outline_is_of_finite_points(name: str, w: float, h: float, adjust: dict[str, float]) -> None:
    for path in OPEN[name](Sized(w, h, adjust)):
        assert len(path) > 1
        assert all(math.isfinite(part) for point in path for part in point)


def test_round_corners_take_little_off() -> None:
    assert 0.97 < area(CLOSED["roundRect"](Sized(10, 10, {}))) < 1.0
    assert area(CLOSED["roundRect"](Sized(10, 10, {"adj": 50_000}))) == pytest.approx(math.pi / 4, abs=0.01)


def test_an_arrow_turned_down_points_down() -> None:
    assert (0.5, 1.0) in [(round(x, 6), round(y, 6)) for x, y in CLOSED["downArrow"](Sized(10, 30, {}))]


def test_a_callout_reaches_to_its_tip() -> None:
    adjust = {"adj1": 0.0, "adj2": 100_000.0}
    for name in ("wedgeRectCallout", "wedgeRoundRectCallout", "wedgeEllipseCallout"):
        assert (0.5, 1.5) in CLOSED[name](Sized(10, 10, adjust))


@given(st.floats(0, math.tau), st.floats(-20, 20))
def test_what_is_cut_off_and_what_is_kept_make_the_whole(angle: float, least: float) -> None:
    across = math.cos(angle), math.sin(angle)
    kept, rest = cut(SQUARE, across, least), cut(SQUARE, (-across[0], -across[1]), -least)
    assert area(kept) + area(rest) == pytest.approx(100.0, abs=1e-6)


def test_a_gradient_runs_from_its_first_colour_to_its_last() -> None:
    made = strips(Gradient(((0.0, BLACK), (1.0, WHITE))), SQUARE)
    shades = [each.fill[0] for each in made if each.fill]
    assert shades == sorted(shades)
    assert shades[0] < 0.07
    assert shades[-1] > 0.93


def test_a_gradient_outwards_has_its_first_colour_in_the_middle() -> None:
    made = strips(Gradient(((0.0, BLACK), (1.0, WHITE)), centre=(0.5, 0.5)), SQUARE)
    assert made[0].fill == WHITE
    assert made[-1].fill is not None
    assert made[-1].fill[0] < 0.05


@given(st.lists(st.tuples(st.floats(0, 1), st.just(BLACK)), min_size=1, max_size=5), st.floats(-1, 2))
def test_a_gradient_has_a_colour_everywhere(stops: list[tuple[float, tuple[float, float, float]]], at: float) -> None:
    assert Gradient(tuple(sorted(stops))).colour(at) == pytest.approx(BLACK)


def test_fonts_are_known_by_how_they_begin() -> None:
    assert metrics_of("Calibri").plain < metrics_of("Arial").plain < metrics_of("Verdana").plain
    assert metrics_of("Times New Roman").face == SERIF
    assert metrics_of("Courier New").face == MONO
    assert metrics_of("A font that nobody knows") == metrics_of("Arial")
