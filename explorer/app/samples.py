"""The sample case: the fictional productions that come with the program, as they would be added by a person."""

import json
from pathlib import Path

from explorer.app.adding import ProductionDetails
from explorer.resources import sample_folder

SAMPLE_NAME = "Sample case.casefile"
SAMPLE_TITLE = "Sample case (fictional)"
_DETAILS = "production.json"


def sample_productions() -> list[tuple[list[Path], ProductionDetails]]:
    """The files of each sample production and what is known of it."""
    found = []
    for folder in sorted((sample_folder() / "productions").iterdir()):
        if (folder / _DETAILS).is_file():
            known = json.loads((folder / _DETAILS).read_text("utf-8"))
            details = ProductionDetails(
                known["name"], known["agency"], known["request_number"], known["received"], known["note"]
            )
            found.append((sorted(path for path in folder.iterdir() if path.name != _DETAILS), details))
    return found
