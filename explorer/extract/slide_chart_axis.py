"""The axis of a chart's numbers: from where to where it goes, and which of its values are named.

Round steps of 1, 2 or 5 times a power of ten, as in Heckbert, "Nice numbers for graph labels" (Graphics Gems, 1990).
"""

import math
from dataclasses import dataclass

from explorer.extract.drawing_parts import Chart

_STEPS = 5  # about so many are wished for


@dataclass(frozen=True, slots=True)
class Axis:
    """An axis; ``ticks`` are the values that are named."""

    low: float
    high: float
    ticks: tuple[float, ...]
    is_percent: bool = False

    def share(self, value: float) -> float:
        """Where a value stands between both ends, 0 to 1."""
        return min(max((value - self.low) / (self.high - self.low), 0.0), 1.0)

    def words(self, value: float) -> str:
        return f"{value * 100:.4g}%" if self.is_percent else format(round(value, 12), ",.12g")


def axis_of(chart: Chart) -> Axis | None:
    """The axis that holds all of a chart's numbers and zero; None if it has none."""
    values = [value for each in chart.series for value in each.values if value is not None]
    if chart.is_stacked and values:
        count = max(len(each.values) for each in chart.series)
        columns = [[each.values[at] or 0.0 for each in chart.series if at < len(each.values)] for at in range(count)]
        values = [sum(v for v in column if v > 0) for column in columns]
        values += [sum(v for v in column if v < 0) for column in columns]
    if not values:
        return None
    low = min(0.0, *values) if chart.least is None else chart.least
    high = max(0.0, *values) if chart.most is None else chart.most
    if high - low < max(abs(low), 1.0) * 1e-9:
        high = low + 1
    step = _round_step((high - low) / _STEPS)
    if chart.least is None:
        low = math.floor(low / step + 1e-9) * step
    if chart.most is None:
        high = math.ceil(high / step - 1e-9) * step
    ticks = tuple(low + step * at for at in range(int((high - low) / step + 1e-6) + 1))
    return Axis(low, high, ticks, chart.is_percent)


def _round_step(rough: float) -> float:
    power = 10.0 ** math.floor(math.log10(max(rough, 1e-12)))
    return next((times * power for times in (1, 2, 5) if times * power >= rough * 0.85), 10 * power)
