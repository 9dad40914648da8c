"""Drafts as they are read: the words of a story and the notes that hang on them."""

import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.errors import DraftUnreadableError, NotADraftError
from explorer.extract import draft_reading
from explorer.extract.base import Limits
from explorer.extract.draft_markdown import markdown_draft
from explorer.extract.draft_plain import plain_draft
from explorer.extract.draft_reading import draft_from_bytes, draft_from_text, read_draft
from explorer.extract.draft_text import DraftText
from explorer.extract.draft_word import word_draft
from explorer.extract.ooxml import Package
from explorer.model.draft import Draft, NoteKind
from tests.helpers import draft_files as made
from tests.helpers.doc_files import DELETED, SPECIAL, Doc
from tests.helpers.odf_files import flat, odf
from tests.helpers.office_files import docx, w_paragraph, w_table, w_text, with_part
from tests.helpers.office_files import part as office_part

SAMPLES = Path(__file__).parents[3] / "sample_docs" / "drafts"


def _markdown(text: str) -> str:
    draft = DraftText()
    markdown_draft(text, draft)
    return draft.finished()[0]


def _notes(draft: Draft) -> list[tuple[str, str, str]]:
    """Each note with who wrote it and the word that it hangs on."""
    return [(each.text, each.author, draft.text[max(each.at - 5, 0) : each.at + 5]) for each in draft.notes]


def test_the_sample_draft_says_the_same_in_word_and_in_markdown() -> None:
    word, markdown = read_draft(SAMPLES / "story.docx"), read_draft(SAMPLES / "story.md")
    assert word.text == markdown.text
    assert "slide shown to new users, “LinkView maps personal connections" in word.text
    assert "*" not in markdown.text
    assert "#" not in markdown.text


def test_a_word_draft_is_joined_out_of_runs_with_insertions_and_without_deletions() -> None:
    paragraph = w_paragraph(
        w_text("The center "), made.word_deleted("may have "), made.word_inserted(w_text("has ")), w_text("no re"),
        w_text("cord", "<w:i/>"), w_text(" of it.", "<w:b/>"), w_text(" Hidden.", "<w:vanish/>"),
    )  # fmt: skip
    draft = draft_from_bytes(made.draft_docx("A heading", paragraph), "story.docx")
    assert draft.text == "A heading\nThe center has no record of it."


def test_comments_and_footnotes_of_a_word_draft_hang_on_their_words() -> None:
    paragraph = w_paragraph(
        w_text("They sent "), made.word_comment(0, w_text("400 names")), w_text(" in 2016"), made.word_note(0),
        w_text(", it says."),
    )  # fmt: skip
    draft = draft_from_bytes(
        made.draft_docx(paragraph, comments=[("R. Ames", "Who counted?")], notes=["Policy 14-C, p. 2"]), "story.docx"
    )
    assert draft.text == "They sent 400 names in 2016, it says."
    comment, note = draft.notes
    assert (comment.kind, comment.text, comment.author) == (NoteKind.COMMENT, "Who counted?", "R. Ames")
    assert draft.text[comment.at :].startswith("400 names")
    assert (note.kind, note.text) == (NoteKind.FOOTNOTE, "Policy 14-C, p. 2")
    assert draft.text[: note.at].endswith("2016")


def test_a_deleted_paragraph_end_joins_both_paragraphs() -> None:
    first = w_paragraph(w_text("It goes "), properties='<w:rPr><w:del w:id="5"/></w:rPr>')
    assert draft_from_bytes(made.draft_docx(first, "on here."), "a.docx").text == "It goes on here."


def test_cells_and_text_boxes_are_paragraphs_and_a_soft_break_inside_a_sentence_is_a_space() -> None:
    box = "<w:r><w:pict><w:txbxContent>" + w_paragraph("Pulled out") + "</w:txbxContent></w:pict></w:r>"
    broken = w_paragraph(w_text("He went"), "<w:r><w:br/></w:r>", w_text("on."), "<w:r><w:br/></w:r>", w_text("Then"))
    draft = draft_from_bytes(made.draft_docx(w_table([["a", "b"]]), w_paragraph(w_text("Text"), box), broken), "a.docx")
    assert draft.text == "a\nb\nText\nPulled out\nHe went on.\nThen"


