"""Objects that lie in a message as storages (a picture, a packed file): the bytes that they stand for.

Source: [MS-OXCMSG] 2.2.2.9 (attach method 6), [MS-OLEDS] 2.3.6.
"""

import io

from explorer.errors import DamagedDocumentError
from explorer.extract.old_office import OldOffice
from explorer.extract.old_packed import native

_NATIVE, _WHOLE = "\x01Ole10Native", ("Package", "CONTENTS")


def object_bytes(data: bytes, name: str) -> bytes:
    """The file in an object that is a compound file; the object itself where it holds none by itself."""
    try:
        with OldOffice(io.BytesIO(data), name) as office:
            packed = native(office.data(_NATIVE)) if office.has(_NATIVE) else None
            if packed is not None:
                return packed[1]
            return next((inner for each in _WHOLE if (inner := office.data(each))), data)
    except DamagedDocumentError:
        return data
