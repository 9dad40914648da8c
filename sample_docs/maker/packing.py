"""Zip files (Office files are some) written so that the same members give the same bytes."""

import io
import zipfile
from collections.abc import Mapping

_OLDEST = (1980, 1, 1, 0, 0, 0)  # the first moment a zip file can name


def zip_of(members: Mapping[str, bytes]) -> bytes:
    """A zip file of the members in their order, all dated alike."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, data in members.items():
            info = zipfile.ZipInfo(name, _OLDEST)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            info.create_system = 3  # the same on each system
            archive.writestr(info, data)
    return target.getvalue()


def repacked(data: bytes) -> bytes:
    """A zip file with the times of its making taken out."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return zip_of({info.filename: archive.read(info) for info in archive.infolist()})
