"""Makers of drafts for tests: Word and OpenDocument files with comments, notes, tracked changes. Each gives bytes."""

from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

from tests.helpers.odf_files import odf
from tests.helpers.office_files import docx, part, w_paragraph, w_text


def draft_docx(*paragraphs: str, comments: Sequence[tuple[str, str]] = (), notes: Sequence[str] = ()) -> bytes:
    """A Word draft. Paragraphs are plain words, or XML where they begin with ``<w:``.

    Args:
        paragraphs: the body.
        comments: author and words; number n is set on what ``word_comment(n, …)`` holds.
        notes: footnotes; number n stands where ``word_note(n)`` is.
    """
    body = [each if each.startswith("<w:") else w_paragraph(w_text(each)) for each in paragraphs]
    parts: dict[str, tuple[str, bytes]] = {}
    if comments:
        inner = "".join(
            f'<w:comment w:id="{n}" w:author="{escape(author)}">{w_paragraph(w_text(words))}</w:comment>'
            for n, (author, words) in enumerate(comments)
        )
        parts["comments"] = ("comments.xml", part("w:comments", inner))
    if notes:
        inner = "".join(
            f'<w:footnote w:id="{n}">{w_paragraph(w_text(words))}</w:footnote>' for n, words in enumerate(notes)
        )
        parts["footnotes"] = ("footnotes.xml", part("w:footnotes", inner))
    return docx(*body, parts=parts)


def word_comment(number: int, *runs: str) -> str:
    """Runs that a comment is set on."""
    return (
        f'<w:commentRangeStart w:id="{number}"/>{"".join(runs)}<w:commentRangeEnd w:id="{number}"/>'
        f'<w:r><w:commentReference w:id="{number}"/></w:r>'
    )


def word_note(number: int) -> str:
    """The place of a footnote."""
    return f'<w:r><w:footnoteReference w:id="{number}"/></w:r>'


def word_inserted(*runs: str) -> str:
    return f'<w:ins w:id="90" w:author="Ed">{"".join(runs)}</w:ins>'


def word_deleted(words: str) -> str:
    return (
        f'<w:del w:id="91" w:author="Ed"><w:r><w:delText xml:space="preserve">{escape(words)}</w:delText></w:r></w:del>'
    )


def draft_odt(*paragraphs: str, deleted: Mapping[str, str] | None = None) -> bytes:
    """An OpenDocument draft. Paragraphs are words, or the XML that stands in a paragraph.

    Args:
        paragraphs: the body.
        deleted: words by the id of the change that took them out, as in ``<text:change text:change-id="…"/>``.
    """
    regions = "".join(
        f'<text:changed-region text:id="{key}"><text:deletion><office:change-info><dc:creator>Ed</dc:creator>'
        f"</office:change-info><text:p>{words}</text:p></text:deletion></text:changed-region>"
        for key, words in (deleted or {}).items()
    )
    changes = f"<text:tracked-changes>{regions}</text:tracked-changes>" if regions else ""
    return odf("text", changes + "".join(f"<text:p>{each}</text:p>" for each in paragraphs))


def odt_comment(author: str, words: str) -> str:
    return f"<office:annotation><dc:creator>{author}</dc:creator><text:p>{words}</text:p></office:annotation>"


def odt_note(words: str) -> str:
    body = f"<text:note-body><text:p>{words}</text:p></text:note-body>"
    return f'<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation>{body}</text:note>'
