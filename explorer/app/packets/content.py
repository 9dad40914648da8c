"""What goes into a packet: of a draft what people linked to its statements, of claims what they cite."""

import io
from collections.abc import Callable, Iterable

from PIL import Image

from explorer.app.checking_off import CheckingOff
from explorer.app.claiming import Claiming
from explorer.app.drafting import Drafting
from explorer.app.finding_page import STALE
from explorer.app.reading import Reading
from explorer.app.recognising import Recognising
from explorer.app.sourcing import Sourcing
from explorer.app.standards import Standards
from explorer.errors import ExplorerError
from explorer.model.claim import Claim
from explorer.model.document import Box
from explorer.model.finding import Finding
from explorer.model.kept_draft import DraftId, MarkKind, Standing
from explorer.model.ocr import UNSURE
from explorer.model.packet import Exhibit, Packet, Picture, Sheet, StoryMark
from explorer.model.passage import Passage, boxes_of_span
from explorer.model.standard import CheckState
from explorer.model.trace import UNSHOWN, layer_words

DPI = 110
_AROUND = 30.0  # points above and below a passage that its crop shows
_MOVED = "The page’s text has changed since this was cited: look at the picture."
_MARKS = {
    MarkKind.INTERVIEW: "From an interview, not from a record",
    MarkKind.OPINION: "Opinion",
    MarkKind.ASK: "Somebody has to be asked",
    MarkKind.CHECKED: "Checked",
}
Told = Callable[[int, int], None]  # sheets done, and of how many


