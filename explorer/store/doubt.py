"""How sure engines were of the pages that they read: what rests on words they doubted says "look at the picture"."""

import json
from collections.abc import Iterable

from sqlite_utils import Database

from explorer.model.document import PageId, unpack_words
from explorer.model.ocr import PageDoubt, uncertain_spans

_READ = """
SELECT page.id, page.words, page.width, page.height, ocr_page.confidences FROM page
JOIN ocr_page USING (document, ordinal)
WHERE page.id IN (SELECT value FROM json_each(?)) AND ' ' || flags || ' ' LIKE '% ocr %' AND length(confidences) > 0
"""


def doubts(db: Database, pages: Iterable[PageId]) -> dict[PageId, PageDoubt]:
    """The doubts about pages; those that show no engine's words are left out."""
    wanted = json.dumps(sorted({int(each) for each in pages}))
    if not db.execute("SELECT 1 FROM sqlite_schema WHERE name = 'ocr_page'").fetchone():
        return {}  # a case of an older format that is open for reading
    return {
        PageId(page): PageDoubt(
            sum(percents) // len(percents), tuple(uncertain_spans(unpack_words(words, width, height), percents))
        )
        for page, words, width, height, percents in db.execute(_READ, [wanted]).fetchall()
    }
