"""The forms of checkable things in a draft's words, the surest first. English; every pattern is bounded."""

import re

from explorer.analyze import checkable_words as words
from explorer.model.draft import TokenKind

UPPER = r"[A-ZÀ-ÖØ-ÞĀ-ŽΑ-ΩЀ-Я]"

_NUMBER = r"\d[\d,.’'\u00a0\u202f]{0,30}(?<![,.’'\u00a0\u202f])"
_SCALES = r"(?:hundred|thousand|million|billion|trillion|[kmb]n?\b)"
_AMOUNT = rf"(?:{_NUMBER}|{words.SPELLED})(?:[- ]?{_SCALES}){{0,2}}"
_COUNT = rf"(?:{_NUMBER}|{words.SPELLED})"
_YEAR = r"(?:1[5-9]|20)\d\d"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_LETTER = r"[^\W\d_]"
_CAPITAL = rf"(?:[ODL]['’])?{UPPER}(?:{_LETTER}|[’'-](?=(?!s\b){_LETTER})){{0,40}}"
_INITIALS = rf"(?:{UPPER}\.[ ]?){{1,4}}"
_PARTICLE = r"(?:van|von|der|den|de|del|della|di|da|dos|la|le|al|bin|ibn|af|&)"
_BODY = (
    r"(?:University|Department|Office|Bureau|Ministry|Board|Division|Institute|Bank|Court|Church|Academy|College|"
    r"Code|Freedom|House|Secretary|Chamber|Council|Bill|Act|Gulf|Cape|School|Committee|Society|Ministry|Order)"
)


def _form(*alternatives: str, flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str]:
    return re.compile("|".join(alternatives), flags)


FORMS: tuple[tuple[TokenKind, re.Pattern[str]], ...] = (
    (
        TokenKind.AGE,
        _form(
            rf"\b{_COUNT}[- ](?:years?|months?|weeks?|days?)[- ]olds?\b",
            rf"\bage[ds]?(?: of)? {_COUNT}\b",
            r"\bin (?:his|her|their) (?:early |mid-|late )?\w{2,8}(?:0s|ies|eens)\b",
            r"(?<=[^\W\d_], )\d{1,2}(?=,(?!\d))",
            flags=re.I,
        ),
    ),
    (
        TokenKind.MONEY,
        _form(
            rf"(?:US|A|C|NZ)?[$€£¥₹₽]\s?{_NUMBER}(?:[- ]?{_SCALES}){{0,2}}",
            rf"\b{_AMOUNT}[- ](?:{words.CURRENCIES})\b",
            rf"\b(?:USD|EUR|GBP)\s?{_NUMBER}",
            flags=re.I,
        ),
    ),
    (TokenKind.NUMBER, _form(r"\b(?=[\dA-Z-]{0,40}[A-Z])(?:[A-Z]{1,6}-?)?\d[\dA-Z]{0,20}(?:-[\dA-Z]{1,20}){0,4}\b")),
    (
        TokenKind.DATE,
        _form(
            rf"\b(?:{words.WEEKDAYS},? )?(?:the )?{_DAY}(?: of)? {words.MONTHS}(?:,? {_YEAR})?\b",
            rf"\b(?:{words.WEEKDAYS},? )?{words.MONTHS} {_DAY}\b(?:,? {_YEAR}\b)?",
            rf"\b{words.MONTHS},?(?: of)? {_YEAR}\b",
            rf"\b{_YEAR}[-–/]\d\d?(?:[-/]\d\d?)?\b",
            r"\b\d{1,2}([./-])\d{1,2}\1(?:\d{4}|\d\d)\b",
            r"\b(?:the )?(?:mid-|early |late )?(?:1[5-9]|20)\d0s\b",
            rf"(?<![\d,.$€£])\b{_YEAR}\b(?![,.]\d)",
            r"\b\d{1,2}(?::\d\d)? ?[aApP]\.?[mM]\b\.?",
            r"\b\d{1,2}:\d\d\b",
            rf"\b{words.WEEKDAYS}s?\b",
            rf"(?<!\w)(?:{words.WHOLE_MONTHS})\b",
            r"\b(?:[Ii]n|[Ss]ince|[Bb]y|[Uu]ntil|[Ll]ast|[Nn]ext|[Oo]f) (?:March|May)\b",
            r"\b(?:[Ll]ast|[Tt]his|[Nn]ext) (?:year|month|week)\b",
            r"\b(?:[Yy]esterday|[Tt]oday|[Tt]omorrow)\b",
        ),
    ),
    (
        TokenKind.PLACE,
        _form(
            rf"\b\d{{1,5}}[A-Z]?[ ](?:{_CAPITAL}[ ]){{1,3}}{words.PLACES}(?!\w)",
            rf"\b(?i:{words.PLACE_KINDS}) of {_CAPITAL}(?:[ ]{_CAPITAL}){{0,3}}",
            rf"\b{_CAPITAL}(?:[ ]{_CAPITAL}){{0,2}}[ ](?:{words.NAMED_PLACES})\b",
        ),
    ),
    (TokenKind.TITLE, _form(rf"\b{words.TITLES}(?=[ ]{UPPER})", rf"\b(?:{words.ROLES})s?\b")),
    (
        TokenKind.NUMBER,
        _form(
            r"(?:\+?\b1[-. ])?\(?\b\d{3}\)?[-. ]?\d{3}[-.]\d{4}\b",
            rf"(?<![\w.]){_NUMBER}(?:st|nd|rd|th)?\b(?: {_SCALES}\b)?(?:{words.UNITS})?",
            rf"\b(?:{words.SPELLED}|{words.FRACTIONS}|{words.ORDINALS})\b(?: ?percent\b| per ?cent\b)?",
            r"\d+",
            flags=re.I,
        ),
    ),
    (TokenKind.SUPERLATIVE, _form(rf"\b(?:{words.QUANTIFIERS}|[^\W\d_]{{2,20}}est)\b", flags=re.I)),
    (
        TokenKind.NAME,
        _form(
            r"(?<![\w@])(?:[A-Z]\.){2,6}(?![ ][A-Z][a-z])",
            rf"(?<![\w@]){_BODY}[ ]of[ ](?:the[ ])?{_CAPITAL}(?:[ ](?:(?:and|of|the|for)[ ]){{0,2}}{_CAPITAL}){{0,4}}",
            rf"(?<![\w@])(?:{_INITIALS})?{_CAPITAL}"
            rf"(?:[ ](?:{_PARTICLE}[ ]){{0,2}}(?:{_INITIALS})?(?:{_CAPITAL}|\d{{1,3}}[A-Z]?\b)){{0,5}}"
            r"(?:,?[ ](?:Jr|Sr|II|III|IV|Inc|LLC|Ltd|Corp)\b\.?)?",
            r"(?<!\w)[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}",
        ),
    ),
)
