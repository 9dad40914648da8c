"""A page's words as an index takes them."""

from typing import NamedTuple

from explorer.model.document import PageId


class PageWords(NamedTuple):
    """
    Attributes:
        own: what the page holds besides words quoted from earlier messages; None where it quotes none.
        kind: of its document, as it is told apart; empty where it is not known.
    """

    page: PageId
    text: str
    own: str | None = None
    kind: str = ""
