"""What a file sent with a message is called: as its sender wrote it, or by what it is where he wrote nothing.

A name is a label for people and never a path; nothing here makes it safe to be one.
"""

import re

from explorer.extract.mime_parts import Part, parse

_ENDINGS = {
    "text/plain": ".txt", "text/html": ".html", "text/calendar": ".ics", "text/csv": ".csv", "text/vcard": ".vcf",
    "text/x-vcard": ".vcf", "text/css": ".css", "text/rtf": ".rtf", "application/rtf": ".rtf",
    "application/pdf": ".pdf",
    "image/png": ".png", "image/jpeg": ".jpg", "image/jpg": ".jpg", "image/gif": ".gif", "image/bmp": ".bmp",
    "image/tiff": ".tif", "image/webp": ".webp", "application/zip": ".zip", "application/msword": ".doc",
    "application/vnd.ms-excel": ".xls", "application/vnd.ms-powerpoint": ".ppt", "application/ms-tnef": ".dat",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": ".pptx",
    "application/pkcs7-signature": ".p7s", "application/x-pkcs7-signature": ".p7s", "application/pkcs7-mime": ".p7m",
    "application/x-pkcs7-mime": ".p7m", "application/pgp-signature": ".asc", "message/rfc822": ".eml",
}  # fmt: skip
_MESSAGES = frozenset({"message/rfc822", "message/global", "message/news"})
_CONTROL = re.compile(r"[\x00-\x1f\x7f]+")


def name_of(part: Part, data: bytes, number: int) -> str:
    """The file's name as written; else by the subject of an attached message, by its address, or by its number."""
    name = _CONTROL.sub(" ", part.name).strip()
    if name:
        return name
    if part.type in _MESSAGES:
        subject = re.sub(r"[/\\]", "-", parse(data[:100_000]).headers.text("subject"))[:120].strip()
        return f"{subject or f'message-{number}'}.eml"
    place = _CONTROL.sub("", part.headers.text("content-location")).split("?")[0].rstrip("/").rpartition("/")[2]
    return place[-120:] if "." in place else f"attachment-{number}{_ENDINGS.get(part.type, '.bin')}"
