"""The small case of the desk's tests, for the page."""

from tests.gui.desk.conftest import made_case, policy, session

__all__ = ["made_case", "policy", "session"]
