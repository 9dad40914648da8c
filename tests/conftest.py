"""What every test runs under: no screen, nobody's own settings or caches, and hypothesis without a clock."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

os.environ["QT_QPA_PLATFORM"] = "offscreen"
# Where changes are judged, the same examples each time; elsewhere new ones, so that new faults are found.
settings.register_profile("casefile", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("casefile")


@pytest.fixture(autouse=True, scope="session")
def _own_folders(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Keep indexes, settings and reports of tests out of the user's folders."""
    base: Path = tmp_path_factory.mktemp("own")
    os.environ["CASEFILE_CACHE_DIR"] = str(base / "cache")
    os.environ["CASEFILE_CONFIG_DIR"] = str(base / "config")
    os.environ["CASEFILE_LOG_DIR"] = str(base / "log")
