"""What a person can set, in one table: the settings dialog, the file and the documentation follow from it.

Kept as TOML in the user's configuration folder (``CASEFILE_CONFIG_DIR`` where that is set). A key that this version
does not know is kept as it is, for the version that does. What the program merely remembers is in recent.py.
"""

import os
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import platformdirs

from explorer.app.toml_text import toml_text
from explorer.errors import InputError

Value = bool | int | str
FILE = "settings.toml"


@dataclass(frozen=True, slots=True)
class Setting:
    """
    Attributes:
        key: section.name; the same in the file, the documentation and tests.
        kind: bool, int or str.
        default: what holds until somebody sets it.
        text: what it does, as the dialog and the documentation say it.
        choices: the values it may have, with their words; none where any will do.
        least, most: of a number.
        unit: of a number, as shown behind it.
    """

    key: str
    kind: type[bool] | type[int] | type[str]
    default: Value
    text: str
    choices: tuple[tuple[str, str], ...] = ()
    least: int = 0
    most: int = 0
    unit: str = ""

    def problem(self, value: object) -> str:
        """Why a value cannot be used; empty if it can."""
        if type(value) is not self.kind:
            wanted = {bool: "true or false", int: "a whole number", str: "a text"}[self.kind]
            return f"“{self.key}” is {wanted}, not “{value}”"
        if self.choices and value not in [choice for choice, _ in self.choices]:
            return f"“{self.key}” is one of {', '.join(choice for choice, _ in self.choices)}, not “{value}”"
        if isinstance(value, int) and self.kind is int and not self.least <= value <= self.most:
            return f"“{self.key}” lies between {self.least} and {self.most}, not at {value}"
        return ""


SETTINGS: tuple[Setting, ...] = (
    Setting(
        "look.scheme", str, "system", "Colours",
        choices=(("system", "As the system"), ("light", "Light"), ("dark", "Dark")),
    ),
    Setting("look.text_size", int, 100, "Size of text, from the next start on", least=80, most=200, unit="%"),
    Setting("start.reopen", bool, False, "Open the case worked on last when Casefile starts"),
    Setting("person.name", str, "", "Your name, as checks and findings show it; empty is your name on this computer"),
    Setting("read.dim_quoted", bool, False, "Dim quoted layers, signatures and small print on pages of mail"),
    Setting("search.fold", bool, True, "Fold results that are nearly the same into one, from the next search on"),
    Setting("search.remember", bool, True, "Remember what was searched for, for the Down key in the search field"),
    Setting(
        "search.engine", str, "auto", "Search engine",
        choices=(("auto", "By the size of the case"), ("whoosh", "Whoosh"), ("tantivy", "tantivy")),
    ),
    Setting("add.readers", int, 0, "Files read at the same time; 0 is one for each processor", least=0, most=64),
    Setting("add.watch", bool, False, "Add what is new in folders that were added, while their case is open"),
    Setting("add.watch_seconds", int, 10, "Look for it every", least=1, most=3600, unit="s"),
    Setting("ocr.on", bool, True, "Read the words of pages that are pictures (OCR)"),
    Setting(
        "ocr.engine", str, "auto", "What reads them",
        choices=(
            ("auto", "Tesseract where it is installed, else RapidOCR"),
            ("tesseract", "Tesseract"),
            ("rapidocr", "RapidOCR"),
        ),
    ),
    Setting("ocr.languages", str, "", "Languages on them, as “en, fr”; empty lets the engine choose"),
    Setting("ocr.tessdata", str, "", "Folder of Tesseract’s language data; empty is the system’s"),
    Setting("ocr.workers", int, 0, "Pages read at the same time; 0 is one for each processor", least=0, most=16),
)  # fmt: skip
_BY_KEY = {setting.key: setting for setting in SETTINGS}


