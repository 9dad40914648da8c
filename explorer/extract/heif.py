"""Reads HEIF pictures (.heic), the photos of telephones: each of a file's pictures is a page.

They are turned as the file says while they are decoded. Its library is an extra, so that it may be missing.
"""

from pathlib import Path

from explorer.errors import MissingDecoderError
from explorer.extract import media
from explorer.extract.base import Sink, Source
from explorer.extract.image import ImageReader

try:
    import pi_heif
except ImportError:
    pi_heif = None
else:
    pi_heif.register_heif_opener(thumbnails=False, decode_threads=1)

_WHAT = "an HEIF picture, as telephones take them"


class HeifReader(ImageReader):
    """Reads HEIF as other pictures are read."""

    name = "heif"
    version = 1
    media = frozenset({media.HEIF})
    formats = ("HEIF",)

    def read(self, source: Source, sink: Sink) -> None:
        """See ``base.Extractor``.

        Raises:
            MissingDecoderError: the library that decodes it is not installed.
        """
        _ask(source)
        super().read(source, sink)

    def render(self, source: Source, target: Path) -> None:
        """See ``image.ImageReader``."""
        _ask(source)
        super().render(source, target)


def _ask(source: Source) -> None:
    if pi_heif is None:
        raise MissingDecoderError(source.name, _WHAT, "pi-heif")
