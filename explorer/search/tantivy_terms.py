"""How our tokens lie in a tantivy index, and what a query's words are called there.

The text goes in already analysed: words with one space between, which tantivy's whitespace tokenizer takes apart again
and numbers as our analyzer does. Joined forms, which share a position with their first part, have a field of their own.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from importlib.metadata import version
from itertools import combinations

import tantivy

from explorer.model.query import AllOf, AnyOf, Fuzzy, Near, Pattern, Phrase, Query, Term
from explorer.search.analyzer import joined, words
from explorer.search.engine import QUOTED

SCHEMA_VERSION = 4
VERSION = version("tantivy")  # another one may write other files
SPAN = 50  # pages of one bucket: a sum of so many different powers of two is exact in a double

NO_KIND = "?"  # of a page whose document's kind was not told

_LONGEST = 16_000  # characters of a term, four bytes each at most; tantivy drops terms of 65,530 bytes and more
_EMPTY = "\x1f"  # stands for a word that folds to nothing, which keeps its position
_NO_BREAK = "\xa0"  # stands for a space inside a word: some letters fold to several words
_SPECIAL = re.compile(r"[\\.+*?()|\[\]{}^$]")
_WILD = {"*": ".*", "?": "."}

Should, Must, MustNot = tantivy.Occur.Should, tantivy.Occur.Must, tantivy.Occur.MustNot
Fields = tuple[str, str]  # of words and of joined forms
_ALL: Fields = ("text", "joined")
_OWN: Fields = ("own_text", "own_joined")
Stems = Callable[[Term], tuple[str, ...]]  # gives the forms that a plain word stands for


def schema() -> tantivy.Schema:
    """The index's fields: a page's id, its bit in a bucket of pages, its document's kind, its words, its joined forms.

    A page that quotes earlier messages says so, and holds once more the words that it does not quote.
    """
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("page", indexed=True, fast=True)
    builder.add_unsigned_field("bit", fast=True)
    builder.add_text_field("kind", tokenizer_name="raw", index_option="basic")
    builder.add_text_field("text", tokenizer_name="whitespace", index_option="position")
    builder.add_text_field("joined", tokenizer_name="whitespace", index_option="freq")
    builder.add_unsigned_field("quotes", indexed=True, fast=True)
    builder.add_text_field("own_text", tokenizer_name="whitespace", index_option="position")
    builder.add_text_field("own_joined", tokenizer_name="whitespace", index_option="basic")
    return builder.build()


def document(page: int, text: str, own: str | None = None, kind: str = "") -> tantivy.Document:
    """A page as tantivy takes it."""
    made = tantivy.Document()
    made.add_unsigned("page", page)
    made.add_unsigned("bit", 1 << page % SPAN)
    made.add_text("kind", kind or NO_KIND)
    made.add_text("text", _run(words(text)))
    if forms := joined(text):
        made.add_text("joined", _run(forms))
    made.add_unsigned("quotes", int(own is not None))
    if own is not None:
        made.add_text("own_text", _run(words(own)))
        if forms := joined(own):
            made.add_text("own_joined", _run(forms))
    return made


def term_of(word: str) -> str:
    """What a word is called in the index."""
    return word[:_LONGEST].replace(" ", _NO_BREAK) or _EMPTY


def word_of(term: str) -> str:
    """The word behind a term of the index."""
    return "" if term == _EMPTY else term.replace(_NO_BREAK, " ")


def query_of(query: Query, layout: tantivy.Schema, stems: Stems, fields: Fields = _ALL) -> tantivy.Query:
    """A tree of words, phrases and patterns, joined by and and or, as tantivy asks it.

    Args:
        fields: where the words and where the joined forms are looked for.
    """
    match query:
        case AllOf(parts):
            return tantivy.Query.boolean_query([(Must, query_of(part, layout, stems, fields)) for part in parts])
        case AnyOf(parts):
            return tantivy.Query.boolean_query([(Should, query_of(part, layout, stems, fields)) for part in parts])
        case Term():
            return _any_term(stems(query), layout, fields)
        case Phrase(run) if len(run) > 1:
            return tantivy.Query.phrase_query(layout, fields[0], [term_of(word) for word in run])
        case Phrase(run):
            return _any_term(run, layout, fields)
        case Near(run, distance):
            return _near(run, distance, layout, fields[0])
        case Pattern(pattern):
            wanted = _regex(pattern)
            return _alike([tantivy.Query.regex_query(layout, field, wanted) for field in fields])
        case Fuzzy(text, distance):
            term = term_of(text)
            return _alike([tantivy.Query.fuzzy_term_query(layout, field, term, distance, False) for field in fields])
        case _:
            raise TypeError(f"no engine answers {type(query).__name__}")


def weighed(query: Query, layout: tantivy.Schema, stems: Stems) -> tantivy.Query:
    """The same tree, where a word that a page holds in quoted words alone scores less. It matches the same pages."""
    match query:
        case AllOf(parts):
            return tantivy.Query.boolean_query([(Must, weighed(part, layout, stems)) for part in parts])
        case AnyOf(parts):
            return tantivy.Query.boolean_query([(Should, weighed(part, layout, stems)) for part in parts])
        case _:
            return _leaf_weighed(query_of(query, layout, stems), query_of(query, layout, stems, _OWN), layout)


def quoting(layout: tantivy.Schema) -> tantivy.Query:
    """Pages that quote earlier messages."""
    return tantivy.Query.term_query(layout, "quotes", 1)


def of_kinds(query: tantivy.Query, kinds: Iterable[frozenset[str]], layout: tantivy.Schema) -> tantivy.Query:
    """The same pages with the same scores, where each set of kinds holds that of the page's document."""
    for each in kinds:
        terms = [tantivy.Query.term_query(layout, "kind", kind, "basic") for kind in sorted(each)]
        any_of = tantivy.Query.boolean_query([(Should, term) for term in terms])
        query = query.and_must_match(tantivy.Query.const_score_query(any_of, 0.0))
    return query