class Settings:
    """The settings of one person. A value that cannot be used counts as not set; ``problems`` says so.

    Args:
        folder: where the file lies; the user's configuration folder if none is given.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self.file = (folder or config_folder()) / FILE
        self.problems: list[str] = []
        self._watchers: list[Callable[[str], None]] = []
        self._is_broken = False  # the file is there, and is no TOML
        self._values = self._loaded()

    def __getitem__(self, key: str) -> Any:
        """The value of a setting; its type is the setting's."""
        setting = _BY_KEY[key]
        value = self._raw(key)
        return setting.default if value is None or setting.problem(value) else value

    def set(self, key: str, value: Value) -> None:
        """Keep a value and tell the watchers.

        Raises:
            InputError: it cannot be used.
        """
        if problem := _BY_KEY[key].problem(value):
            raise InputError(problem, "Choose another value; nothing was changed")
        section, _, name = key.partition(".")
        self._section(section)[name] = value
        self._store()
        for watcher in self._watchers:
            watcher(key)

    def hold(self, key: str, value: Value) -> None:
        """Use a value in this process alone; nothing is written."""
        section, _, name = key.partition(".")
        self._section(section)[name] = value

    def watch(self, watcher: Callable[[str], None]) -> None:
        """Call ``watcher`` with the key of each setting that was set."""
        self._watchers.append(watcher)

    @property
    def keys(self) -> dict[str, tuple[str, ...]]:
        """The keys that a person chose for actions, by the action's id."""
        found = self._values.get("keys", {})
        return {name: _keys(value) for name, value in found.items() if _is_keys(value)} if _is_table(found) else {}

    def set_keys(self, action: str, keys: Sequence[str] | None) -> None:
        """Choose keys for an action; None gives the catalog's back."""
        if keys is None:
            self._section("keys").pop(action, None)
        else:
            self._section("keys")[action] = list(keys)
        self._store()

    def _section(self, name: str) -> dict[str, Any]:
        """The table of that name; whatever else stood there cannot be used and gives way."""
        if not _is_table(self._values.get(name)):
            self._values[name] = {}
        section: dict[str, Any] = self._values[name]
        return section

    def _raw(self, key: str) -> Any:
        section, _, name = key.partition(".")
        found = self._values.get(section)
        return found.get(name) if isinstance(found, Mapping) else None

    def _loaded(self) -> dict[str, Any]:
        try:
            values = tomllib.loads(self.file.read_text("utf-8"))
        except OSError:
            return {}
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
            self.problems.append(f"{self.file} cannot be read ({problem}); every setting is at its default")
            self._is_broken = True
            return {}
        self.problems += _problems(values)
        return values

    def _store(self) -> None:
        """Write the file whole, or leave it as it was.

        Raises:
            InputError: the folder cannot be written.
        """
        temporary = self.file.with_suffix(".tmp")
        try:
            self.file.parent.mkdir(parents=True, exist_ok=True)
            if self._is_broken:
                self.file.replace(self.file.with_suffix(".broken"))  # somebody's typing; not ours to throw away
                self._is_broken = False
            temporary.write_text(toml_text(self._values), "utf-8")
            temporary.replace(self.file)
        except OSError as problem:
            raise InputError(
                f"The settings could not be kept in {self.file} ({problem.strerror})",
                "They hold until you close Casefile",
            ) from problem


def config_folder() -> Path:
    """Where settings and memory lie."""
    return Path(os.environ.get("CASEFILE_CONFIG_DIR") or platformdirs.user_config_dir("casefile", appauthor=False))


def _problems(values: Mapping[str, Any]) -> list[str]:
    """What of a file this version does not know or cannot use."""
    problems = []
    for section, inside in values.items():
        for name, value in inside.items() if isinstance(inside, Mapping) and section != "keys" else ():
            setting = _BY_KEY.get(f"{section}.{name}")
            if setting is None:
                problems.append(f"“{section}.{name}” is not a setting of this version; it is kept")
            elif problem := setting.problem(value):
                problems.append(problem)
    return problems


def _is_table(found: object) -> bool:
    return isinstance(found, dict)


def _is_keys(value: object) -> bool:
    return isinstance(value, str) or (isinstance(value, list) and all(isinstance(each, str) for each in value))


def _keys(value: str | list[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)
