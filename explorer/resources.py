"""Finds the files that come with the program: beside the package in a checkout, inside it in an installed wheel."""

from pathlib import Path

from explorer.errors import InputError

_PACKAGE = Path(__file__).parent


def resource_folder() -> Path:
    """Icons, style sheets, translations."""
    return _folder("resources", "_resources")


def sample_folder() -> Path:
    """The fictional sample documents."""
    return _folder("sample_docs", "_sample_docs")


def _folder(beside: str, inside: str) -> Path:
    for folder in (_PACKAGE / inside, _PACKAGE.parent / beside):
        if folder.is_dir():
            return folder
    raise InputError(f"The program's folder “{beside}” is missing", "Install Casefile again.")
