"""An item of Outlook's given to a sink: its facts, its pages as any message has them, its files."""

from collections.abc import Iterator

from explorer.errors import DamagedDocumentError
from explorer.extract.base import Sink
from explorer.extract.mail_layout import mail_leaves
from explorer.extract.mapi_message import MapiMessage
from explorer.extract.typeset import Leaf


def give(message: MapiMessage, name: str, sink: Sink) -> None:
    """Tell the sink all of it.

    Raises:
        DamagedDocumentError: there is nothing of a message.
    """
    if not message.props.values and not message.attachments:
        raise DamagedDocumentError(name, "it holds nothing of a message")
    sink.facts(message.facts())
    for ordinal, leaf in enumerate(leaves(message), start=1):
        sink.page(leaf.extracted(ordinal, "message"))
    for attachment in message.attachments:
        sink.child(attachment.name, attachment.data)


def leaves(message: MapiMessage) -> Iterator[Leaf]:
    """Its pages."""
    return mail_leaves(message.rows(), message.bodies(), has_attachment=bool(message.attachments))
