"""Use cases of source packets: writing one as HTML, PDF or DOCX, and looking whether one was changed."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from explorer.app.packets.content import PacketContent, Told
from explorer.app.packets.docx import check_docx, docx_packet
from explorer.app.packets.html import html_packet
from explorer.app.packets.pdf import check_pdf_packet, pdf_packet
from explorer.app.packets.seal import SealReport, check_html
from explorer.errors import InputError
from explorer.model.kept_draft import DraftId
from explorer.model.packet import Packet

_WRITERS: dict[str, Callable[[Packet], bytes]] = {
    ".html": html_packet, ".htm": html_packet, ".pdf": pdf_packet, ".docx": docx_packet,
}  # fmt: skip
_LARGEST = 1_000_000_000  # bytes of a packet that is checked


@dataclass(frozen=True, slots=True)
class Written:
    """How many sheets a packet has, and its seal; kept elsewhere, that tells it from one that was sealed anew."""

    sheets: int
    seal: str


class Packets:
    """The same case makes the same bytes."""

    def __init__(self, content: PacketContent) -> None:
        self._content = content

    def write(self, out: Path, draft: DraftId | None = None, told: Told = lambda _done, _all: None) -> Written:
        """Write the packet of a draft, or of all claims.

        Raises:
            InputError: the file's name does not say a format that is written.
            PacketError: it could not be set as PDF.
        """
        writer = _WRITERS.get(out.suffix.lower())
        if writer is None:
            raise InputError(f"A packet cannot be written as “{out.name}”", "Name it .html, .pdf or .docx.")
        packet = self._content.of_draft(draft, told) if draft else self._content.of_claims(told)
        out.write_bytes(writer(packet))
        return Written(len(packet.sheets), check_packet(out).seal)


def check_packet(path: Path) -> SealReport:
    """Whether a packet is as it was made; names what is not.

    Raises:
        InputError: it is no packet, or cannot be read.
    """
    try:
        with path.open("rb") as file:
            data = file.read(_LARGEST + 1)
    except OSError as problem:
        raise InputError(f"“{path.name}” cannot be read: {problem.strerror}", "See that it is there.") from problem
    found = None
    if data[:5] == b"%PDF-":
        found = check_pdf_packet(data)
    elif data[:2] == b"PK":
        found = check_docx(data)
    elif b'name="casefile-packet"' in data[:4096]:
        found = check_html(data.decode("utf-8", "replace"))
    if found is None:
        raise InputError(
            f"“{path.name}” is no source packet", "Choose a file that “casefile export CASE packet” wrote."
        )
    return found
