"""Trees of HTML that are too deep for their own good: cut before parsing, walked without recursion.

lexbor's work grows with the square of the depth (50,000 nested elements take it six seconds) and of the attributes of
one element (300,000 take it minutes), so both are cut first.
"""

import re
from collections.abc import Callable

from selectolax.lexbor import LexborNode

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^<>]*>")
_LONG_TAG = re.compile(r"<([a-zA-Z][a-zA-Z0-9]{0,30})[^<>]{4000,}>")
_MOST_ATTRIBUTES = 1_000  # of one element
_NAMES = """
p li td th tr tbody thead tfoot dt dd option br hr img input meta link area base col embed source track wbr html body
head title script style
"""
_UNCOUNTED = frozenset(_NAMES.split())  # elements that end by themselves
_DEEPEST = 200  # elements within elements; pages made by hand have fewer than 60
_MANY_TAGS = 1_000


def shallow(html: str) -> str:
    """The page without the tags that nest deeper than any page's should, and without the attributes of those
    that have too many; all text stays.
    """
    html = _LONG_TAG.sub(_bare_if_crowded, html)
    if html.count("<") < _MANY_TAGS:
        return html
    depth = deepest = 0

    def kept(tag: re.Match[str]) -> str:
        nonlocal depth, deepest
        if tag[2].lower() in _UNCOUNTED:
            return tag[0]
        step = -1 if tag[1] else 1
        is_deep = depth + (step > 0) > _DEEPEST
        depth = max(depth + step, 0)
        deepest = max(deepest, depth)
        return " " if is_deep else tag[0]

    cut = _TAG.sub(kept, html)
    return cut if deepest > _DEEPEST else html


def _bare_if_crowded(tag: re.Match[str]) -> str:
    return f"<{tag[1]}>" if tag[0].count("=") > _MOST_ATTRIBUTES or tag[0].count(" ") > _MOST_ATTRIBUTES else tag[0]


def onward(node: LexborNode, top: int, leave: Callable[[LexborNode], None]) -> LexborNode | None:
    """The node after this one and all that lies below it; None at the end of the tree whose root has the id ``top``.

    ``leave`` is told of each element that ends on the way.
    """
    while node.mem_id != top:
        following = node.next
        if following is not None:
            return following
        parent = node.parent
        if parent is None:
            return None
        leave(parent)
        node = parent
    return None
