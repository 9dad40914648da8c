"""Five thousand quotations with one thing changed that matters, and five thousand with what print changes."""

import random
from collections import Counter

import pytest

from explorer.analyze.ground import Ground, SourcePage, one_page
from explorer.analyze.quote_findings import findings
from explorer.analyze.quote_parts import quotation
from explorer.analyze.quote_verdict import verdict
from explorer.model.document import DocumentId
from explorer.model.trace import Verdict
from tests.helpers.quotes import TYPOGRAPHIC, WEIGHTY, page, passage

PAGES = 40
TRIALS = 5_000


@pytest.fixture(scope="module")
def grounds() -> list[Ground]:
    dice = random.Random(7)
    return [one_page(SourcePage(DocumentId("doc"), at, page(dice))) for at in range(1, PAGES + 1)]


def judged(text: str, ground: Ground) -> Verdict:
    quote = quotation(text)
    return verdict(1, quote, findings(quote, ground, 50.0), [ground]).verdict


def test_no_change_that_matters_is_called_exact(grounds: list[Ground]) -> None:
    dice = random.Random(11)
    tried: Counter[str] = Counter()
    kinds = sorted(WEIGHTY)
    while tried.total() < TRIALS:
        kind = kinds[tried.total() % len(kinds)]
        ground = dice.choice(grounds)
        whole = passage(dice, ground.text)
        changed = WEIGHTY[kind](dice, whole)
        if changed is None or changed == whole or " ".join(ground.text.split()).count(changed):
            continue
        tried[kind] += 1
        found = judged(changed, ground)
        assert found not in (Verdict.EXACT, Verdict.ELIDED), (kind, whole, changed)
    assert min(tried.values()) > TRIALS / len(kinds) - 2


def test_what_print_changes_is_exact(grounds: list[Ground]) -> None:
    dice = random.Random(13)
    kinds = sorted(TYPOGRAPHIC)
    for trial in range(TRIALS):
        kind = kinds[trial % len(kinds)]
        ground = dice.choice(grounds)
        whole = passage(dice, ground.text)
        changed = TYPOGRAPHIC[kind](dice, whole)
        assert judged(changed, ground) is Verdict.EXACT, (kind, whole, changed)
