"""HTML that is cut before it is parsed."""

from explorer.extract.html_tree import shallow


def test_an_element_of_very_many_attributes_keeps_its_words_alone() -> None:
    crowded = "<p " + " ".join(f'a{number}="x"' for number in range(50_000)) + ">words</p>"
    assert shallow(crowded) == "<p>words</p>"
    assert shallow("<p " + "a " * 50_000 + ">words</p>") == "<p>words</p>"


def test_a_long_picture_in_a_page_stays() -> None:
    page = f'<p>words <img alt="a map" src="data:image/png;base64,{"A" * 100_000}=="></p>'
    assert shallow(page) == page
