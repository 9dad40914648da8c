"""Passwords as they are given and tried."""

from pathlib import Path

import pytest

from explorer.errors import InputError
from explorer.jobs.passwords import MOST, Passwords, passwords_in


def test_the_one_that_fitted_is_tried_first() -> None:
    passwords = Passwords()
    passwords.give(["a", "b", "", "b", "c"])
    passwords.fits("b")
    passwords.give(["c", "d"])
    assert passwords.known() == ("b", "a", "c", "d")


def test_a_file_has_one_on_each_line_and_spaces_count(tmp_path: Path) -> None:
    file = tmp_path / "passwords.txt"
    file.write_bytes("\ufeffone\r\n\n    \nzwei ü\nlast".encode())
    assert passwords_in(file) == ["one", "    ", "zwei ü", "last"]


def test_too_many_are_refused_and_none_of_them_is_said() -> None:
    with pytest.raises(InputError) as refused:
        Passwords().give(f"secret-{number}" for number in range(MOST + 1))
    assert "secret" not in str(refused.value) + refused.value.advice()


@pytest.mark.parametrize("data", [None, b"\xff\xfe\x00secret", b"secret\n" * 20_000])
def test_what_is_no_list_of_passwords_is_refused(tmp_path: Path, data: bytes | None) -> None:
    file = tmp_path / "passwords.txt"
    if data is not None:
        file.write_bytes(data)
    with pytest.raises(InputError) as refused:
        passwords_in(file)
    assert "secret" not in str(refused.value) + refused.value.advice()
