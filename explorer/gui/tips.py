"""Text of received files where Qt would take it for HTML: tool tips and message boxes.

A name such as ``<img src="//host/x.png">`` would otherwise be loaded, from the disk or, on Windows, from another
machine. Source: Qt's documentation of QToolTip and Qt::AutoText.
"""

import html


def plain_tip(text: str) -> str:
    """A tool tip that shows these very characters."""
    if "<" not in text and "&" not in text:
        return text
    lines = html.escape(text).replace("\n", "<br>")
    return f"<qt>{lines}</qt>"