def _leaf_weighed(anywhere: tantivy.Query, own: tantivy.Query, layout: tantivy.Schema) -> tantivy.Query:
    """Pages that hold it in words of their own, and with a lower score those that only quote it: two disjoint sets."""
    quotes = tantivy.Query.const_score_query(quoting(layout), 0.0)
    only_quoted = tantivy.Query.boolean_query([(Must, quotes), (MustNot, own)])
    as_own = tantivy.Query.boolean_query([(Must, anywhere), (MustNot, only_quoted)])
    as_quoted = tantivy.Query.boolean_query([(Must, anywhere), (Must, quotes), (MustNot, own)])
    return tantivy.Query.boolean_query([(Should, as_own), (Should, tantivy.Query.boost_query(as_quoted, QUOTED))])


def _near(run: Sequence[str], distance: int, layout: tantivy.Schema, field: str) -> tantivy.Query:
    """Pages that hold every two of the words within a distance: all that hold them all so, and where they are two, no
    others. tantivy's slop counts the words between, in the order asked; turned round, it allows fewer."""

    def follows(one: str, other: str) -> tuple[tantivy.Occur, tantivy.Query]:
        return Should, tantivy.Query.phrase_query(layout, field, [one, other], slop=max(distance - 1, 0))

    pairs = combinations(dict.fromkeys(map(term_of, run)), 2)
    either = [tantivy.Query.boolean_query([follows(one, other), follows(other, one)]) for one, other in pairs]
    return tantivy.Query.boolean_query([(Must, each) for each in either])


def _run(tokens: Sequence[str]) -> str:
    run = " ".join(tokens)
    if len(run) < _LONGEST and run.count(" ") < len(tokens) and "" not in tokens:
        return run
    return " ".join([term_of(token) for token in tokens])


def _any_term(forms: Sequence[str], layout: tantivy.Schema, fields: Fields) -> tantivy.Query:
    terms = [
        tantivy.Query.term_query(layout, field, term_of(form))
        for form in forms
        for field in (fields[:1] if form.replace("_", "x").isalnum() else fields)
    ]
    return terms[0] if len(terms) == 1 else tantivy.Query.boolean_query([(Should, term) for term in terms])


def _alike(parts: Sequence[tantivy.Query]) -> tantivy.Query:
    """Pages that any part matches, all scored 1."""
    return tantivy.Query.const_score_query(tantivy.Query.boolean_query([(Should, part) for part in parts]), 1.0)


def _regex(pattern: str) -> str:
    folded = "".join(_NO_BREAK if char == " " else char for char in pattern)
    return "".join(_WILD.get(char) or _SPECIAL.sub(r"\\\g<0>", char) for char in folded)
