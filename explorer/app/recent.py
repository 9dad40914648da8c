"""What the program remembers between runs: recent cases, the window's layout, the colours. Never a case's content."""

import json
import os
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import platformdirs

_MOST = 12
_RECENT = {"path", "title", "opened"}


@dataclass(frozen=True, slots=True)
class RecentCase:
    """A case that was opened here. ``opened`` is ISO 8601, UTC."""

    path: str
    title: str
    opened: str


class Memory:
    """Small values by name, in one JSON file of the user's configuration folder.

    A file that cannot be read is begun anew: nothing in it is anybody's work.
    """

    def __init__(self, folder: Path | None = None) -> None:
        place = os.environ.get("CASEFILE_CONFIG_DIR") or platformdirs.user_config_dir("casefile", appauthor=False)
        self._file = (folder or Path(place)) / "window.json"
        try:
            found = json.loads(self._file.read_text("utf-8"))
        except (OSError, ValueError):
            found = {}
        self._values: dict[str, Any] = found if isinstance(found, dict) else {}

    def get(self, name: str, default: Any = None) -> Any:
        return self._values.get(name, default)

    def set(self, name: str, value: Any) -> None:
        """Keep a value that JSON can hold; unwritable folders are let be."""
        self._values[name] = value
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            temporary = self._file.with_suffix(".tmp")
            temporary.write_text(json.dumps(self._values, ensure_ascii=False, indent=1), "utf-8")
            temporary.replace(self._file)
        except OSError:
            return

    def recent_cases(self) -> list[RecentCase]:
        """Cases opened here that are still there, the newest first."""
        rows = [row for row in self.get("recent", []) if isinstance(row, dict) and set(row) == _RECENT]
        return [RecentCase(**row) for row in rows if (Path(row["path"]) / "case.sqlite").is_file()]

    def remember_case(self, path: Path, title: str) -> None:
        """Put a case first in the list."""
        here = RecentCase(str(path.absolute()), title, datetime.now(UTC).isoformat(timespec="seconds"))
        others = [each for each in self.recent_cases() if each.path != here.path]
        self.set("recent", [asdict(each) for each in (here, *others)][:_MOST])
