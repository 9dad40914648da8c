"""Names of the kinds of file: the media types that ``registry.sniff`` gives and readers list.

Names from the IANA register where there is one. Kinds that are recognised but have no reader are here too, so that a
refusal can say in plain words what the file is.
"""

from explorer.model.document import Kind

PDF = "application/pdf"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"  # also .pptm, .ppsx, .potx
PPT = "application/vnd.ms-powerpoint"  # PowerPoint 97 to 2003
DOC = "application/msword"  # Word 6 to 2003
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"  # also .docm, .dotx
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"  # also .xlsm, .xltx
WORD_2003 = "application/vnd.ms-word.2003+xml"  # one piece of XML
EXCEL_2003 = "application/vnd.ms-excel.2003+xml"
OLD_EXCEL = "application/vnd.ms-excel.biff4"  # Excel 2 to 4: bare records
XPS = "application/vnd.ms-xpsdocument"  # also OpenXPS
SVG = "image/svg+xml"
EPUB = "application/epub+zip"
XLSB = "application/vnd.ms-excel.sheet.binary.macroenabled.12"
XLS = "application/vnd.ms-excel"
ODT = "application/vnd.oasis.opendocument.text"  # also templates and flat .fodt
ODP = "application/vnd.oasis.opendocument.presentation"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
CSV = "text/csv"
RTF = "application/rtf"
MSG = "application/vnd.ms-outlook"
TNEF = "application/vnd.ms-tnef"
EML = "message/rfc822"  # also .emlx, and mails without an extension
MBOX = "application/mbox"
PKCS7 = "application/pkcs7-mime"  # .p7m, .p7s
ICS = "text/calendar"  # also .vcs
VCF = "text/vcard"
PST = "application/vnd.ms-outlook-pst"  # also .ost
TEXT = "text/plain"
MARKDOWN = "text/markdown"
HTML = "text/html"
PNG = "image/png"
JPEG = "image/jpeg"
TIFF = "image/tiff"
GIF = "image/gif"
BMP = "image/bmp"
WEBP = "image/webp"
AVIF = "image/avif"
HEIF = "image/heif"  # also .heic: photos of telephones
JPEG2000 = "image/jp2"
PNM = "image/x-portable-anymap"
ZIP = "application/zip"
IWORK = "application/vnd.apple.iwork"  # Pages, Numbers, Keynote

# Recognised, not read.
OLE = "application/x-ole-storage"
ODG = "application/vnd.oasis.opendocument.graphics"
OTHER_ODF = "application/vnd.oasis.opendocument"
SEVENZIP = "application/x-7z-compressed"
RAR = "application/vnd.rar"
TAR = "application/x-tar"
GZIP = "application/gzip"
BZIP2 = "application/x-bzip2"
XZ = "application/x-xz"
ZSTD = "application/zstd"
CAB = "application/vnd.ms-cab-compressed"
ISO = "application/x-iso9660-image"
LHA = "application/x-lzh-compressed"
AR = "application/x-archive"  # also Debian packages
CPIO = "application/x-cpio"
EXECUTABLE = "application/x-executable"
SQLITE = "application/vnd.sqlite3"
POSTSCRIPT = "application/postscript"
PSD = "image/vnd.adobe.photoshop"
SOUND = "audio/*"
VIDEO = "video/*"
FONT = "font/*"
BINARY = "application/octet-stream"

IMAGES = frozenset({PNG, JPEG, TIFF, GIF, BMP, WEBP, AVIF, JPEG2000, PNM})

# What a person calls it, as in "it is …".
PLAIN_WORDS = {
    OLE: "an old Office or Windows file of unknown kind",
    OTHER_ODF: "an OpenDocument file of another kind",
    EXECUTABLE: "a program (executable bytes)",
    SQLITE: "an SQLite database",
    POSTSCRIPT: "a PostScript document",
    PSD: "a Photoshop picture",
    SOUND: "a sound recording",
    VIDEO: "a video recording",
    FONT: "a font",
    BINARY: "unknown bytes",
}

_KINDS = {
    PDF: Kind.PDF,
    PPTX: Kind.SLIDES,
    PPT: Kind.SLIDES,
    ODP: Kind.SLIDES,
    ODG: Kind.SLIDES,
    DOCX: Kind.DOCUMENT,
    DOC: Kind.DOCUMENT,
    WORD_2003: Kind.DOCUMENT,
    EPUB: Kind.DOCUMENT,
    XPS: Kind.DOCUMENT,
    SVG: Kind.IMAGE,
    ODT: Kind.DOCUMENT,
    RTF: Kind.DOCUMENT,
    XLSX: Kind.SHEET,
    XLSB: Kind.SHEET,
    OLD_EXCEL: Kind.SHEET,
    EXCEL_2003: Kind.SHEET,
    XLS: Kind.SHEET,
    ODS: Kind.SHEET,
    CSV: Kind.SHEET,
    EML: Kind.EMAIL,
    MSG: Kind.EMAIL,
    TNEF: Kind.EMAIL,
    PKCS7: Kind.EMAIL,
    ICS: Kind.TEXT,
    VCF: Kind.TEXT,
    TEXT: Kind.TEXT,
    MARKDOWN: Kind.TEXT,
    HTML: Kind.TEXT,
    HEIF: Kind.IMAGE,
    PSD: Kind.IMAGE,
} | dict.fromkeys(IMAGES, Kind.IMAGE)

_ARCHIVES = frozenset({ZIP, IWORK, MBOX, PST, SEVENZIP, RAR, TAR, GZIP, BZIP2, XZ, ZSTD, CAB, ISO, LHA, AR, CPIO})


def kind_of(media: str) -> Kind:
    """The kind of document a media type is, before its reader says better."""
    return Kind.ARCHIVE if media in _ARCHIVES else _KINDS.get(media, Kind.OTHER)
