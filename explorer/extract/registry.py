"""Which reader reads which kind of file. Readers are named, not imported: a child loads only what its file needs.

A plug-in offers a reader as an entry point of the group ``explorer.extractors`` whose name is the media type it reads;
the last one registered wins. Plug-ins are left out while tests run.
"""

import importlib
import logging
import os
from functools import cache
from importlib import metadata
from pathlib import Path

from explorer.errors import LockedDocumentError, NoKnownKindError, ProgramFileError, UnknownKindError
from explorer.extract import foreign_kinds, media
from explorer.extract.base import Extractor
from explorer.extract.sniffing import look

READERS: dict[str, str] = {
    media.PDF: "explorer.extract.pdf:PdfReader",
    media.PPTX: "explorer.extract.slides:SlidesReader",
    media.PPT: "explorer.extract.ppt:PptReader",
    media.DOCX: "explorer.extract.word:WordReader",
    media.DOC: "explorer.extract.doc:DocReader",
    media.XLSX: "explorer.extract.sheets:SheetReader",
    media.XLS: "explorer.extract.sheets:SheetReader",
    media.XLSB: "explorer.extract.sheets:SheetReader",
    media.ODS: "explorer.extract.ods:OdsReader",
    media.ODP: "explorer.extract.odp:OdpReader",
    media.ODG: "explorer.extract.odp:OdpReader",
    media.ODT: "explorer.extract.odt:OdtReader",
    media.WORD_2003: "explorer.extract.word_2003:Word2003Reader",
    media.EXCEL_2003: "explorer.extract.excel_2003:Excel2003Reader",
    media.XPS: "explorer.extract.drawn:XpsReader",
    media.SVG: "explorer.extract.drawn:SvgReader",
    media.OLD_EXCEL: "explorer.extract.old_excel:OldExcelReader",
    media.EPUB: "explorer.extract.epub:EpubReader",
    media.CSV: "explorer.extract.csv_table:CsvReader",
    media.EML: "explorer.extract.mail:MailReader",
    media.PKCS7: "explorer.extract.smime_file:SmimeReader",
    media.ICS: "explorer.extract.calendar_file:CalendarReader",
    media.VCF: "explorer.extract.contact_file:ContactReader",
    media.PST: "explorer.extract.pst:PstReader",
    media.MBOX: "explorer.extract.mbox:MboxReader",
    media.TEXT: "explorer.extract.text:TextReader",
    media.MARKDOWN: "explorer.extract.text:TextReader",
    media.HTML: "explorer.extract.html:HtmlReader",
    media.MSG: "explorer.extract.msg:MsgReader",
    media.TNEF: "explorer.extract.tnef:TnefReader",
    media.RTF: "explorer.extract.rtf:RtfReader",
    media.HEIF: "explorer.extract.heif:HeifReader",
    media.IWORK: "explorer.extract.iwork:IworkReader",
    media.ZIP: "explorer.extract.archive:ZipReader",
    media.TAR: "explorer.extract.archive_stream:StreamArchiveReader",
    media.GZIP: "explorer.extract.archive_stream:StreamArchiveReader",
    media.BZIP2: "explorer.extract.archive_stream:StreamArchiveReader",
    media.XZ: "explorer.extract.archive_stream:StreamArchiveReader",
    media.ZSTD: "explorer.extract.archive_stream:StreamArchiveReader",
    media.SEVENZIP: "explorer.extract.sevenzip:SevenZipReader",
    media.RAR: "explorer.extract.other_archives:OtherArchiveReader",
    media.CAB: "explorer.extract.other_archives:OtherArchiveReader",
    media.ISO: "explorer.extract.other_archives:OtherArchiveReader",
    media.LHA: "explorer.extract.other_archives:OtherArchiveReader",
    media.AR: "explorer.extract.other_archives:OtherArchiveReader",
    media.CPIO: "explorer.extract.other_archives:OtherArchiveReader",
} | dict.fromkeys(sorted(media.IMAGES), "explorer.extract.image:ImageReader")

_OTHERWISE = {media.BINARY: NoKnownKindError, media.EXECUTABLE: ProgramFileError}

_log = logging.getLogger(__name__)


def sniff(path: Path, name: str) -> str:
    """The media type of a file, by its bytes; the name only chooses between kinds of text.

    Raises:
        EmptyDocumentError: it has no bytes.
        LockedDocumentError: it opens only with a password. (A PDF's lock is found by its reader.)
        UnreadableFileError: the file system refuses it.
    """
    seen = look(path, name)
    if seen.locked:
        raise LockedDocumentError(name)
    return seen.media


def register(kind: str, reader: str) -> None:
    """Let a reader, named as "module:Class", read a media type from now on in this process."""
    READERS[kind] = reader
    reader_of.cache_clear()


def reader_for(kind: str, name: str = "this file") -> Extractor:
    """The reader of a media type.

    Args:
        kind: as ``sniff`` gives it.
        name: the file's name, for the message.

    Raises:
        UnknownKindError: nothing reads it; says in plain words what it is.
    """
    reader = reader_of(kind)
    if reader is None and kind in _OTHERWISE:
        raise _OTHERWISE[kind](name)
    if reader is None:
        raise UnknownKindError(name, f"it is {media.PLAIN_WORDS.get(kind) or foreign_kinds.WORDS.get(kind, kind)}")
    return reader


@cache
def reader_of(kind: str) -> Extractor | None:
    """The reader of a media type, made once a process; None if nothing reads it."""
    for point in _plugins():
        if point.name == kind:
            try:
                return _made(point.value)
            except Exception:  # noqa: BLE001 - a plug-in is foreign code; one that fails leaves us our own reader
                _log.exception("The plug-in %s could not be loaded", point.value)
    named = READERS.get(kind)
    return _made(named) if named else None


def _made(named: str) -> Extractor:
    module, _, attribute = named.partition(":")
    reader: Extractor = getattr(importlib.import_module(module), attribute)()
    return reader


@cache
def _plugins() -> tuple[metadata.EntryPoint, ...]:
    if "PYTEST_VERSION" in os.environ:
        return ()
    return tuple(reversed(tuple(metadata.entry_points(group="explorer.extractors"))))
