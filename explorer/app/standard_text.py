"""Reads a newsroom's standard from its TOML. A slip is named with its place, and nothing is guessed."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from explorer.errors import InputError
from explorer.model.claim import ClaimType, Risk
from explorer.model.standard import Check, Rule, Standard

_LARGEST, _LONGEST, _MOST = 1_000_000, 100_000, 50  # bytes read of a file; its characters; checks, and rules
_TOP = frozenset(("name", "needed", "required", "check", "rule"))
_CHECK = frozenset(("name", "text", "sources", "by_another"))
_RULE = frozenset(("type", "risk", "needed", "required"))
_REMEDY = "“casefile standard show CASE” prints one that works; change a copy of it."


def read_standard(file: Path) -> str:
    """The text of a newsroom's file.

    Raises:
        InputError: it cannot be read as text.
    """
    try:
        with file.open("rb") as opened:
            return opened.read(_LARGEST).decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as problem:
        raise InputError(f"“{file.name}” cannot be read as text ({problem})", "Save it as UTF-8.") from problem


def parse_standard(text: str) -> Standard:
    """A standard as it is written in TOML.

    Raises:
        InputError: it cannot be read; says which line or which check.
    """
    if len(text) > _LONGEST:
        raise _slip(f"The standard is longer than {_LONGEST:,} characters")
    try:
        table = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as problem:
        raise _slip(f"The standard is not TOML: {problem}") from problem
    _expect_only(table, _TOP, "the standard")
    checks = tuple(_check(each, n) for n, each in enumerate(_tables(table, "check"), 1))
    names = [each.name for each in checks]
    if not checks:
        raise _slip("The standard has no [[check]]")
    if twice := next((name for name in names if names.count(name) > 1), None):
        raise _slip(f"Two checks of the standard are called “{twice}”")
    rules = tuple(_rule(each, n, names) for n, each in enumerate(_tables(table, "rule"), 1))
    needed = _needed(table, "the standard", len(names))
    if needed is None:
        raise _slip("The standard does not say how many checks are needed: needed = 2")
    name = _text(table, "name", "the standard") or "This newsroom"
    return Standard(name, checks, needed, _required(table, "the standard", names), rules)


def _check(table: Mapping[str, Any], n: int) -> Check:
    where = f"check {n}"
    _expect_only(table, _CHECK, where)
    name, text = _text(table, "name", where), _text(table, "text", where)
    if not name or not text:
        raise _slip(f"In the standard, {where} needs a name and a text")
    sources, by_another = table.get("sources", 0), table.get("by_another", False)
    if type(sources) is not int or not 0 <= sources <= 9:
        raise _slip(f"In the standard, sources of {where} is a whole number from 0 to 9")
    if type(by_another) is not bool:
        raise _slip(f"In the standard, by_another of {where} is true or false")
    return Check(name, text, sources, by_another)


def _rule(table: Mapping[str, Any], n: int, names: list[str]) -> Rule:
    where = f"rule {n}"
    _expect_only(table, _RULE, where)
    found_type, risk = _text(table, "type", where), _text(table, "risk", where)
    if found_type and found_type not in list(ClaimType):
        raise _slip(f"In the standard, type of {where} is one of {', '.join(ClaimType)}, not “{found_type}”")
    if risk and risk not in list(Risk):
        raise _slip(f"In the standard, risk of {where} is one of {', '.join(Risk)}, not “{risk}”")
    return Rule(
        ClaimType(found_type) if found_type else None,
        Risk(risk) if risk else None,
        _needed(table, where, len(names)),
        _required(table, where, names),
    )


def _tables(table: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    found = table.get(key, [])
    if not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
        raise _slip(f"In the standard, each {key} begins with a line [[{key}]]")
    if len(found) > _MOST:
        raise _slip(f"The standard has more than {_MOST} of [[{key}]]")
    return found


def _text(table: Mapping[str, Any], key: str, where: str) -> str:
    found = table.get(key, "")
    if not isinstance(found, str):
        raise _slip(f"In the standard, {key} of {where} is a text in quotation marks")
    return " ".join(found.split())


def _needed(table: Mapping[str, Any], where: str, count: int) -> int | None:
    found = table.get("needed")
    if found is not None and (type(found) is not int or not 1 <= found <= count):
        raise _slip(f"In the standard, needed of {where} is a whole number from 1 to {count}")
    return found


def _required(table: Mapping[str, Any], where: str, names: list[str]) -> tuple[str, ...]:
    found = table.get("required", [])
    if not isinstance(found, list) or not all(isinstance(each, str) for each in found):
        raise _slip(f'In the standard, required of {where} is a list of names: ["document"]')
    if unknown := next((each for each in found if each not in names), None):
        raise _slip(f"In the standard, {where} requires “{unknown}”, but no check is called so")
    return tuple(found)


def _expect_only(table: Mapping[str, Any], known: frozenset[str], where: str) -> None:
    if unknown := sorted(table.keys() - known):
        raise _slip(f"In the standard, {where} says “{unknown[0]}”; known are {', '.join(sorted(known))}")


def _slip(message: str) -> InputError:
    return InputError(message, _REMEDY)