class PacketContent:
    """Gathers packets; asks, and changes nothing."""

    def __init__(
        self,
        reading: Reading,
        recognising: Recognising,
        claiming: Claiming,
        standards: Standards,
        sourcing: Sourcing,
        drafting: Drafting,
        checking_off: CheckingOff,
    ) -> None:
        self._reading, self._recognising, self._claiming = reading, recognising, claiming
        self._standards, self._sourcing = standards, sourcing
        self._drafting, self._checking_off = drafting, checking_off

    def of_claims(self, told: Told = lambda _done, _all: None) -> Packet:
        """A packet of all claims of the case."""
        claims = self._claiming.claims()
        sheets = []
        for number, claim in enumerate(claims, 1):
            told(number - 1, len(claims))
            sheets.append(self._claim(number, f"Claim {number}", claim))
        return Packet("Source packet", (_counted(len(claims), "claim"),), sheets=tuple(sheets))

    def of_draft(self, draft: DraftId, told: Told = lambda _done, _all: None) -> Packet:
        """A packet of a draft's last version: the story, and a sheet for each statement that something was said of."""
        version = self._drafting.version(draft)
        standings = self._drafting.standings(draft)
        cited = [each for each in standings if each.links or each.mark or each.claim]
        sheets, marks = [], []
        for number, standing in enumerate(cited, 1):
            told(number - 1, len(cited))
            sheets.append(self._statement(number, draft, standing))
            marks += [StoryMark(start, end, number) for start, end in standing.kept.statement.spans]
        name = next((each.name for each in self._drafting.drafts() if each.id == draft), version.name)
        signed = self._checking_off.signature(draft)
        facts = [
            f"Import {version.number}, {version.imported[:10]}, SHA-256 {version.sha256}",
            f"{len(standings)} statements; {sum(bool(each.links) for each in standings)} with an accepted source",
            f"Signed as checked by {signed.by}, {_minute(signed.at)}" if signed else "Not signed as checked",
        ]
        return Packet(f"Source packet: {name}", tuple(facts), version.text, tuple(marks), tuple(sheets))

    def _statement(self, number: int, draft: DraftId, standing: Standing) -> Sheet:
        statement = standing.kept.statement
        facts = []
        if standing.again:
            facts.append("Reworded since it was checked: check again")
        if standing.mark:
            by = f" ({standing.mark.by})" if standing.mark.by else ""
            facts.append(f"{_MARKS[standing.mark.kind]}{by}, {_minute(standing.mark.at)}")
        facts += [f"Struck off: {check.text}, by {check.by}, {_minute(check.at)}" for check in standing.struck if check]
        if standing.open_tokens:
            facts.append(f"{standing.open_tokens:,} of {len(standing.struck):,} to be checked not struck off yet")
        facts += [
            f"{each.label}: {each.who}, {_minute(each.at)}" for each in self._drafting.history(draft, standing.kept.id)
        ]
        exhibits = [
            self.exhibit("Stands on", each.passage, holds=each.holds, note=each.note) for each in standing.links
        ]
        if standing.claim:
            of_claim = self._claim(number, "", self._claiming.claim(standing.claim))
            facts += of_claim.facts
            exhibits += of_claim.exhibits
        return Sheet(number, f"Statement {statement.n}", statement.text, tuple(facts), tuple(exhibits))

    def _claim(self, number: int, heading: str, claim: Claim) -> Sheet:
        assessment = self._standards.assess(claim)
        facts = [f"Status: {claim.status.value}", f"{claim.type.value.capitalize()}, {claim.risk.value} risk"]
        facts += [
            f"{line.check.text}: {line.mark.by}, {_minute(line.mark.at)}"
            for line in assessment.lines
            if line.mark is not None and line.state is CheckState.CHECKED
        ]
        facts.append("Meets the newsroom’s standard" if assessment.is_verified else "Does not meet the standard yet")
        facts += [line for each in claim.findings for line in _nothing_found(each)]
        sources = self._sourcing.independence(claim)
        exhibits = []
        for each in claim.evidence:
            note = "" if each.is_private else each.note
            reason = sources.reason(each.id)
            source = f"Source {sources.group_of(each.id) + 1}" + (f", counted once: {reason}" if reason else "")
            stance = {"supports": "Supports it", "contradicts": "Contradicts it"}.get(each.stance.value, "Context")
            exhibits.append(self.exhibit(stance, each.passage, holds=each.holds, note=note, source=source))
        return Sheet(number, heading, claim.text, tuple(facts), tuple(exhibits))

    def exhibit(self, stance: str, passage: Passage, *, holds: bool, note: str = "", source: str = "") -> Exhibit:
        """A passage with its pictures and where it comes from."""
        citation = self._reading.citation(passage.page)
        document = self._reading.own_place(passage.document)
        doubt = "" if holds else _MOVED
        if holds and self._recognising.is_uncertain(passage):
            doubt = UNSURE
        if holds and (said := self._not_shown(passage)):
            doubt = f"{doubt} {said}".lstrip()
        crop, page, problem = self._pictures(passage, holds=holds)
        return Exhibit(
            stance=stance,
            quote=" ".join(passage.quote.split()),
            citation=str(citation),
            production=citation.credit,
            bates=citation.bates or "",
            sha256=document.sha256 or "",
            note=note,
            doubt=doubt,
            source=source,
            crop=crop,
            page=page,
            no_picture=problem,
        )

    def _not_shown(self, passage: Passage) -> str:
        """What has to be said of words that the finished document does not show."""
        layers = self._reading.page_at(passage.page).layers
        found = {each.layer for each in layers if each.start < passage.end and each.end > passage.start} & UNSHOWN
        return f"It stands in {' and '.join(map(layer_words, sorted(found)))}." if found else ""

    def _pictures(self, passage: Passage, *, holds: bool) -> tuple[Picture | None, Picture | None, str]:
        """The passage cropped, the whole page with it lit, and why there are none."""
        try:
            page = self._reading.page_at(passage.page)
            words = self._reading.words(page.id)
            boxes = boxes_of_span(words, passage.start, passage.end) if holds else ()
            drawn = self._reading.picture(passage.page, DPI, boxes=boxes, png=True).result()
        except ExplorerError as problem:
            return None, None, str(problem)
        whole = Picture(drawn.pixels, drawn.width, drawn.height)
        return (_cropped(whole, boxes, drawn.height / page.height) if boxes else None), whole, ""


def _nothing_found(finding: Finding) -> list[str]:
    """A search that found nothing, as a claim cites it: over what, by whom, and whether it still holds."""
    asked = ", ".join(dict.fromkeys(each.variant.value for each in finding.queries))
    said = [
        finding.words(),
        f"Searched for {asked}; by {finding.by}, {_minute(finding.searched)}; stamp {finding.coverage.stamp[:16]}",
    ]
    if finding.except_words:
        said.append(f"Other words, left out: {', '.join(finding.except_words)}")
    return [*said, STALE] if finding.is_stale else said


def _cropped(whole: Picture, boxes: Iterable[Box], scale: float) -> Picture:
    """The strip of a page that a passage stands on, as wide as the page."""
    held = list(boxes)
    top = max(0, int((min(box.y0 for box in held) - _AROUND) * scale))
    foot = min(whole.height, int((max(box.y1 for box in held) + _AROUND) * scale))
    with Image.open(io.BytesIO(whole.png)) as picture:  # drawn by our own process
        strip = picture.crop((0, top, picture.width, max(foot, top + 1)))
        out = io.BytesIO()
        strip.save(out, "PNG", optimize=False)
        return Picture(out.getvalue(), strip.width, strip.height)


def _minute(at: str) -> str:
    return at[:16].replace("T", " ")


def _counted(count: int, name: str) -> str:
    return f"{count:,} {name}{'' if count == 1 else 's'}"
