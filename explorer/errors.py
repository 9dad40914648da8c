"""Every error a person can act on: what happened to which thing, what to do now, and the exit code.

An error's facts are its positional arguments, so it can be sent from a child process and rebuilt here. Anything that
is not an ``ExplorerError`` is a bug of ours. Texts are marked for translation with a no-op, so this file needs no Qt.
"""


def QT_TRANSLATE_NOOP(_context: str, text: str) -> str:  # noqa: N802 - the name that lupdate looks for
    """Mark a text for translation; the face that shows it translates before filling in the facts."""
    return text


class ExplorerError(Exception):
    """Something in the world went wrong that a person can act on.

    Attributes:
        message: what happened to which thing; ``{0}``, ``{1}`` … are filled from the error's arguments.
        remedy: what to do now; filled in the same way.
        exit_code: what the command line ends with.
    """

    message = QT_TRANSLATE_NOOP("errors", "{0}")
    remedy = ""
    exit_code = 1

    def __str__(self) -> str:
        return self.message.format(*self.args)

    def advice(self) -> str:
        """What to do now, facts filled in; empty if there is nothing to add."""
        return self.remedy.format(*self.args)


class CaseError(ExplorerError):
    """The case as a whole cannot be used."""

    exit_code = 3


class NotACaseError(CaseError):
    message = QT_TRANSLATE_NOOP("errors", "“{0}” is not a case folder.")
    remedy = QT_TRANSLATE_NOOP("errors", "Choose a folder made by “casefile new”; it holds a file case.sqlite.")


class CaseExistsError(CaseError):
    message = QT_TRANSLATE_NOOP("errors", "“{0}” exists already and was left as it is.")
    remedy = QT_TRANSLATE_NOOP("errors", "Open it, or choose another name for the new case.")
    exit_code = 2


class CaseLockedError(CaseError):
    """Another program holds the case. Arguments: the case's name, who holds it."""

    message = QT_TRANSLATE_NOOP("errors", "The case “{0}” is in use by {1}.")
    remedy = QT_TRANSLATE_NOOP("errors", "Close it there first, then try again.")


class CaseTooNewError(CaseError):
    message = QT_TRANSLATE_NOOP("errors", "The case “{0}” was written by a newer Casefile (format {1}).")
    remedy = QT_TRANSLATE_NOOP("errors", "Open it with that version; nothing was changed.")


class CaseDamagedError(CaseError):
    """The database cannot be read. Arguments: the case's name, what is wrong."""

    message = QT_TRANSLATE_NOOP("errors", "The case “{0}” is damaged: {1}.")
    remedy = QT_TRANSLATE_NOOP("errors", "Run “casefile verify --repair” on it; a backup is made first.")


class DocumentError(ExplorerError):
    """One file could not be read. Arguments: its name, then what the message asks for."""


class DamagedDocumentError(DocumentError):
    message = QT_TRANSLATE_NOOP("errors", "“{0}” is damaged or not in the format it claims: {1}.")
    remedy = QT_TRANSLATE_NOOP("errors", "Ask the agency for a fresh copy.")


class EmptyDocumentError(DocumentError):
    message = QT_TRANSLATE_NOOP("errors", "“{0}” is empty (0 bytes).")
    remedy = QT_TRANSLATE_NOOP("errors", "Ask the agency to send it again.")


class LockedDocumentError(DocumentError):
    message = QT_TRANSLATE_NOOP("errors", "“{0}” is locked with a password; it was kept, but no page of it was read.")
    remedy = QT_TRANSLATE_NOOP(
        "errors",
        "Read it again with its password (“casefile retry --passwords FILE”), or ask the agency for an open copy.",
    )


class EncryptedDocumentError(DocumentError):
    """It opens with a key that only its recipient has. Arguments: its name."""

    message = QT_TRANSLATE_NOOP(
        "errors", "“{0}” is encrypted for its recipient; it was kept, but nothing of it was read."
    )
    remedy = QT_TRANSLATE_NOOP("errors", "Ask the sender or the recipient for a copy that is not encrypted.")


class LockedForGoodError(DocumentError):
    """It is locked in a way that no password given here can open. Arguments: its name, what it is."""

    message = QT_TRANSLATE_NOOP("errors", "“{0}” is {1} locked with a password, of a kind that Casefile cannot open.")
    remedy = QT_TRANSLATE_NOOP("errors", "Open it with its password in another program, and add what it holds.")


class LockedPageError(DocumentError):
    """Its pages were read, and are to be drawn without its password. Arguments: its name."""

    message = QT_TRANSLATE_NOOP(
        "errors", "“{0}” is locked with a password; its words can be searched, its pages not drawn."
    )
    remedy = QT_TRANSLATE_NOOP(
        "errors", "Give its password again: “Passwords for locked files…”, or “casefile render --passwords FILE”."
    )


