"""LibreOffice for tests: there, or the test is skipped with a plain message."""

import pytest

from explorer.extract.office_program import office_program


def need_office() -> None:
    if office_program() is None:
        pytest.skip("LibreOffice is not installed here")
