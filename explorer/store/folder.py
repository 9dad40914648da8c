"""Where everything lies in a case folder."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class CaseFolder:
    """The paths of a case."""

    path: Path

    @property
    def database(self) -> Path:
        return self.path / "case.sqlite"

    @property
    def originals(self) -> Path:
        return self.path / "originals"

    @property
    def cache(self) -> Path:
        return self.path / "cache"

    @property
    def renditions(self) -> Path:
        return self.cache / "renditions"

    @property
    def lock_file(self) -> Path:
        return self.path / "case.lock"