class UnknownKindError(DocumentError):
    """No reader for it. Arguments: its name, what its bytes look like."""

    message = QT_TRANSLATE_NOOP("errors", "“{0}” is not in a format that Casefile reads ({1}); it was kept unread.")
    remedy = QT_TRANSLATE_NOOP("errors", "Save it as PDF in the program it came from and add that.")


class NoKnownKindError(DocumentError):
    """Nothing tells what it is. Arguments: its name."""

    message = QT_TRANSLATE_NOOP("errors", "“{0}” is not in any format that Casefile knows; it was kept unread.")
    remedy = QT_TRANSLATE_NOOP(
        "errors", "Ask the agency which program made it; if it opens there, save it as PDF and add that."
    )


class ProgramFileError(DocumentError):
    """Arguments: its name."""

    message = QT_TRANSLATE_NOOP("errors", "“{0}” is a program, not a document; it was kept unread and is never run.")
    remedy = QT_TRANSLATE_NOOP("errors", "Do not open it elsewhere. Ask the agency for the document itself.")


class MissingHelperError(DocumentError):
    """A library of the system is not there. Arguments: its name, what it is, the library."""

    message = QT_TRANSLATE_NOOP("errors", "“{0}” is {1}; reading it needs {2}, which is not on this computer.")
    remedy = QT_TRANSLATE_NOOP(
        "errors", "Install {2} and choose Retry, or unpack the file with another program and add what it holds."
    )


class MissingDecoderError(DocumentError):
    """A picture whose library is not there. Arguments: its name, what it is, the library."""

    message = QT_TRANSLATE_NOOP("errors", "“{0}” is {1}; showing it needs {2}, which is not on this computer.")
    remedy = QT_TRANSLATE_NOOP(
        "errors", "Install {2} and choose Retry, or save the picture as JPEG in another program and add that."
    )


class LimitError(DocumentError):
    """A stated limit was exceeded. Arguments: its name, the limit in words."""

    message = QT_TRANSLATE_NOOP("errors", "“{0}” exceeds a limit: {1}.")
    remedy = QT_TRANSLATE_NOOP("errors", "Open the parts you need in the program they came from and add those.")


class NoRoomError(DocumentError):
    """The disk filled up while it was read. Arguments: its name."""

    message = QT_TRANSLATE_NOOP("errors", "The disk is full: “{0}” could not be read to its end.")
    remedy = QT_TRANSLATE_NOOP("errors", "Free some space and add it again.")


class ReaderTimeoutError(DocumentError):
    """Arguments: its name, seconds."""

    message = QT_TRANSLATE_NOOP("errors", "Reading “{0}” exceeds the time limit of {1} seconds and was stopped.")
    remedy = QT_TRANSLATE_NOOP("errors", "Ask the agency for a fresh or smaller copy.")


class ReaderDiedError(DocumentError):
    """Arguments: its name, how the reader ended."""

    message = QT_TRANSLATE_NOOP("errors", "“{0}” is damaged in a way that stopped its reader ({1}).")
    remedy = QT_TRANSLATE_NOOP("errors", "Ask the agency for a fresh copy; the other files are not affected.")


class NoOfficeError(DocumentError):
    """LibreOffice is not on this machine. Arguments: the document's name."""

    message = QT_TRANSLATE_NOOP("errors", "“{0}” cannot be drawn by LibreOffice, which is not installed here.")
    remedy = QT_TRANSLATE_NOOP("errors", "Install LibreOffice and try again; Casefile's own drawing stays as it is.")


class OfficeStoppedError(DocumentError):
    """LibreOffice is there and does not start. Arguments: the document's name."""

    message = QT_TRANSLATE_NOOP("errors", "“{0}” was not drawn by LibreOffice, which could not be started.")
    remedy = QT_TRANSLATE_NOOP("errors", "Start LibreOffice once by itself to see what it lacks, then try again.")


class OtherDrawingError(DocumentError):
    """LibreOffice's drawing cannot stand for ours. Arguments: the document's name, why."""

    message = QT_TRANSLATE_NOOP("errors", "LibreOffice's drawing of “{0}” is not shown: {1}.")
    remedy = QT_TRANSLATE_NOOP("errors", "Read it in Casefile's own drawing.")


class UnreadableFileError(DocumentError):
    """The file system refused it. Arguments: its name, why."""

    message = QT_TRANSLATE_NOOP("errors", "“{0}” could not be opened: {1}.")
    remedy = QT_TRANSLATE_NOOP("errors", "Check that the disk is connected and that you may read it; add it again.")


class LeftOutError(DocumentError):
    """What lies in an added folder and is no file of it. Arguments: its name, what it is."""

    message = QT_TRANSLATE_NOOP("errors", "“{0}” was left out: it is {1}.")
    remedy = QT_TRANSLATE_NOOP("errors", "If it belongs to the records, put a copy of the file itself in its place.")


