"""Bytes to text: byte order marks, declared charsets with their usual lies, and a guess where nothing is declared.

Labels follow the WHATWG Encoding Standard where it differs from Python (iso-8859-1 is read as windows-1252). The guess
weighs each likely charset by how much of the outcome is common letters of one script; it needs no library.
"""

import codecs
import re
from functools import lru_cache

from explorer.extract.wide_text import wide_codec

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LABELS = {
    "iso-8859-1": "cp1252", "latin1": "cp1252", "latin-1": "cp1252", "l1": "cp1252", "iso8859-1": "cp1252",
    "iso_8859-1": "cp1252", "ansi": "cp1252", "windows-1252": "cp1252", "iso-8859-8-i": "iso-8859-8",
    "iso-8859-8-e": "iso-8859-8", "iso-8859-6-i": "iso-8859-6", "iso-8859-9": "cp1254", "iso-8859-11": "cp874",
    "gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "x-gbk": "gb18030", "shift_jis": "cp932",
    "x-sjis": "cp932", "sjis": "cp932", "shift-jis": "cp932", "ks_c_5601-1987": "cp949", "euc-kr": "cp949",
    "ks_c_5601": "cp949", "ksc5601": "cp949", "big5": "cp950", "x-big5": "cp950", "iso-2022-jp": "iso2022_jp_ext",
    "unicode-1-1-utf-7": "utf-7", "x-mac-roman": "mac_roman", "macintosh": "mac_roman",
    "x-mac-cyrillic": "mac_cyrillic", "x-mac-ce": "mac_latin2", "utf8": "utf-8", "unicode": "utf-16",
    "x-user-defined": "cp1252",
}  # fmt: skip
_NO_CHARSETS = frozenset(
    {"idna", "punycode", "undefined", "unicode-escape", "raw-unicode-escape", "mbcs", "oem", "palmos"}
)
_ASCII = frozenset({"ascii", "us-ascii", "ansi-x3.4-1968", "646"})
_FOREIGN = re.compile(r"[^\x00-\x7f]")
_MIXED = re.compile(r"(?<=[A-Za-z])[^\x00-\x7f]|[^\x00-\x7f](?=[A-Za-z])")
_ACCENTED = re.compile(
    r"(?<=[A-Za-z])[ß-ÿœš]|(?<![a-z])[À-ÖØ-ÞŒŠ](?=[A-Za-zß-ÿ])|[ß-ÿœš](?=[A-Za-zß-ÿ])|(?<=[A-Za-z][ß-ÿ])[ß-ÿ]"
    r"|(?<![A-Za-z])[¿¡](?=[A-Z])"
)
_CENTRAL = re.compile(r"(?<=[A-Za-z])[ß-ſ]|(?<![a-z])[À-ſ](?=[A-Za-zß-ſ])|(?<=[A-Za-z][ß-ſ])[ß-ſ]")
_TYPOGRAPHY = frozenset("‘’“”–—…•«»§©®°£€·½¼\xa0")
_WITHIN = re.compile(r"(?<=[A-Za-z])[„“”•§®°£€·½¼«»](?=[A-Za-zß-ÿ])")  # no typography stands within a word
_OTHER_WESTERN = ("mac_roman", "cp850", "cp1250", "iso8859_2")
_PLAIN_LETTERS = tuple(bytes([letter]) for letter in b"abcdefghijklmnopqrstuvwxyz")
_MARGIN, _FEWEST = 0.5, 3  # by how much another western reading must be likelier, of so many different letters
_JIS = re.compile(rb"\x1b\$[@B]")
_SAID = re.compile(rb"<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_SAMPLE = 8192  # bytes that a guess looks at
_GUESSES = ("cp1251", "koi8_r", "cp866", "cp1253", "cp1255", "cp1256", "cp932", "euc_jp", "gb18030", "cp949", "cp950")
_NOT_JAPANESE = frozenset({"gb18030", "cp949", "cp950"})  # they have kana too, which their own texts do without
_KANA = re.compile(r"[\u3041-\u30fa]")
_COMMON = {
    **dict.fromkeys("оеаинтсрвлкмдпуяыьгзбчйх", 3),
    **dict.fromkeys("αεηιοσςτνρκπλυμ", 3),
    **dict.fromkeys("אבדהויכלמנרשת", 3),
    **dict.fromkeys("اليمنترعبهدكةوس", 3),
    **dict.fromkeys(
        "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年過發後這來為國時會對",
        3,
    ),
    **dict.fromkeys("のにはをたがでてとしれさいるっなかこ、。ー", 3),
    **dict.fromkeys("이는다의에을를가고하한은기지사도로인서니어", 3),
}


def decode(data: bytes, declared: str = "") -> str:
    """The text that some bytes are. Never fails; what fits no charset shows as U+FFFD.

    Args:
        data: the bytes.
        declared: the charset that a header or a tag names; empty or unknown ones are guessed.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    named = codec_of(declared)
    if named and named.startswith(("utf-16", "utf-32", "utf_16", "utf_32")) and b"\0" not in data:
        named = None  # one byte a letter, whatever the tag says that stands in it
    if named and named not in _ASCII:
        text = _strictly(data, named)
        if text is not None:
            return text
    if data.isascii() and b"\0" not in data and not _JIS.search(data[:_SAMPLE]):
        return data.decode("ascii")
    return data.decode(_guess(data, named), "replace")


def decode_html(data: bytes, declared: str = "") -> str:
    """The text of a page, by its mark, by what its sender declared, or by what the page says of itself."""
    said = _SAID.search(data, 0, 4096)
    return decode(data, declared or (said[1].decode("ascii") if said else ""))


@lru_cache(256)
def codec_of(label: str) -> str | None:
    """The Python codec that reads a charset label; None if there is none fit for text."""
    label = label.strip(" \t\r\n\"'").lower()
    if not label or not label.isascii() or len(label) > 40 or label.replace("_", "-") in _NO_CHARSETS:
        return None
    for name in (_LABELS.get(label), label, re.sub(r"^(?:x-|windows-|cp-|cs)", "cp", label)):
        try:
            if name and "a".encode(name):
                return name
        except (LookupError, ValueError):  # no such codec, or one that turns bytes into bytes
            continue
    return None


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeError, ValueError):
        return None


def _guess(data: bytes, declared: str | None) -> str:
    """The likeliest codec of bytes that are not plain ASCII, or do not fit what they declare."""
    wide = wide_codec(data)
    if wide:
        return wide
    if _JIS.search(data[:_SAMPLE]):
        return "iso2022_jp_ext"
    if _is_mostly_utf_8(data):
        return "utf-8"
    if declared and declared not in _ASCII:
        shown = data.decode(declared, "replace")
        if shown.count("\ufffd") <= max(2, len(shown) // 200):
            return declared
    return _best_of_scripts(data[:_SAMPLE])


def _is_mostly_utf_8(data: bytes) -> bool:
    """UTF-8, or what is left of it where a copy broke off or a byte was spoilt: no other charset looks like it."""
    if _strictly(data, "utf-8") is not None:
        return True
    shown = data.decode("utf-8", "replace")
    spoilt = shown.count("\ufffd")
    return len(_FOREIGN.findall(shown)) - spoilt > 4 * spoilt


def _best_of_scripts(sample: bytes) -> str:
    best, best_score = _best_western(sample)
    for encoding in _GUESSES:
        text = sample.decode(encoding, "replace")
        foreign = _FOREIGN.findall(text)
        weights = sum(map(_weight, foreign)) - (5.0 * len(_KANA.findall(text)) if encoding in _NOT_JAPANESE else 0.0)
        score = (weights - 2.0 * len(_MIXED.findall(text))) / len(foreign) if foreign else 0.0
        if score > best_score:
            best, best_score = encoding, score
    return best


def _best_western(sample: bytes) -> tuple[str, float]:
    """The likeliest western charset and how likely it is: windows-1252 unless another makes clearly more sense."""
    best, best_score = "cp1252", _western(sample.decode("cp1252", "replace"))
    high, plain = sample.translate(None, bytes(range(128))), sum(map(sample.count, _PLAIN_LETTERS))
    if len(set(high)) < _FEWEST or plain < len(high):
        return best, best_score
    for encoding in _OTHER_WESTERN:
        pattern = _CENTRAL if encoding in ("cp1250", "iso8859_2") else _ACCENTED
        score = _western(sample.decode(encoding, "replace"), pattern)
        if score > best_score + (_MARGIN if best == "cp1252" else 0.0):
            best, best_score = encoding, score
    return best, best_score


def _western(text: str, accented: re.Pattern[str] = _ACCENTED) -> float:
    """How much a reading as windows-1252 looks like a western language: accented letters stand among plain ones."""
    foreign = _FOREIGN.findall(text)
    likely = len(accented.findall(text)) + sum(letter in _TYPOGRAPHY for letter in foreign) - len(_WITHIN.findall(text))
    return 3.0 * likely / len(foreign) - 0.6 if foreign else 0.0


@lru_cache(20_000)
def _weight(letter: str) -> float:
    """How much a letter speaks for the charset that gave it."""
    if letter in _COMMON:
        return 3.0
    if not letter.isalpha() or letter == "\ufffd":
        return -2.0
    return 0.0 if letter.isupper() else 1.0 if letter < "\u3000" else 0.5
