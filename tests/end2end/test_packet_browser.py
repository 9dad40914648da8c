"""The source packet in a browser without network: every link leads to its place, and nothing is asked of outside."""

from pathlib import Path

import pytest

from tests.helpers.browser import browsing, is_installed
from tests.helpers.command import casefile

pytestmark = pytest.mark.skipif(not is_installed(), reason="no Chromium here that can be kept off the network")

SAMPLES = Path(__file__).parents[2] / "sample_docs"
LINKS = "[...document.querySelectorAll('a')].map(each => each.getAttribute('href'))"
FOLLOW = """
(async at => {
    const link = document.querySelectorAll('a')[at];
    window.scrollTo(0, at % 2 ? 0 : document.body.scrollHeight);
    link.click();
    await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
    const place = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (!place) return 'no place';
    const box = place.getBoundingClientRect();
    if (location.hash !== link.hash) return 'not followed';
    return box.bottom >= 0 && box.top <= innerHeight && box.width > 0 ? 'in sight' : `out of sight at ${box.top}`;
})(AT)
"""
WIDE = "document.documentElement.scrollWidth - innerWidth"
BROKEN = "[...document.images].filter(each => !each.complete || !each.naturalWidth).length"


@pytest.fixture(scope="module")
def packet(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The packet of the sample story, with its quotations linked as a checker would."""
    folder = tmp_path_factory.mktemp("packet")
    assert casefile("demo", "--dir", folder, "--no-window").code == 0
    case, story = folder / "Sample case.casefile", SAMPLES / "drafts" / "story.docx"
    assert casefile("draft", "import", case, story).code == 0
    linked = 0
    for each in casefile("trace", case, story, "--json").json["statements"]:
        if each["kind"] == "quote" and each["verdict"] in ("exact", "elided"):
            for passage in each["matches"][0]["passages"]:
                words = (each["n"], passage["document"], passage["text"], "--page", passage["page"])
                linked += casefile("draft", "link", case, *words).code == 0
    assert linked > 5
    out = folder / "alone" / "packet.html"
    out.parent.mkdir()
    made = casefile("export", case, "packet", "--draft", "story", "--out", out)
    assert made.code == 0, made.err
    return out


@pytest.mark.parametrize("width", [1280, 420])
def test_every_link_leads_to_its_place_and_nothing_is_asked_of_outside(
    packet: Path, tmp_path: Path, width: int
) -> None:
    with browsing(tmp_path) as page:
        page.ask("Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=False)
        page.open(packet)
        links = page.value(LINKS)
        assert len(links) > 20
        assert all(each.startswith("#") for each in links)
        went = {links[at]: page.value(FOLLOW.replace("(AT)", f"({at})")) for at in range(len(links))}
        assert {target: how for target, how in went.items() if how != "in sight"} == {}
        assert page.value(BROKEN) == 0
        assert page.value(WIDE) <= 0, "it must be scrolled sideways"
        asked = {each["request"]["url"].split(":")[0] for each in page.told("Network.requestWillBeSent")}
        assert asked <= {"file", "data"}
        assert page.told("Log.entryAdded", "Runtime.exceptionThrown") == []
