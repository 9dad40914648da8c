"""Judges the text layer of a page: words that people write, or what a broken font or a poor reading left there.

No dictionary: a word counts as well formed if its letters could be spoken in a language of its script. That tells text
from garbage over a page, not over a word, so short texts are never judged.
"""

import re
import unicodedata
from dataclasses import dataclass

_MOST = 3_000  # characters that are looked at
_LETTERS = re.compile(r"\b[A-Za-z]{2,}\b")
_PLAIN = re.compile(r"\b(?:[A-Za-z][a-z]*[aeiouy][a-z]*|[AEIOUaeiou][a-z]+)\b")
_FEWEST = 30  # words; less is not judged
_TOKEN = re.compile(r"\S+")
_EDGES = "\"'“”‘’«»()[]{}<>.,;:!?*•·–—-_/|\\…"
_LATIN = re.compile(r"[A-Za-zÀ-ɏḀ-ỿ]+")
_VOWEL = re.compile(r"[aeiouyàáâãäåæèéêëìíîïòóôõöøùúûüýÿāăąēĕėęěĩīĭįıōŏőœũūŭůűųạ-ỹ]")
_NO_VOWELS = re.compile(r"[^aeiouyàáâãäåæèéêëìíîïòóôõöøùúûüýÿāăąēĕėęěĩīĭįıōŏőœũūŭůűųạ-ỹ]{6}")
_REPEATED = re.compile(r"(.)\1\1", re.IGNORECASE)
_APART = re.compile(r"[-'’./&–—]")
_BROKEN = frozenset(("Co", "Cc", "Cn", "Cs"))  # private use, control, unassigned, surrogate


@dataclass(frozen=True, slots=True)
class TextQuality:
    """What a page's text layer is made of; shares are 0 to 1."""

    words: int  # tokens with a letter and no digit
    well_formed: float  # of those words
    broken: float  # of all characters: replacement, private-use and control characters
    symbols: float  # of all tokens: those without a letter or a digit

    @property
    def is_broken(self) -> bool:
        """Whether its letters are not letters: a font without a map to characters."""
        return self.broken > 0.3

    @property
    def is_garbage(self) -> bool:
        """Whether too few of its words can be words, whatever the page shows."""
        return self.words >= _FEWEST and self.well_formed < 0.5

    @property
    def is_poor(self) -> bool:
        """Whether it is a poor reading, if it was read off a picture."""
        return self.words >= _FEWEST and (self.well_formed < 0.7 or (self.well_formed < 0.78 and self.symbols > 0.15))


def is_plainly_text(text: str) -> bool:
    """Whether most of it is words at first sight: for speed, since every page of every PDF passes here."""
    text = text[:_MOST]
    letters = len(_LETTERS.findall(text))
    is_told = text.isascii() or letters > 0.3 * len(text.split())
    return is_told and len(_PLAIN.findall(text)) >= 0.75 * letters > 0


def text_quality(text: str) -> TextQuality:
    """Judge a page's text, its first 3,000 characters."""
    text = text[:_MOST]
    solid = "".join(text.split())
    is_sound = solid.isprintable() and "\ufffd" not in solid
    broken = 0.0 if is_sound else sum(map(_is_broken, solid)) / len(solid)
    tokens = _TOKEN.findall(text)
    words = [core for token in tokens if _is_judged(core := token.strip(_EDGES))]
    shouts = sum(map(str.isupper, words)) > len(words) / 2  # then capitals mark no abbreviations
    symbols = sum(not any(map(str.isalnum, token)) for token in tokens)
    return TextQuality(
        words=len(words),
        well_formed=sum(_is_well_formed(word, shouts=shouts) for word in words) / len(words) if words else 0.0,
        broken=broken,
        symbols=symbols / len(tokens) if tokens else 0.0,
    )


def _is_broken(char: str) -> bool:
    return char == "\ufffd" or (not char.isprintable() and unicodedata.category(char) in _BROKEN)


def _is_judged(token: str) -> bool:
    """Whether a token could be a word: single letters, numbers with a letter, addresses and codes are left out."""
    return (
        len(token) > 1
        and any(map(str.isalpha, token))
        and not any(map(str.isdigit, token))
        and not {"@", ":"} & set(token)
    )


def _is_well_formed(word: str, *, shouts: bool) -> bool:
    """Whether a word could be spoken, or is an abbreviation."""
    return all(_is_speakable(part, shouts=shouts) for part in _APART.split(word) if part)


def _is_speakable(part: str, *, shouts: bool) -> bool:
    if not _LATIN.fullmatch(part):
        return all(unicodedata.category(char)[0] in "LM" for char in part)
    if len(part) == 1:
        return part in "aAIioOyàéÉeuvB"
    if part.isupper() and len(part) <= 5 and not shouts:
        return True
    low = part.lower()
    is_cased = part.isupper() or part[1:].islower() or part[:1].islower() == part[1:].islower()
    return bool(_VOWEL.search(low)) and not _NO_VOWELS.search(low) and not _REPEATED.search(low) and is_cased