class NotADraftError(DocumentError):
    """No draft is written in a file of its kind. Arguments: its name, what it is."""

    message = QT_TRANSLATE_NOOP("errors", "“{0}” cannot be opened as a draft: it is {1}.")
    remedy = QT_TRANSLATE_NOOP("errors", "Save it as DOCX, ODT, Markdown, HTML, RTF or text, or paste its words.")
    exit_code = 2


class DraftUnreadableError(DocumentError):
    """A draft cannot be read. Arguments: its name, why."""

    message = QT_TRANSLATE_NOOP("errors", "The draft “{0}” could not be read: {1}.")
    remedy = QT_TRANSLATE_NOOP("errors", "Save it anew in the program it came from, or paste its words.")
    exit_code = 2


class PacketError(ExplorerError):
    """A packet cannot be set as PDF, or looked at. Arguments: why."""

    message = QT_TRANSLATE_NOOP("errors", "The packet could not be set as PDF or checked: {0}.")
    remedy = QT_TRANSLATE_NOOP("errors", "Try again, or write it as HTML or DOCX.")
    exit_code = 2


class QueryError(ExplorerError):
    """A query that cannot be read. Arguments: what is wrong, the column (from 0), how to mend it."""

    message = QT_TRANSLATE_NOOP("errors", "{0} (at character {1}).")
    remedy = QT_TRANSLATE_NOOP("errors", "{2}")
    exit_code = 2

    @property
    def column(self) -> int:
        """Where in the query it went wrong, counted from 0."""
        return int(self.args[1])

    def __str__(self) -> str:
        return self.message.format(self.args[0], self.column + 1)


class InputError(ExplorerError):
    """A value that was typed cannot be used. Arguments: what is wrong, how to mend it."""

    message = QT_TRANSLATE_NOOP("errors", "{0}.")
    remedy = QT_TRANSLATE_NOOP("errors", "{1}")
    exit_code = 2


class EngineError(ExplorerError):
    """The search index cannot be used. Arguments: what is wrong."""

    message = QT_TRANSLATE_NOOP("errors", "The search index cannot be used: {0}.")
    remedy = QT_TRANSLATE_NOOP("errors", "Run “casefile reindex” on the case; nothing of yours lies in the index.")
    exit_code = 3


class IndexFullError(EngineError):
    message = QT_TRANSLATE_NOOP("errors", "The disk is full: the search index lacks pages; the case itself is whole.")
    remedy = QT_TRANSLATE_NOOP("errors", "Free some space on the disk of your user cache and search again.")


class ClusterError(ExplorerError):
    """A cluster cannot be used. Arguments: its address, why."""

    message = QT_TRANSLATE_NOOP("errors", "The cluster at {0} cannot read for this case: {1}.")
    remedy = QT_TRANSLATE_NOOP(
        "errors", "Start its scheduler and workers with this version of Casefile, or add without --cluster."
    )


class OcrUnavailableError(ExplorerError):
    """No page can be read off its picture. Arguments: what is missing."""

    message = QT_TRANSLATE_NOOP("errors", "Pages that are pictures cannot be read: {0}.")
    remedy = QT_TRANSLATE_NOOP(
        "errors",
        "Install Tesseract’s language data (tesseract-ocr-eng) or the OCR extra, or name the data’s folder in Settings;"
        " then run “casefile ocr” on the case.",
    )


class UndoConflictError(ExplorerError):
    """Arguments: the operation's label."""

    message = QT_TRANSLATE_NOOP("errors", "“{0}” cannot be undone or redone: what it changed was changed again since.")
    remedy = QT_TRANSLATE_NOOP("errors", "Undo the later change first.")


class StorageFullError(ExplorerError):
    message = QT_TRANSLATE_NOOP("errors", "The disk that holds “{0}” is full; what was read so far is kept.")
    remedy = QT_TRANSLATE_NOOP("errors", "Free some space and run the same command again; it goes on where it stopped.")


class CaseNotWritableError(CaseError):
    """The system refuses to write. Arguments: the case's name, why."""

    message = QT_TRANSLATE_NOOP(
        "errors", "Nothing can be written to the case “{0}”: {1}. What was kept so far is safe."
    )
    remedy = QT_TRANSLATE_NOOP(
        "errors", "Check that its disk is connected and that you may write to its folder, then do the same again."
    )


class SourceGoneError(ExplorerError):
    """A folder that was being added is no longer there. Arguments: its path."""

    message = QT_TRANSLATE_NOOP("errors", "“{0}” is no longer there; what was read of it so far is kept.")
    remedy = QT_TRANSLATE_NOOP("errors", "Connect its disk and add it again; it goes on where it stopped.")


class JobCancelledError(ExplorerError):
    message = QT_TRANSLATE_NOOP("errors", "Cancelled; what was done so far is kept.")
    exit_code = 130
