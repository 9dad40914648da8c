"""Which characters RTF's bytes stand for: code pages of the file and of its fonts, and the symbol fonts.

Source: Rich Text Format Specification 1.9.1, "Character Set" and "Font Table" (\\fcharset); Unicode's mapping of the
Symbol font (VENDORS/ADOBE/symbol.txt).
"""

import codecs
from functools import lru_cache

SYMBOL = "symbol"
_CHARSETS = {
    2: -1, 77: 10000, 78: 932, 79: 949, 80: 936, 81: 950, 83: 1255, 84: 1256, 85: 1253, 86: 1254, 87: 874,
    88: 1250, 89: 1251, 128: 932, 129: 949, 130: 1361, 134: 936, 136: 950, 161: 1253, 162: 1254, 163: 1258, 177: 1255,
    178: 1256, 179: 1256, 180: 1256, 181: 1255, 186: 1257, 204: 1251, 222: 874, 238: 1250, 254: 437, 255: 850,
}  # fmt: skip
_NAMED = {
    65001: "utf-8", 1200: "utf-16-le", 1201: "utf-16-be", 10000: "mac_roman", 10001: "cp932", 10004: "mac_arabic",
    10006: "mac_greek", 10007: "mac_cyrillic", 10029: "mac_latin2", 10079: "mac_iceland", 10081: "mac_turkish",
    20127: "cp1252", 20866: "koi8_r", 21866: "koi8_u", 28591: "cp1252", 28592: "iso8859_2", 28593: "iso8859_3",
    28594: "iso8859_4", 28595: "iso8859_5", 28596: "iso8859_6", 28597: "iso8859_7", 28598: "iso8859_8",
    28599: "iso8859_9", 28603: "iso8859_13", 28605: "iso8859_15", 38598: "iso8859_8", 50220: "iso2022_jp_ext",
    50221: "iso2022_jp_ext", 50222: "iso2022_jp_ext", 50225: "iso2022_kr", 51932: "euc_jp", 51949: "euc_kr",
    51936: "gb18030", 52936: "hz", 54936: "gb18030", 936: "gb18030", 1361: "johab", 65000: "utf-7", 708: "cp1256",
    709: "cp1256", 720: "cp720", 819: "cp1252", 0: "cp1252",
}  # fmt: skip
_GREEK = dict(zip("ABCDEFGHIKLMNOPQRSTUWXYZ", "ΑΒΧΔΕΦΓΗΙΚΛΜΝΟΠΘΡΣΤΥΩΞΨΖ", strict=True)) | dict(
    zip("abcdefghijklmnopqrstuvwxyz", "αβχδεφγηιϕκλμνοπθρστυϖωξψζ", strict=True)
)
_SYMBOLS = {0xB7: "•", 0xA8: "☐", 0x6F: "☐", 0xFE: "☒", 0xFD: "☒", 0xFC: "✓", 0xE0: "→", 0xDF: "←", 0xE8: "→"}
_SYMBOL_FONT = {
    0x22: "∀", 0x24: "∃", 0x40: "≅", 0x5C: "∴", 0xA3: "≤", 0xA5: "∞", 0xAB: "↔", 0xAC: "←", 0xAD: "↑", 0xAE: "→",
    0xAF: "↓", 0xB0: "°", 0xB1: "±", 0xB2: "″", 0xB3: "≥", 0xB4: "×", 0xB6: "∂", 0xB7: "•", 0xB8: "÷", 0xB9: "≠",
    0xBA: "≡", 0xBB: "≈", 0xBC: "…", 0xC5: "⊕", 0xC6: "∅", 0xC7: "∩", 0xC8: "∪", 0xCE: "∈", 0xCF: "∉", 0xD2: "®",
    0xD3: "©", 0xD4: "™", 0xD5: "∏", 0xD6: "√", 0xD9: "∧", 0xDA: "∨", 0xDB: "⇔", 0xDE: "⇒", 0xE2: "®", 0xE3: "©",
    0xE4: "™", 0xE5: "∑", 0xF2: "∫",
}  # fmt: skip


@lru_cache(256)
def codec_of_page(page: int) -> str:
    """The Python codec of a Windows code page; windows-1252 where there is none."""
    for name in (_NAMED.get(page), f"cp{page}"):
        if name:
            try:
                return codecs.lookup(name).name
            except LookupError:
                continue
    return "cp1252"


def codec_of_charset(charset: int, name: str = "") -> str | None:
    """The codec of a font by its ``\\fcharset``; None: the document's own. Symbol fonts give ``SYMBOL``."""
    if charset == 2:
        return SYMBOL + ":greek" if name.lower().startswith("symbol") else SYMBOL
    page = _CHARSETS.get(charset)
    return codec_of_page(page) if page is not None and page > 0 else None


def decoded(data: bytes, codec: str) -> str:
    """Bytes of text in a codec; what it cannot hold shows as U+FFFD, or as windows-1252 for one byte a letter."""
    if codec.startswith(SYMBOL):
        return "".join(symbol(byte, is_greek=codec.endswith("greek")) for byte in data)
    try:
        return data.decode(codec)
    except (UnicodeError, ValueError):
        return data.decode("cp1252" if len(data) == 1 else codec, "replace")


def symbol(code: int, *, is_greek: bool = False) -> str:
    """A character of a symbol font as one that any font has."""
    code &= 0xFF
    if is_greek:
        letter = chr(code)
        return _SYMBOL_FONT.get(code) or _GREEK.get(letter) or (letter if code < 0x7F else "▪")
    return _SYMBOLS.get(code) or (" " if code <= 0x20 else "▪")
