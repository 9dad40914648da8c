"""Words of PDF pages that MuPDF's own list leaves out or takes apart."""

from pathlib import Path

from explorer.extract.pdf import PdfReader
from tests.helpers.files import saved
from tests.helpers.raw_pdf import one_page, said, stream
from tests.unit.extract.contract import check_reader, read

READER = PdfReader()
_TAGGED = b"/MarkInfo<</Marked true>>/StructTreeRoot<</Type/StructTreeRoot>>"


def test_all_words_that_stand_for_what_is_drawn_are_read(tmp_path: Path) -> None:
    drawn = b"/Span<</ActualText(the words in full)>>BDC " + said(b"zz") + b"EMC " + said(b"and the rest", bottom=600)
    path = saved(tmp_path, "tagged.pdf", one_page(drawn, catalog=_TAGGED))
    (page,) = read(READER, path).pages
    assert page.text == "the words in full\nand the rest"
    assert all(70 < word.box.x0 < 90 for word in page.words if word.start < 17)
    check_reader(READER, path)


def test_a_tagged_page_whose_words_are_all_listed_reads_the_same(tmp_path: Path) -> None:
    texts = [
        read(
            READER, saved(tmp_path, "memo.pdf", one_page(said(b"one  two") + said(b"three", bottom=600), catalog=each))
        )
        for each in (b"", _TAGGED)
    ]
    assert [found.pages[0].text for found in texts] == ["one two\nthree"] * 2
    assert texts[0].pages[0].words == texts[1].pages[0].words


def test_a_line_written_downwards_is_one_word(tmp_path: Path) -> None:
    font = b"<</Type/Font/Subtype/Type0/BaseFont/KozMinPro-Regular/Encoding/UniJIS-UTF16-V/DescendantFonts[7 0 R]>>"
    face = (
        b"<</Type/Font/Subtype/CIDFontType0/BaseFont/KozMinPro-Regular/DW 1000/FontDescriptor 8 0 R"
        b"/CIDSystemInfo<</Registry(Adobe)/Ordering(Japan1)/Supplement 6>>>>"
    )
    looks = (
        b"<</Type/FontDescriptor/FontName/KozMinPro-Regular/Flags 4/FontBBox[0 -200 1000 900]/ItalicAngle 0"
        b"/Ascent 800/Descent -200/CapHeight 700/StemV 80>>"
    )
    lines = [("機密文書", 500), ("東京都庁", 470)]
    content = b" ".join(
        b"BT /F2 14 Tf %d 700 Td <%s> Tj ET" % (left, text.encode("utf-16-be").hex().encode()) for text, left in lines
    )
    data = one_page(content, {6: font, 7: face, 8: looks, 9: stream(b"")})
    (page,) = read(READER, saved(tmp_path, "down.pdf", data.replace(b"/F1 5 0 R", b"/F2 6 0 R"))).pages
    assert page.text == "機密文書\n東京都庁"
    assert [word.box.y1 - word.box.y0 > 50 for word in page.words] == [True, True]
