"""A query tree back to text that reads as the same tree."""

from explorer.model.query import (
    AllOf,
    AnyOf,
    Everything,
    Field,
    Fuzzy,
    Near,
    NoneOf,
    Pattern,
    Phrase,
    Query,
    Term,
)


def unparse(query: Query) -> str:
    """The query as it would be typed. ``parse(unparse(q)) == q`` for every tree that ``parse`` makes."""
    match query:
        case AnyOf(parts):
            return " OR ".join(_nested(part, AnyOf) for part in parts)
        case AllOf(parts):
            return " ".join(_nested(part, AnyOf, AllOf) for part in parts)
        case NoneOf(part):
            return f"NOT {_nested(part, AnyOf, AllOf)}"
        case Everything():
            return ""
        case Term(text, exact):
            return f'"{text}"' if exact and text.isalnum() else text
        case Phrase(words):
            return f'"{" ".join(words)}"'
        case Pattern(pattern):
            return pattern
        case Fuzzy(text, distance):
            return f"{text}~{distance}"
        case Near(words, distance):
            return f'"{" ".join(words)}"~{distance}'
        case Field():
            return _field(query)


def _nested(part: Query, *kinds: type) -> str:
    return f"({unparse(part)})" if isinstance(part, kinds) else unparse(part)


def _field(query: Field) -> str:
    if query.low or query.high:
        return f'{query.field}:"{query.low}..{query.high}"'
    return f'{query.field}:"{query.value}"'
