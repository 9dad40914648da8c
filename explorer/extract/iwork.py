"""Documents of Apple's Pages, Numbers and Keynote: the preview and the pictures that they carry.

Their words lie in a form that Apple keeps to itself, so that the reader says what it could not read and what to do.
"""

from explorer.errors import UnknownKindError
from explorer.extract import media
from explorer.extract.archive import ZipReader
from explorer.extract.base import Sink, Source

_PREVIEWS = ("quicklook/preview.pdf", "preview.pdf", "preview.jpg", "quicklook/thumbnail.jpg")
_PICTURES = "data/"
_PROGRAMS = {".pages": "Pages", ".numbers": "Numbers", ".key": "Keynote"}


class IworkReader(ZipReader):
    """Reads what shows how a document looked; its pages are those of the preview, a file inside."""

    name = "iwork"
    version = 1
    media = frozenset({media.IWORK})

    def read(self, source: Source, sink: Sink) -> None:
        """See ``base.Extractor``.

        Raises:
            UnknownKindError: it carries neither a preview nor a picture.
        """
        program = next((each for ending, each in _PROGRAMS.items() if source.name.lower().endswith(ending)), "")
        what = f"an Apple {program or 'iWork'} document"
        export = f"open it in {program or 'the program it came from'}, export it as PDF, and add that."
        held = [name.lower() for name in self.names(source)]
        if not any(self.takes(name) for name in held):
            raise UnknownKindError(source.name, f"it is {what} without a preview")
        super().read(source, sink)
        if any(name.endswith(_PREVIEWS) for name in held):
            sink.partly(f"“{source.name}” is {what}: only its preview and pictures can be shown; {export}")
        else:
            sink.partly(f"“{source.name}” is {what} without a preview: only its pictures can be shown; {export}")

    def takes(self, name: str) -> bool:
        """Whether a member shows how the document looked; small copies of pictures do not count."""
        name = name.lower()
        is_picture = name.startswith(_PICTURES) and "-small-" not in name
        return is_picture or name.endswith(_PREVIEWS)