def test_an_opendocument_draft_keeps_insertions_and_drops_deletions() -> None:
    data = made.draft_odt(
        'They <text:change-start text:change-id="i"/>never <text:change-end text:change-id="i"/>'
        '<text:change text:change-id="d"/>sent <text:span>400<text:s text:c="2"/>names</text:span>'
        f"{made.odt_comment('R. Ames', 'Who counted?')} in 2016{made.odt_note('Policy 14-C')}.",
        "Second<text:line-break/>line",
        deleted={"d": "always "},
    )
    draft = draft_from_bytes(data, "story.odt")
    assert draft.text == "They never sent 400 names in 2016.\nSecond line"
    assert _notes(draft) == [("Who counted?", "R. Ames", "names in 2"), ("Policy 14-C", "", " 2016.\nSec")]


def test_a_rich_text_draft_is_read_without_what_was_deleted() -> None:
    data = (
        rb"{\rtf1\ansi\ansicpg1252 They sent {\deleted always }{\b 400} names.{\footnote Policy 14-C}\par "
        rb"\'93No.\'94\par}"
    )
    draft = draft_from_bytes(data, "story.rtf")
    assert draft.text == "They sent 400 names.\n“No.”"
    assert [(each.kind, each.text) for each in draft.notes] == [(NoteKind.FOOTNOTE, "Policy 14-C")]


def test_a_web_page_is_read_without_scripts_marks_and_deleted_words() -> None:
    data = (
        "<html><head><title>x</title><script>evil()</script></head><body><h1>Head</h1>"
        "<p>They <del>never <b>ever</b></del> sent "
        "<b>400</b> <s>old</s> <a href='http://a.invalid'>names</a>.<ul><li>One</ul></body>"
    )
    assert draft_from_bytes(data.encode(), "a.html").text == "Head\nThey sent 400 old names.\nOne"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("# Head #\n\nSome *text*, **bold** and ***both***, ~~struck~~.\n",
         "Head\nSome text, bold and both, struck."),
        ("Head\n====\nline one\nline two\n", "Head\nline one line two"),
        ("- one\n- two\n  goes on\n1. three\n> quoted\n> words", "one\ntwo goes on\nthree\nquoted words"),
        ("A [link](http://a.invalid/x_(y) 't'), ![picture](p.png), <http://b.invalid>.",
         "A link, picture, http://b.invalid."),
        ("A [link][1], [it], that figure [of convictions] (x).\n\n[1]: http://a.invalid\n[it]: x",
         "A link, it, that figure [of convictions] (x)."),
        ("2 * 3 * 4, snake_case_name, 5*6, \\*kept\\*, `a*b*c` &amp; &copy;",
         "2 * 3 * 4, snake_case_name, 5*6, *kept*, a*b*c & ©"),
        ("```\ncode *here*\n```\n\n---\n\n| a | b |\n|---|---|\n| c | d |", "code *here*\na\nb\nc\nd"),
        ("---\ntitle: x\n---\nText", "Text"),
        ("He {++never ++}{--always --}said {~~it~>so~~}{==, he==}.", "He never said so, he."),
        ("In\n2016. The center", "In 2016. The center"),
        ("<b>bold</b> a < b > c, 1 <2", "bold a < b > c, 1 <2"),
    ],
)  # fmt: skip
def test_markdown_is_read_without_its_marks(text: str, wanted: str) -> None:
    assert _markdown(text) == wanted


def test_footnotes_and_comments_of_markdown_hang_where_they_stand() -> None:
    text = "They sent 400[^1] names{>>who counted?<<}.<!-- ask -->\n\n[^1]: Policy 14-C,\n    p. 2\n"
    draft = draft_from_bytes(text.encode(), "a.md")
    assert draft.text == "They sent 400 names."
    assert _notes(draft) == [
        ("Policy 14-C, p. 2", "", "t 400 name"), ("who counted?", "", "names."), ("ask", "", "ames.")
    ]  # fmt: skip


