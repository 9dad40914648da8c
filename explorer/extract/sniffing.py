"""What a file is, by its bytes: signature, members of a ZIP, streams of an OLE file, or the look of its text.

Looks at no more than the first 64 KiB and a container's directory. Runs in a child process, on hostile bytes.
Source: the formats' own specifications; the list of signatures follows those that Apache Tika tells apart.
"""

import re
import struct
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from explorer.errors import EmptyDocumentError, UnreadableFileError
from explorer.extract import media, ole
from explorer.extract.foreign_kinds import foreign_compound, foreign_kind
from explorer.extract.locks import is_office_locked, is_rar_locked
from explorer.extract.tar_stream import is_tar
from explorer.extract.text_kinds import decode_head, text_kind
from explorer.extract.xml_kinds import odf_kind

HEAD = 65536

_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", media.PNG),
    (b"\xff\xd8\xff", media.JPEG),
    (b"II*\0", media.TIFF),
    (b"MM\0*", media.TIFF),
    (b"II+\0", media.TIFF),
    (b"MM\0+", media.TIFF),
    (b"GIF87a", media.GIF),
    (b"GIF89a", media.GIF),
    (b"\0\0\0\x0cjP  ", media.JPEG2000),
    (b"\xff\x4f\xff\x51", media.JPEG2000),
    (b"8BPS", media.PSD),
    (b"!BDN", media.PST),
    (b'x\x9f>"', media.TNEF),
    (b"7z\xbc\xaf\x27\x1c", media.SEVENZIP),
    (b"Rar!\x1a\x07", media.RAR),
    (b"\x1f\x8b", media.GZIP),
    (b"BZh", media.BZIP2),
    (b"\xfd7zXZ\0", media.XZ),
    (b"\x28\xb5\x2f\xfd", media.ZSTD),
    (b"MSCF\0", media.CAB),
    (b"!<arch>\n", media.AR),
    (b"070701", media.CPIO),
    (b"070707", media.CPIO),
    (b"SQLite format 3\0", media.SQLITE),
    (b"\x7fELF", media.EXECUTABLE),
    (b"\xcf\xfa\xed\xfe", media.EXECUTABLE),
    (b"\xca\xfe\xba\xbe", media.EXECUTABLE),
    (b"ID3", media.SOUND),
    (b"fLaC", media.SOUND),
    (b"OggS", media.SOUND),
    (b"\x1aE\xdf\xa3", media.VIDEO),
    (b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", media.VIDEO),
    (b"OTTO", media.FONT),
    (b"wOFF", media.FONT),
    (b"\0\1\0\0\0", media.FONT),
)
_RIFF = {b"WEBP": media.WEBP, b"WAVE": media.SOUND, b"AVI ": media.VIDEO}
_PICTURE_BRANDS = (b"hei", b"hev", b"mif", b"msf")
_PNM = re.compile(rb"P[1-6]\s+(?:#[^\n]*\n\s*)*\d+\s+\d+")
_OLD_EXCEL = re.compile(rb"\x09(?:\0\x04|\x02\x06|\x04\x06)\0..(?:[\x10\x20\x40]\0|\0\x01)", re.DOTALL)
_PDF_OBJECT = re.compile(rb"\b\d+ \d+ obj\b")
_LHA = re.compile(rb"..-l[hz][0-9ds]-", re.DOTALL)
_PKCS7_OID = b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07"
_OFFICE_PARTS = ((b"word/", media.DOCX), (b"ppt/", media.PPTX), (b"xl/", media.XLSX))
_OLD_OFFICE = (
    ("__properties_version1.0", media.MSG),
    ("PowerPoint Document", media.PPT),
    ("PP97_DUALSTORAGE", media.PPT),
    ("WordDocument", media.DOC),
    ("Workbook", media.XLS),
    ("Book", media.XLS),
)
_ENDINGS = {".docx": media.DOCX, ".pptx": media.PPTX, ".xlsx": media.XLSX, ".xlsm": media.XLSX, ".docm": media.DOCX}
_OLD_ENDINGS = (
    dict.fromkeys((".doc", ".dot"), media.DOC)
    | dict.fromkeys((".xls", ".xlt"), media.XLS)
    | dict.fromkeys((".ppt", ".pps", ".pot"), media.PPT)
    | {".msg": media.MSG}
)
_BAD_ZIP = (
    zipfile.BadZipFile,
    OSError,
    ValueError,
    NotImplementedError,
    RuntimeError,
    struct.error,
    zlib.error,
    EOFError,
)


@dataclass(frozen=True, slots=True)
class Look:
    """What a file is, and whether it opens only with a password."""

    media: str
    locked: bool = False


def look(path: Path, name: str) -> Look:
    """What the file at a path is.

    Args:
        path: the file; it is opened for reading only.
        name: as it was received; chooses between kinds of text.

    Raises:
        EmptyDocumentError: it has no bytes.
        UnreadableFileError: the file system refuses it.
    """
    try:
        with path.open("rb") as file:
            head = file.read(HEAD)
            if not head:
                raise EmptyDocumentError(name)
            file.seek(0)
            if head.startswith((b"PK\3\4", b"PK\5\6", b"PK\7\x08", b"PK00PK\3\4")):
                return _zip_look(file, head, name)
            if head.startswith(ole.MAGIC):
                return _ole_look(file, name)
            found = _signature(head) or foreign_kind(head, name) or _by_text(head, name)
            if found == media.RAR:
                return Look(found, is_rar_locked(file))
            if found == media.BINARY and _is_disc(file):
                return Look(media.ISO)
    except OSError as problem:
        raise UnreadableFileError(name, problem.strerror or type(problem).__name__) from problem
    return Look(media.ZIP if found == media.BINARY and zipfile.is_zipfile(path) else found)


