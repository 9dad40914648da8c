"""Settings: their defaults, what is refused, and that nothing somebody wrote is lost."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.app.settings import FILE, SETTINGS, Settings
from explorer.app.toml_text import toml_text
from explorer.errors import InputError

PLAIN = (
    st.booleans()
    | st.integers(-(2**63), 2**63 - 1)
    | st.floats(allow_nan=False)
    | st.text(st.characters(exclude_categories=("Cs",)))
    | st.dates()
    | st.datetimes()
)
KEYS = st.text(st.characters(exclude_categories=("Cs",)))
VALUES = st.recursive(
    PLAIN, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4), max_leaves=12
)


@given(st.dictionaries(KEYS, VALUES, max_size=6))
def test_what_is_written_reads_back_as_itself(values: dict[str, Any]) -> None:
    assert tomllib.loads(toml_text(values)) == values


def test_what_has_no_form_in_toml_is_our_mistake() -> None:
    with pytest.raises(TypeError):
        toml_text({"key": None})


def test_every_default_can_be_used() -> None:
    assert [setting.key for setting in SETTINGS if setting.problem(setting.default)] == []


def test_a_setting_is_kept_for_the_next_start(tmp_path: Path) -> None:
    Settings(tmp_path).set("look.scheme", "dark")
    assert Settings(tmp_path)["look.scheme"] == "dark"


@pytest.mark.parametrize(
    ("key", "value"),
    [("look.scheme", "pink"), ("look.text_size", 5), ("look.text_size", True), ("start.reopen", 1)],
)
def test_a_value_that_cannot_be_used_is_refused_and_nothing_changes(tmp_path: Path, key: str, value: Any) -> None:
    settings = Settings(tmp_path)
    before = settings[key]
    with pytest.raises(InputError):
        settings.set(key, value)
    assert settings[key] == before


def test_a_wrong_value_in_the_file_counts_as_not_set_and_is_named(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text('[look]\nscheme = "pink"\ntext_size = 120\n', "utf-8")
    settings = Settings(tmp_path)
    assert (settings["look.scheme"], settings["look.text_size"]) == ("system", 120)
    assert "look.scheme" in settings.problems[0]


def test_a_key_of_another_version_is_kept(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text('[later]\nwidth = 3\n[look]\nshine = "much"\n', "utf-8")
    settings = Settings(tmp_path)
    settings.set("look.scheme", "dark")
    kept = tomllib.loads((tmp_path / FILE).read_text("utf-8"))
    assert kept == {"later": {"width": 3}, "look": {"shine": "much", "scheme": "dark"}}
    assert len(settings.problems) == 2


def test_a_file_that_is_no_toml_is_put_aside_not_lost(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("look = [", "utf-8")
    settings = Settings(tmp_path)
    settings.set("look.scheme", "light")
    assert settings.problems
    assert (tmp_path / "settings.broken").read_text("utf-8") == "look = ["
    assert Settings(tmp_path)["look.scheme"] == "light"


def test_something_else_in_a_sections_place_gives_way(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("look = 3\nkeys = 4\n", "utf-8")
    settings = Settings(tmp_path)
    assert (settings["look.scheme"], settings.keys) == ("system", {})
    settings.set("look.scheme", "dark")
    assert Settings(tmp_path)["look.scheme"] == "dark"


def test_watchers_are_told_of_what_was_set(tmp_path: Path) -> None:
    settings, told = Settings(tmp_path), list[str]()
    settings.watch(told.append)
    settings.set("add.readers", 3)
    assert told == ["add.readers"]


def test_a_persons_own_keys_are_kept_and_given_back(tmp_path: Path) -> None:
    settings = Settings(tmp_path)
    settings.set_keys("page.next_hit", ["X"])
    assert Settings(tmp_path).keys == {"page.next_hit": ("X",)}
    settings.set_keys("page.next_hit", None)
    assert Settings(tmp_path).keys == {}


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "config").write_text("in the way", "utf-8")
    with pytest.raises(InputError, match="could not be kept"):
        Settings(tmp_path / "config").set("look.scheme", "dark")
