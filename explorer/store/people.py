"""Who a message's fields name."""

import re

_ADDRESS = re.compile(r"[^\s<>,;:()\"\[\]]{1,64}@[^\s<>,;:()\"\[\]]{1,255}")


def people(*fields: str) -> frozenset[str]:
    """The addresses that the fields name; where a field has none, the names in it."""
    found: set[str] = set()
    for text in fields:
        addresses = _ADDRESS.findall(text)
        found.update(each.casefold() for each in addresses or (name.strip() for name in text.split(";")) if each)
    return frozenset(found)