def _signature(head: bytes) -> str | None:
    for mark, found in _SIGNATURES:
        if head.startswith(mark):
            return found
    if head[:4] == b"RIFF":
        return _RIFF.get(head[8:12])
    if head[4:8] == b"ftyp":
        return _by_brands(head)
    if head[257:262] == b"ustar" or is_tar(head[:512]):
        return media.TAR
    if _LHA.match(head):
        return media.LHA
    if head[:2] == b"BM" and head[6:10] == b"\0\0\0\0" and len(head) > 26:
        return media.BMP
    if head[:1] == b"\x30" and _PKCS7_OID in head[:40]:
        return media.PKCS7
    if _OLD_EXCEL.match(head):
        return media.OLD_EXCEL
    if _PNM.match(head):
        return media.PNM
    return None


def _by_brands(head: bytes) -> str:
    """A picture or a film, by the brands it says it follows. Source: ISO/IEC 14496-12 4.3, 23008-12 10.2, AVIF 1.1."""
    size = min(max(int.from_bytes(head[:4]), 16), 256)
    brands = [head[8:12]] + [head[at : at + 4] for at in range(16, size - 3, 4)]
    if brands[0] in (b"avif", b"avis"):
        return media.AVIF
    if not brands[0].startswith(_PICTURE_BRANDS):
        return media.VIDEO
    is_heic = any(brand.startswith((b"hei", b"hev")) for brand in brands)
    return media.AVIF if b"avif" in brands and not is_heic else media.HEIF


def _is_disc(file: BinaryIO) -> bool:
    """Whether the volume descriptors of a disc image stand where they must. Source: ECMA-119 6.7.1, ECMA-167 2/9.1."""
    file.seek(0x8001)
    return file.read(5) in (b"CD001", b"BEA01", b"NSR02", b"NSR03")


def _by_text(head: bytes, name: str) -> str:
    if b"%PDF-" in head[:1024]:
        return media.PDF
    text = decode_head(head)
    if (text is None or name.lower().endswith(".pdf")) and _PDF_OBJECT.search(head) and b"endobj" in head:
        return media.PDF  # its first line is lost; MuPDF can often repair it
    if text is not None:
        return text_kind(text, name)
    return media.EXECUTABLE if head[:2] == b"MZ" else media.BINARY


def _zip_look(file: BinaryIO, head: bytes, name: str) -> Look:
    """A ZIP that is an Office file, by the names of its members; else a ZIP."""
    try:
        with zipfile.ZipFile(file) as archive:
            names = archive.namelist()
            if "mimetype" in names:
                return _odf_look(archive, names)
    except _BAD_ZIP:
        # Its directory is lost. What is left of its first members says what it was, so that
        # its own reader names the damage.
        if b"[Content_Types].xml" not in head:
            return Look(media.ZIP)
        by_name = _ENDINGS.get(Path(name).suffix.lower(), media.ZIP)
        return Look(next((kind for part, kind in _OFFICE_PARTS if part in head), by_name))
    lower = {name.lower().replace("\\", "/") for name in names[:20_000]}
    if "[content_types].xml" not in lower:
        return Look(media.IWORK if _is_iwork(lower) else media.ZIP)
    if any(name.endswith((".fdseq", ".fpage")) for name in lower):
        return Look(media.XPS)
    if "xl/workbook.bin" in lower:
        return Look(media.XLSB)
    for part, kind in _OFFICE_PARTS:
        if any(name.startswith(part.decode()) for name in lower):
            return Look(kind)
    return Look("application/vnd.visio" if "visio/document.xml" in lower else media.ZIP)


def _is_iwork(names: set[str]) -> bool:
    """By the members that every such document has, of 2013 and later or of the years before."""
    old = names & {"index.xml", "index.apxl", "index.xml.gz", "index.apxl.gz"}
    return "index/document.iwa" in names or bool(old and any(name.startswith("quicklook/") for name in names))


def _odf_look(archive: zipfile.ZipFile, names: list[str]) -> Look:
    with archive.open("mimetype") as member:
        declared = member.read(100).decode("ascii", "replace").strip()
    if declared == media.EPUB:
        return Look(media.EPUB)
    prefix = media.OTHER_ODF + "."
    if not declared.startswith(prefix):
        return Look(media.ZIP)
    locked = False
    if "META-INF/manifest.xml" in names:
        with archive.open("META-INF/manifest.xml") as member:
            locked = b"encryption-data" in member.read(1 << 20)
    return Look(odf_kind(declared), locked)


def _ole_look(file: BinaryIO, name: str) -> Look:
    """An old Office file by its streams. Source: [MS-OFFCRYPTO] 1.3."""
    try:
        compound = ole.CompoundFile(file)
    except ValueError:
        return Look(_by_old_ending(name))
    if not compound.entries:
        return Look(_by_old_ending(name))  # broken off before its list of streams: its own reader names the damage
    if "EncryptedPackage" in compound.entries:
        ending = Path(name).suffix.lower()
        return Look(_ENDINGS.get(ending, media.OLE), locked=True)
    for stream, kind in _OLD_OFFICE:
        if stream in compound.entries:
            return Look(kind, is_office_locked(compound, kind, stream))
    return Look(foreign_compound(compound.entries) or media.OLE)


def _by_old_ending(name: str) -> str:
    return _OLD_ENDINGS.get(Path(name).suffix.lower(), media.OLE)