def test_lines_broken_by_hand_are_joined_and_others_are_paragraphs() -> None:
    wrapped = (
        "It goes on and on in lines that a program\nbroke where the next word did not fit, so\n"
        "that they belong together as one sentence\nof one paragraph here.\n\nNext."
    )
    assert draft_from_text(wrapped, "Clipboard").text == (
        "It goes on and on in lines that a program broke where the next word did not fit, so that they belong together "
        "as one sentence of one paragraph here.\nNext."
    )
    assert draft_from_text("One.\nTwo.\r\nThree.", "Clipboard").text == "One.\nTwo.\nThree."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_plain_text_of_any_encoding_is_read(encoding: str) -> None:
    text = "Café “Larkhaven” said – no. " * 3
    assert draft_from_bytes(text.encode(encoding), "a.txt").text == text.strip()


def test_words_that_look_like_mail_or_a_table_are_a_draft_if_the_file_is_named_as_text() -> None:
    assert draft_from_bytes(b"From: x@y.invalid\nSubject: a\n\nThe story.", "a.txt").text.endswith("The story.")


@pytest.mark.parametrize(
    ("data", "name", "error", "why"),
    [
        (b"", "a.docx", DraftUnreadableError, "it is empty"),
        (b"PK\3\4 nothing", "a.docx", NotADraftError, "damaged Office file"),
        (made.draft_docx("a")[:-30], "a.docx", DraftUnreadableError, "the list of its parts is lost"),
        (b"%PDF-1.4 x", "a.pdf", NotADraftError, "a PDF"),
        (b"\x7fELF\0\0", "a.txt", NotADraftError, "program"),
        (b" \n \n", "a.txt", DraftUnreadableError, "no words"),
        (b"\x89PNG\r\n\x1a\n", "a.md", NotADraftError, "cannot be opened as a draft"),
    ],
)  # fmt: skip
def test_what_is_no_draft_is_refused_in_one_sentence(data: bytes, name: str, error: type[Exception], why: str) -> None:
    with pytest.raises(error) as caught:
        draft_from_bytes(data, name)
    assert why in str(caught.value)
    assert name in str(caught.value)
    assert str(caught.value).count(". ") == 0


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(DraftUnreadableError, match="No such file"):
        read_draft(tmp_path / "gone.docx")


