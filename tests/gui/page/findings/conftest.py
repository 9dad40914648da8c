"""The small case of the other desks' tests: it names people and organisations, which the deck does not."""

from tests.gui.desk.conftest import made_case, policy, session

__all__ = ["made_case", "policy", "session"]
