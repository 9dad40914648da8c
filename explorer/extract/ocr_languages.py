"""Tesseract's names of languages for the two-letter ones of ISO 639-1.

Source: the list of traineddata files in Tesseract's manual; ISO 639-2/T, with the script where there are two.
"""

from collections.abc import Sequence

_NAMES = {
    "af": "afr", "ar": "ara", "az": "aze", "be": "bel", "bg": "bul", "bn": "ben", "bs": "bos", "ca": "cat",
    "cs": "ces", "cy": "cym", "da": "dan", "de": "deu", "el": "ell", "en": "eng", "eo": "epo", "es": "spa",
    "et": "est", "eu": "eus", "fa": "fas", "fi": "fin", "fr": "fra", "ga": "gle", "gl": "glg", "gu": "guj",
    "he": "heb", "hi": "hin", "hr": "hrv", "ht": "hat", "hu": "hun", "hy": "hye", "id": "ind", "is": "isl",
    "it": "ita", "ja": "jpn", "ka": "kat", "kk": "kaz", "km": "khm", "kn": "kan", "ko": "kor", "la": "lat",
    "lo": "lao", "lt": "lit", "lv": "lav", "mk": "mkd", "ml": "mal", "mr": "mar", "ms": "msa", "mt": "mlt",
    "my": "mya", "ne": "nep", "nl": "nld", "no": "nor", "pa": "pan", "pl": "pol", "pt": "por", "ro": "ron",
    "ru": "rus", "si": "sin", "sk": "slk", "sl": "slv", "sq": "sqi", "sr": "srp", "sv": "swe", "sw": "swa",
    "ta": "tam", "te": "tel", "th": "tha", "tl": "tgl", "tr": "tur", "uk": "ukr", "ur": "urd", "uz": "uzb",
    "vi": "vie", "yi": "yid", "zh": "chi_sim",
}  # fmt: skip
_CODES = {name: code for code, name in _NAMES.items()}


def codes_of(names: Sequence[str]) -> tuple[str, ...]:
    """The two-letter codes of Tesseract's names, sorted; what is no language ("osd") is left out."""
    return tuple(sorted({_CODES[name] for name in names if name in _CODES}))


def name_of(code: str) -> str:
    """Tesseract's name of a two-letter code that ``codes_of`` gave."""
    return _NAMES[code]