def test_a_draft_is_not_changed(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(made.draft_docx("Words."))
    before = (path.read_bytes(), path.stat().st_mtime_ns)
    read_draft(path)
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before


_MARKED = st.text(st.sampled_from('ab1 \n*_`[]()^~<>{}+-=|#!\\&;:"“”'), max_size=120)


@settings(max_examples=300)
@given(_MARKED | st.text(max_size=80))
def test_markdown_of_any_kind_is_read_and_its_notes_lie_in_the_text(text: str) -> None:
    draft = DraftText()
    markdown_draft(text, draft)
    words, notes = draft.finished()
    assert all(0 <= each.at <= len(words) for each in notes)
    assert "\n\n" not in words


@given(st.lists(st.text(st.characters(categories=("L", "N")), min_size=1, max_size=12), max_size=60))
def test_plain_text_loses_no_word(words: list[str]) -> None:
    text = "".join(word + ("\n" if number % 7 == 6 else " ") for number, word in enumerate(words))
    draft = DraftText()
    plain_draft(text, draft)
    assert draft.finished()[0].split() == text.split()


@given(st.lists(st.text(st.sampled_from("abc"), min_size=1, max_size=6), min_size=1, max_size=20))
def test_markdown_without_marks_loses_no_word(words: list[str]) -> None:
    assert _markdown(" ".join(words)).split() == words


def test_hostile_drafts_end_in_one_sentence(tmp_path: Path) -> None:
    deep = "<w:sdt><w:sdtContent>" * 3000 + w_paragraph("deep") + "</w:sdtContent></w:sdt>" * 3000
    bomb = made.draft_docx("a" * 30_000_000)
    entities = b'<!DOCTYPE x [<!ENTITY a "boom">]><html><body>&a;</body></html>'
    for data, name in ((made.draft_docx(deep), "deep.docx"), (bomb, "bomb.docx")):
        with pytest.raises(DraftUnreadableError) as caught:
            draft_from_bytes(data, name)
        assert str(caught.value).count(". ") == 0
    assert draft_from_bytes(entities, "a.html").text.endswith("&a;")


def test_a_reader_that_stops_is_said_and_so_is_one_that_takes_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(draft_reading, "_LIMITS", Limits(seconds=60.0, memory_bytes=1))
    with pytest.raises(DraftUnreadableError):
        draft_from_bytes(made.draft_docx("Words. " * 100_000), "a.docx")
    monkeypatch.setattr(draft_reading, "_LIMITS", Limits(seconds=0.01))
    with pytest.raises(DraftUnreadableError, match="more than 0 seconds"):
        draft_from_bytes(b"Words.", "a.txt")


def _set_off(draft: Draft) -> list[str]:
    return [draft.text[start:end] for start, end in draft.set_off]


def test_paragraphs_that_are_set_off_as_quotations_are_known() -> None:
    styles = office_part("w:styles", '<w:style w:styleId="Citat"><w:name w:val="Quote"/></w:style>')
    quoted = w_paragraph(w_text("No flag is needed."), properties='<w:pStyle w:val="Citat"/>')
    word = docx("The memo says:", quoted, "It ends.", parts={"styles": ("styles.xml", styles)})
    assert _set_off(draft_from_bytes(word, "a.docx")) == ["No flag is needed."]
    body = '<text:p>Says:</text:p><text:p text:style-name="P1">No flag.</text:p><text:p>So.</text:p>'
    style = '<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Quotations"/>'
    odt = odf("text", body, style)
    assert _set_off(draft_from_bytes(odt, "a.odt")) == ["No flag."]
    markdown = "The memo says:\n\n> No flag\nis needed.\n>\n> None.\n\nIt ends.\n"
    assert _set_off(draft_from_bytes(markdown.encode(), "a.md")) == ["No flag is needed.", "None."]
    html = "<p>It says:<blockquote><p>No <b>flag</b>.</p></blockquote><p>So."
    assert _set_off(draft_from_bytes(html.encode(), "a.html")) == ["No flag."]


def test_what_could_not_be_read_is_said() -> None:
    torn = made.draft_docx("Words.", w_paragraph(w_text("More"), made.word_comment(0)), comments=[("A", "b")])
    broken = with_part(torn, "word/comments.xml", b"<w:comments><torn")
    draft = draft_from_bytes(broken, "a.docx")
    assert draft.text == "Words.\nMore"
    assert len(draft.problems) == 1
    assert "word/comments.xml" in draft.problems[0]
    cut = draft_from_bytes(rb"{\rtf1 One.\par {\b Two", "a.rtf")
    assert (cut.text, len(cut.problems)) == ("One.\nTwo", 1)


def test_an_old_word_draft_is_read_without_what_was_deleted_and_with_its_notes() -> None:
    doc = Doc(
        "One\x02 and not two\x05.\rNext.\r",
        footnotes=["\x02 See page 4.\r"], footnote_marks=[3],
        comments=[("R. Ames", "\x05Who says?\r")], comment_marks=[16],
        runs=[(3, 4, SPECIAL), (9, 13, DELETED), (16, 17, SPECIAL)],
    )  # fmt: skip
    draft = draft_from_bytes(doc.data(), "memo.doc")
    assert draft.text == "One and two.\nNext."
    assert {(each.kind, each.text, each.author) for each in draft.notes} == {
        (NoteKind.FOOTNOTE, "See page 4.", ""), (NoteKind.COMMENT, "Who says?", "R. Ames"),
    }  # fmt: skip


def test_a_flat_opendocument_draft_is_read() -> None:
    assert draft_from_bytes(flat("text", "<text:p>No flag.</text:p>"), "a.fodt").text == "No flag."


_RUNS = st.lists(
    st.tuples(st.sampled_from(["kept", "in", "out", "hidden"]), st.text(st.sampled_from("ab,. "), max_size=8))
)


@given(st.lists(_RUNS, max_size=5))
def test_word_runs_are_joined_whatever_became_of_them(paragraphs: list[list[tuple[str, str]]]) -> None:
    make = {"kept": w_text, "in": lambda text: made.word_inserted(w_text(text)), "out": made.word_deleted,
            "hidden": lambda text: w_text(text, "<w:vanish/>")}  # fmt: skip
    body = [w_paragraph(*(make[kind](text) for kind, text in runs)) for runs in paragraphs]
    draft = DraftText()
    with Package(io.BytesIO(docx(*body)), "a.docx") as package:
        word_draft(package, "a.docx", draft)
    wanted = [" ".join("".join(text for kind, text in runs if kind in ("kept", "in")).split()) for runs in paragraphs]
    assert draft.finished()[0] == "\n".join(each for each in wanted if each)
