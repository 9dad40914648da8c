"""The query language: text to a tree, or one line that says where it goes wrong and how to mend it.

    query  := all (OR all)*          all := part+ (AND may stand between)
    part   := (NOT | "-") part | "(" query ")" | field ":" value | phrase ["~" n] | word ["~" n]

Recursive descent over a flat list of pieces; columns are offsets into the typed text, from 0.
"""

import difflib
import re
from dataclasses import dataclass

from explorer.errors import QueryError
from explorer.model.query import (
    FIELDS,
    AllOf,
    AnyOf,
    Everything,
    Fuzzy,
    Near,
    NoneOf,
    Pattern,
    Phrase,
    Query,
    Term,
)
from explorer.search.analyzer import fold, is_joined, words
from explorer.search.field_values import checked_field, is_stamp_in_two

MAX_LENGTH = 2000
_MAX_DEPTH = 50
_MAX_FUZZY, _MAX_NEAR = 2, 1000
_QUOTES = {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"'}
_WHOLE_JOINERS = frozenset("&'’(")  # AT&T, O'Brien, (b)(6): only the joined form is meant
_PIECE = re.compile(
    r"""(?P<space>\s+)
      | (?P<quoted>"(?P<inside>[^"]*)"(?P<near>~\d*)?)
      | (?P<open_quote>")
      | (?P<code>\(\w\)(?:\(\w+\))*(?=[\s)]|$))
      | (?P<paren>[()])
      | (?P<not>-(?=[^\s-]))
      | (?P<field>[A-Za-z_]+):(?=\S)
      | (?P<word>[^\s()"]+)
    """,
    re.VERBOSE,
)
_AMOUNT = re.compile(r"([1-9]\d{3,14}|[1-9]\d{0,2}(?:,\d{3}){1,4})(\.\d{1,9})?", re.ASCII)
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_BESIDE_NUMBERS = "$€£¥%.,;:!?'’+-"
_OPERATORS = ("AND", "OR", "NOT")


@dataclass(frozen=True, slots=True)
class _Piece:
    kind: str  # quoted, code, paren, not, field, word
    text: str
    column: int
    near: str | None = None


def parse(text: str) -> Query:
    """The tree of a query; ``Everything`` for an empty one.

    Raises:
        QueryError: it cannot be read; says at which column and how to mend it.
    """
    if len(text) > MAX_LENGTH:
        raise QueryError(
            f"The query is longer than {MAX_LENGTH} characters",
            MAX_LENGTH,
            "Shorten it, or search for its rarest words.",
        )
    plain = "".join(_QUOTES.get(char, char) for char in text)
    parser = _Parser(_pieces(plain), len(plain))
    return parser.whole()


def _pieces(text: str) -> list[_Piece]:
    found, at = [], 0
    while at < len(text):
        match = _PIECE.match(text, at)
        if match is None:
            raise QueryError(f"“{text[at]}” means nothing here", at, "Leave it out, or put it in quotation marks.")
        kind = match.lastgroup if match.lastgroup not in ("inside", "near") else "quoted"
        if kind == "open_quote":
            raise QueryError("A quotation mark is opened and not closed", at, 'Add a closing " where the phrase ends.')
        if kind == "quoted":
            found.append(_Piece("quoted", match["inside"], at, match["near"]))
        elif kind and kind != "space":
            found.append(_Piece(kind, match[kind], at))
        at = match.end()
    return found


class _Parser:
    def __init__(self, pieces: list[_Piece], end: int) -> None:
        self._pieces, self._end = pieces, end
        self._at = self._depth = 0

    def whole(self) -> Query:
        if not self._pieces:
            return Everything()
        query = self._any()
        if (left := self._peek()) is not None:
            raise QueryError(
                "A closing parenthesis has no opening one", left.column, "Remove it, or add “(” before it."
            )
        return query

    def _peek(self) -> _Piece | None:
        return self._pieces[self._at] if self._at < len(self._pieces) else None

    def _is_operator(self, *names: str) -> bool:
        piece = self._peek()
        return piece is not None and piece.kind == "word" and piece.text in names

    def _any(self) -> Query:
        parts = [self._all()]
        while self._is_operator("OR"):
            self._at += 1
            parts.append(self._all(after="OR"))
        return parts[0] if len(parts) == 1 else AnyOf(tuple(parts))

    def _all(self, after: str = "") -> Query:
        parts: list[Query] = []
        last = after
        while ((piece := self._peek()) is not None and not self._is_operator("OR") and piece.text != ")") or (
            piece is not None and piece.kind != "paren" and piece.text == ")"
        ):
            if self._is_operator("AND"):
                if not parts:
                    raise self._lonely("AND")
                last, self._at = "AND", self._at + 1
                continue
            parts.append(self._part())
            last = ""
        if last or not parts:
            raise self._lonely(last or "OR")
        return parts[0] if len(parts) == 1 else AllOf(tuple(parts))

    def _lonely(self, operator: str) -> QueryError:
        piece = self._peek() or (self._pieces[-1] if self._pieces else None)
        column = piece.column if piece else self._end
        if (
            piece is not None
            and piece.text == ")"
            and operator != "AND"
            and self._at
            and self._pieces[self._at - 1].text == "("
        ):
            return QueryError(
                "Nothing stands between the parentheses", column, "Put words between them, or remove them."
            )
        return QueryError(
            f"{operator} needs a word on both sides",
            column,
            f"Add a word, or write “{operator.lower()}” in quotation marks to find it.",
        )

    def _part(self) -> Query:
        piece = self._peek()
        assert piece is not None
        self._depth += 1
        if self._depth > _MAX_DEPTH:
            raise QueryError("The query is nested too deep", piece.column, "Use fewer parentheses.")
        self._at += 1
        try:
            if piece.kind == "not" or (piece.kind == "word" and piece.text == "NOT"):
                return self._negated(piece)
            if piece.kind == "paren":
                return self._group(piece)
            if piece.kind == "field":
                return self._field(piece)
            if piece.kind == "quoted":
                return _phrase(piece)
            return _word(piece)
        finally:
            self._depth -= 1

    def _negated(self, piece: _Piece) -> Query:
        following = self._peek()
        if following is None or following.text == ")" or self._is_operator("AND", "OR"):
            raise QueryError("NOT needs a word after it", piece.column, "Add the word that pages must not hold.")
        return NoneOf(self._part())

    def _group(self, opening: _Piece) -> Query:
        if opening.text == ")":
            raise QueryError(
                "A closing parenthesis has no opening one", opening.column, "Remove it, or add “(” before it."
            )
        inside = self._any()
        closing = self._peek()
        if closing is None or closing.kind != "paren" or closing.text != ")":
            raise QueryError("A parenthesis is opened and not closed", opening.column, "Add “)” where the group ends.")
        self._at += 1
        return inside

    def _field(self, piece: _Piece) -> Query:
        name = piece.text.lower()
        value = self._peek()
        if name not in FIELDS:
            near = difflib.get_close_matches(name, FIELDS, 1)
            mend = f"Did you mean “{near[0]}:”?" if near else f"Fields are {', '.join(f'{each}:' for each in FIELDS)}."
            raise QueryError(
                f"There is no field “{piece.text}:”",
                piece.column,
                f"{mend} To find the words, put them in quotation marks.",
            )
        if value is None or value.kind not in ("word", "quoted", "code", "field", "not"):
            raise QueryError(
                f"“{name}:” needs a value", piece.column, f'Write it as {name}:word or {name}:"two words".'
            )
        self._at += 1
        text = value.text
        if value.kind == "field":  # name:"c:temp" unquoted, as in from:re:x
            following = self._peek()
            text = f"{value.text}:{following.text if following else ''}"
            self._at += 1
        elif name == "bates" and (following := self._peek()) and is_stamp_in_two(text, following.text):
            text = f"{text} {following.text}"  # as it is stamped, without quotation marks
            self._at += 1
        return checked_field(name, text, value.column)


def _phrase(piece: _Piece) -> Query:
    if wild := re.search(r"\w\*|\*\w", piece.text):
        raise QueryError(
            "A * inside quotation marks is not searched",
            piece.column + 1 + wild.start(),
            "Take the word with * out of the quotation marks.",
        )
    found = words(piece.text)
    if not found:
        raise QueryError("The quotation marks hold no word", piece.column, "Put words between them, or remove them.")
    if piece.near is not None:
        return Near(found, _number(piece, piece.near, 10, _MAX_NEAR)) if len(found) > 1 else Term(found[0], exact=True)
    return Term(found[0], exact=True) if len(found) == 1 else Phrase(found)


def _number(piece: _Piece, tail: str, default: int, most: int) -> int:
    number = int(tail[1:] or default) if len(tail) < 8 else most + 1
    if not 1 <= number <= most:
        raise QueryError(f"“{tail}” is not a distance", piece.column, f"Use a number from 1 to {most} after ~.")
    return number


def _word(piece: _Piece) -> Query:
    name = piece.text.removesuffix(":").lower()
    if name in FIELDS and piece.text.endswith(":"):
        raise QueryError(f"“{name}:” needs a value", piece.column, f'Write it as {name}:word or {name}:"two words".')
    text, _, tail = piece.text.partition("~")
    if tail or piece.text.endswith("~"):
        found = words(text)
        if len(found) != 1 or (not tail.isdigit() and tail):
            raise QueryError(
                f"“{piece.text}” is not a fuzzy word", piece.column, "Write one word and a number, as in word~1."
            )
        return Fuzzy(found[0], _number(piece, f"~{tail}", 1, _MAX_FUZZY))
    if "*" in text or "?" in text.rstrip("?"):
        return _pattern(piece)
    found = words(text)
    if not found:
        raise QueryError(f"“{text}” holds no letter or digit", piece.column, "Leave it out, or search for a word.")
    bare = text.strip(".,;:!?'’\"").replace("’", "'")
    if len(found) > 1 and is_joined(bare) and not _WHOLE_JOINERS.isdisjoint(bare):
        return Term(fold(bare), exact=True)
    plain = Term(found[0]) if len(found) == 1 else Phrase(found)
    return _amount(fold(text).strip(_BESIDE_NUMBERS)) or plain


def _amount(text: str) -> Query | None:
    """A number with and without commas between its thousands: sheets hold 48250.17 where print says $48,250.17.

    None for what is no such number, and for what may be a year. In quotation marks a number is meant as it is written.
    """
    match = _AMOUNT.fullmatch(text)
    if match is None or _YEAR.fullmatch(text):
        return None
    whole, decimals = match[1].replace(",", ""), match[2]
    bare, grouped = ((*words(each), *words(decimals or "")) for each in (whole, f"{int(whole):,}"))
    forms = (bare, grouped) if whole == match[1] else (grouped, bare)
    return AnyOf(tuple(Term(each[0], exact=True) if len(each) == 1 else Phrase(each) for each in forms))


def _pattern(piece: _Piece) -> Query:
    pattern = fold(piece.text)
    if not re.search(r"\w", pattern):
        raise QueryError(f"“{piece.text}” would match every word", piece.column, "Add letters before the *.")
    if re.search(r"[^\w*?\-'.&@/+:]", pattern):
        raise QueryError(f"“{piece.text}” cannot be searched", piece.column, "Use letters, digits, * and ? only.")
    return Pattern(pattern)
