"""Productions, changed only through the journal."""

from sqlite_utils import Database

from explorer.model.case import Production, ProductionId
from explorer.store.documents import productions
from explorer.store.journal import Journal


def production_named(db: Database, name: str) -> Production | None:
    """The production of that name, letter case apart."""
    return next((each for each in productions(db) if each.name.casefold() == name.casefold()), None)


def add_production(
    journal: Journal, name: str, agency: str = "", request_number: str = "", received: str = "", note: str = ""
) -> ProductionId:
    position = journal.db.execute("SELECT coalesce(max(position), -1) + 1 FROM production").fetchone()[0]
    row = {
        "name": name,
        "agency": agency,
        "request_number": request_number,
        "received": received,
        "note": note,
        "position": position,
    }
    with journal.operation(f"Add production “{name}”") as operation:
        return ProductionId(operation.insert("production", row))


def edit_production(journal: Journal, production: Production) -> None:
    """Change what is known of a production; its name too."""
    row = {"name": production.name, "agency": production.agency, "request_number": production.request_number,
           "received": production.received, "note": production.note}  # fmt: skip
    with journal.operation(f"Change production “{production.name}”") as operation:
        operation.update("production", production.id, row)
