"""The whole schema history, oldest first. A released migration is never edited.

Two kinds of rows. *Derived* rows (document, place, page, suggestion …) come from the originals and can be made again.
*Authored* rows are what people wrote; they change only through ``store/journal.py``.
"""

from sqlite_utils import Database, Migrations

SCHEMA_MAJOR = 1  # a newer major refuses to open
SCHEMA_MINOR = 6  # a newer minor opens: it may add tables and indexes, but no trigger, view or virtual table

migrations = Migrations("explorer")

# Tables that only the journal may change, in the order in which rows may be inserted.
AUTHORED = (
    "production",
    "entity",
    "mention",
    "suggestion_verdict",
    "claim",
    "evidence",
    "highlight",
    "note",
    "page_tag",
    "read_mark",
    "correction",
    "part_start",
    "claim_nature",
    "private_note",
    "claim_check",
    "standard",
    "contradiction_verdict",
    "finding",
    "draft",
    "draft_version",
    "statement_mark",
    "statement_link",
    "statement_claim",
    "token_check",
    "draft_signature",
    "reading_choice",
    "finding_citation",
)


@migrations()
def m001_the_case(db: Database) -> None:
    db.executescript(_M001)


_M001 = """
CREATE TABLE fact (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;  -- id, title, created, format

-- Authored ---------------------------------------------------------------------------------------------------------
CREATE TABLE production (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, agency TEXT NOT NULL, request_number TEXT NOT NULL,
    received TEXT NOT NULL, note TEXT NOT NULL, position INTEGER NOT NULL
) STRICT;
CREATE TABLE entity (
    id TEXT PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL, aliases TEXT NOT NULL  -- JSON list
) STRICT;
CREATE TABLE mention (
    id TEXT PRIMARY KEY, entity TEXT NOT NULL REFERENCES entity(id) DEFERRABLE INITIALLY DEFERRED,
    document TEXT NOT NULL, ordinal INTEGER NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL, quote TEXT NOT NULL
) STRICT;
CREATE INDEX mention_page ON mention (document, ordinal);
CREATE INDEX mention_entity ON mention (entity);
-- A person's word on a suggested entity: confirmed as an entity of the case, or rejected.
CREATE TABLE suggestion_verdict (
    id TEXT PRIMARY KEY, kind TEXT NOT NULL, value TEXT NOT NULL, verdict TEXT NOT NULL CHECK (verdict IN ('confirmed', 'rejected')),
    entity TEXT NOT NULL, UNIQUE (kind, value)
) STRICT;
CREATE TABLE claim (
    id TEXT PRIMARY KEY, text TEXT NOT NULL, status TEXT NOT NULL, position INTEGER NOT NULL, note TEXT NOT NULL
) STRICT;
CREATE TABLE evidence (
    id TEXT PRIMARY KEY, claim TEXT NOT NULL REFERENCES claim(id) DEFERRABLE INITIALLY DEFERRED, stance TEXT NOT NULL,
    document TEXT NOT NULL, ordinal INTEGER NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL, quote TEXT NOT NULL,
    note TEXT NOT NULL, position INTEGER NOT NULL
) STRICT;
CREATE INDEX evidence_page ON evidence (document, ordinal);
CREATE INDEX evidence_claim ON evidence (claim);
CREATE TABLE highlight (
    id TEXT PRIMARY KEY, document TEXT NOT NULL, ordinal INTEGER NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
    quote TEXT NOT NULL, colour TEXT NOT NULL
) STRICT;
CREATE INDEX highlight_page ON highlight (document, ordinal);
CREATE TABLE note (
    id TEXT PRIMARY KEY, document TEXT NOT NULL, ordinal INTEGER NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
    quote TEXT NOT NULL, text TEXT NOT NULL, written TEXT NOT NULL
) STRICT;
CREATE INDEX note_page ON note (document, ordinal);
CREATE TABLE page_tag (
    id TEXT PRIMARY KEY, document TEXT NOT NULL, ordinal INTEGER NOT NULL, tag TEXT NOT NULL, UNIQUE (document, ordinal, tag)
) STRICT;
CREATE TABLE read_mark (
    id TEXT PRIMARY KEY, document TEXT NOT NULL, ordinal INTEGER NOT NULL, UNIQUE (document, ordinal)
) STRICT;

-- The journal: append-only, each entry holds the hash of the one before --------------------------------------------
CREATE TABLE journal (
    seq INTEGER PRIMARY KEY, at TEXT NOT NULL, who TEXT NOT NULL, action TEXT NOT NULL CHECK (action IN ('do', 'undo', 'redo')),
    operation TEXT NOT NULL, label TEXT NOT NULL, changes TEXT NOT NULL,  -- JSON list of {table, id, before, after}
    previous TEXT NOT NULL, hash TEXT NOT NULL
) STRICT;
CREATE TRIGGER journal_keeps_entries BEFORE DELETE ON journal BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER journal_keeps_words BEFORE UPDATE ON journal BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;

-- Derived ----------------------------------------------------------------------------------------------------------
-- A document is its bytes; id is their SHA-256, or "unread-…" where no byte could be had (then sha256 is NULL).
CREATE TABLE document (
    id TEXT PRIMARY KEY, sha256 TEXT, bytes INTEGER NOT NULL, media TEXT NOT NULL, kind TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('pending', 'read', 'partial', 'failed')), reason TEXT NOT NULL,
    tries INTEGER NOT NULL,  -- how often a reader began on it; a killer file is not tried for ever
    reader TEXT NOT NULL, reader_version INTEGER NOT NULL, pages INTEGER NOT NULL,
    title TEXT NOT NULL, subject TEXT NOT NULL, sender TEXT NOT NULL, "to" TEXT NOT NULL, cc TEXT NOT NULL,
    date TEXT, message_id TEXT NOT NULL, in_reply_to TEXT NOT NULL, "references" TEXT NOT NULL,  -- JSON list
    thread TEXT NOT NULL, language TEXT NOT NULL
) STRICT;
CREATE INDEX document_state ON document (state);
-- Where the bytes were found. The first place in (production position, depth, sort_key) order is the document's own;
-- the others are listed as duplicates.
CREATE TABLE place (
    id TEXT PRIMARY KEY, document TEXT NOT NULL REFERENCES document(id), parent TEXT REFERENCES place(id),
    production TEXT, path TEXT NOT NULL, path_bytes BLOB, name TEXT NOT NULL, depth INTEGER NOT NULL,
    sort_key TEXT NOT NULL, mtime REAL, own INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX place_own ON place (document) WHERE own;
CREATE VIEW own_place AS SELECT * FROM place WHERE own;
CREATE INDEX place_document ON place (document);
CREATE INDEX place_parent ON place (parent);
CREATE TABLE page (
    id INTEGER PRIMARY KEY AUTOINCREMENT, document TEXT NOT NULL REFERENCES document(id), ordinal INTEGER NOT NULL,
    label TEXT NOT NULL, text TEXT NOT NULL, words BLOB NOT NULL, width REAL NOT NULL, height REAL NOT NULL,
    flags TEXT NOT NULL,  -- space-separated, sorted
    layers TEXT NOT NULL,  -- JSON list of [layer, start, end]
    stamp TEXT,  -- a Bates number read off the margin, not yet validated against its neighbours
    bates TEXT, bates_prefix TEXT, bates_serial INTEGER,
    language TEXT NOT NULL, UNIQUE (document, ordinal)
) STRICT;
CREATE INDEX page_bates ON page (bates_prefix, bates_serial);
CREATE TABLE suggestion (
    document TEXT NOT NULL, ordinal INTEGER NOT NULL, kind TEXT NOT NULL, value TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL
) STRICT;
CREATE INDEX suggestion_page ON suggestion (document, ordinal);
CREATE INDEX suggestion_value ON suggestion (kind, value);
-- Folders being added, so that the same add goes on after a crash.
CREATE TABLE intake (
    id TEXT PRIMARY KEY, roots TEXT NOT NULL, production TEXT, begun TEXT NOT NULL, ended TEXT
) STRICT;
"""


@migrations()
def m002_places_that_move(db: Database) -> None:
    db.executescript(_M002)


_M002 = """
-- A place inside a container changes its id when its container's first place does; the old id still finds it.
CREATE TABLE moved_place (id TEXT PRIMARY KEY, path TEXT NOT NULL, place TEXT NOT NULL) STRICT;
CREATE INDEX moved_place_now ON moved_place (place);
CREATE INDEX place_path ON place (path);
-- What lists and counts ask of a page, without walking over its text and words.
CREATE INDEX page_columns ON page (document, ordinal, flags, bates_prefix, bates_serial, language, stamp);
CREATE INDEX page_with_text ON page (id) WHERE text <> '';
DROP INDEX suggestion_value;
CREATE INDEX suggestion_value ON suggestion (kind, value, document, ordinal);
-- What lies in a folder or container comes right after it: "a.zip/x" before "a.zip.txt".
UPDATE place SET sort_key = replace(path, '/', char(1));
"""


@migrations()
def m003_pages_read_from_their_pictures(db: Database) -> None:
    db.executescript(_M003)


_M003 = """
-- Words that a person put right in what an engine read: a span of that engine's own text, and what it should say.
CREATE TABLE correction (
    id TEXT PRIMARY KEY, document TEXT NOT NULL, ordinal INTEGER NOT NULL, engine TEXT NOT NULL, start INTEGER NOT NULL,
    "end" INTEGER NOT NULL, quote TEXT NOT NULL, text TEXT NOT NULL
) STRICT;
CREATE INDEX correction_page ON correction (document, ordinal);
-- What each engine read off a page's picture, and under "layer" what the page held before. The page's row holds the one
-- in use, with what people put right.
CREATE TABLE reading (
    document TEXT NOT NULL REFERENCES document(id), ordinal INTEGER NOT NULL, engine TEXT NOT NULL, version TEXT NOT NULL,
    languages TEXT NOT NULL,  -- space-separated ISO 639-1
    dpi INTEGER NOT NULL, rotation INTEGER NOT NULL, skew REAL NOT NULL, text TEXT NOT NULL, words BLOB NOT NULL,
    confidences BLOB NOT NULL,  -- percent, one byte for each word; none for the layer
    flags TEXT NOT NULL, layers TEXT NOT NULL, stamp TEXT,  -- of the layer alone
    made TEXT NOT NULL, in_use INTEGER NOT NULL, PRIMARY KEY (document, ordinal, engine)
) STRICT;
CREATE UNIQUE INDEX reading_in_use ON reading (document, ordinal) WHERE in_use;
-- Pages whose pictures are read or wait for it. An engine and languages that were asked for; empty means "choose".
CREATE TABLE ocr_page (
    document TEXT NOT NULL REFERENCES document(id), ordinal INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'done', 'failed')), reason TEXT NOT NULL, tries INTEGER NOT NULL,
    engine TEXT NOT NULL, languages TEXT NOT NULL, confidences BLOB NOT NULL,  -- of the words of the page's row
    date TEXT NOT NULL,  -- the first date that the words name
    PRIMARY KEY (document, ordinal)
) STRICT;
CREATE INDEX ocr_page_state ON ocr_page (state, document, ordinal);
-- What a document's reader said of it beside its pictures.
CREATE TABLE ocr_document (document TEXT PRIMARY KEY REFERENCES document(id), reason TEXT NOT NULL, date TEXT) STRICT;
-- A page whose text changes gets a new id, so that the index cannot hold the old text under it; the old id still finds it.
CREATE TABLE former_page (id INTEGER PRIMARY KEY, document TEXT NOT NULL, ordinal INTEGER NOT NULL) STRICT;
INSERT INTO ocr_page
    SELECT document, ordinal, 'waiting', '', 0, '', '', x'', '' FROM page WHERE flags LIKE '%needs_ocr%';
INSERT INTO ocr_document
    SELECT id, CASE WHEN reason LIKE '%OCR%' THEN '' ELSE reason END, date FROM document
    WHERE id IN (SELECT document FROM ocr_page);
"""


@migrations()
def m004_what_is_locked(db: Database) -> None:
    db.executescript(_M004)


_M004 = """
-- Documents that are locked with a password, or hold something that is. No password is ever written here.
CREATE TABLE locked (document TEXT PRIMARY KEY REFERENCES document(id)) STRICT;
INSERT INTO locked SELECT id FROM document WHERE reason LIKE '%locked with a password%' AND sha256 IS NOT NULL;
"""


@migrations()
def m005_messages_printed_into_documents(db: Database) -> None:
    db.executescript(_M005)


_M005 = """
-- Messages whose headers stand printed on a page: where in its text, and what they say. Documents that are mail have none.
CREATE TABLE printed_message (
    document TEXT NOT NULL REFERENCES document(id), ordinal INTEGER NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
    sender TEXT NOT NULL, "to" TEXT NOT NULL, cc TEXT NOT NULL, subject TEXT NOT NULL,
    date TEXT NOT NULL,  -- ISO 8601; empty if it has none
    attachments TEXT NOT NULL,  -- JSON list of names
    quoted INTEGER NOT NULL,  -- whether it stands in the message above it
    PRIMARY KEY (document, ordinal, start)
) STRICT;
"""


@migrations()
def m006_files_that_are_split(db: Database) -> None:
    db.executescript(_M006)


_M006 = """
-- Authored: pages on which a document begins within a file that holds several.
CREATE TABLE part_start (
    id TEXT PRIMARY KEY, document TEXT NOT NULL, ordinal INTEGER NOT NULL, UNIQUE (document, ordinal)
) STRICT;
"""


@migrations()
def m007_claims_that_are_checked(db: Database) -> None:
    db.executescript(_M007)


_M007 = """
-- Authored: what is said of a claim beside its words. A claim without a row is an ordinary fact.
CREATE TABLE claim_nature (
    id TEXT PRIMARY KEY REFERENCES claim(id) DEFERRABLE INITIALLY DEFERRED, type TEXT NOT NULL, risk TEXT NOT NULL,
    writers TEXT NOT NULL  -- JSON list of who wrote its words, the first one first
) STRICT;
-- Authored: evidence whose note is for the newsroom alone.
CREATE TABLE private_note (id TEXT PRIMARY KEY REFERENCES evidence(id) DEFERRABLE INITIALLY DEFERRED) STRICT;
-- Authored: one check of the standard, as a person made it; it holds while the claim's seal is this one.
CREATE TABLE claim_check (
    id TEXT PRIMARY KEY, claim TEXT NOT NULL REFERENCES claim(id) DEFERRABLE INITIALLY DEFERRED, name TEXT NOT NULL,
    person TEXT NOT NULL, at TEXT NOT NULL, note TEXT NOT NULL, seal TEXT NOT NULL
) STRICT;
CREATE INDEX claim_check_claim ON claim_check (claim);
-- Authored: the newsroom's standard for this case, as TOML; none means the one that comes with the program.
CREATE TABLE standard (id TEXT PRIMARY KEY CHECK (id = 'standard'), text TEXT NOT NULL) STRICT;
-- Authored: a person's word on two statements that seem not to agree; the pair is named by what both say.
CREATE TABLE contradiction_verdict (
    id TEXT PRIMARY KEY, pair TEXT NOT NULL UNIQUE, verdict TEXT NOT NULL CHECK (verdict IN ('confirmed', 'dismissed')),
    note TEXT NOT NULL
) STRICT;
-- Authored: what was searched for and not found, and what the case held then.
CREATE TABLE finding (
    id TEXT PRIMARY KEY, terms TEXT NOT NULL,  -- JSON list
    queries TEXT NOT NULL,  -- JSON list of [term, variant, query, pages that hold it]
    except_words TEXT NOT NULL,  -- JSON list of words that a person said are others
    files INTEGER NOT NULL, pages INTEGER NOT NULL, blank_pages INTEGER NOT NULL, unread_pages INTEGER NOT NULL,
    unread_files INTEGER NOT NULL, partial_files INTEGER NOT NULL, ocr_pages INTEGER NOT NULL, stamp TEXT NOT NULL, searched TEXT NOT NULL, person TEXT NOT NULL, note TEXT NOT NULL, engine TEXT NOT NULL
) STRICT;
"""


@migrations()
def m008_drafts(db: Database) -> None:
    db.executescript(_M008)


_M008 = """
-- Authored: stories, and each import of one. A version's statements (JSON list) keep their ids from one to the next.
CREATE TABLE draft (id TEXT PRIMARY KEY, name TEXT NOT NULL, position INTEGER NOT NULL) STRICT;
CREATE TABLE draft_version (
    id TEXT PRIMARY KEY, draft TEXT NOT NULL REFERENCES draft(id) DEFERRABLE INITIALLY DEFERRED, number INTEGER NOT NULL,
    name TEXT NOT NULL, sha256 TEXT NOT NULL, imported TEXT NOT NULL, person TEXT NOT NULL, text TEXT NOT NULL,
    notes TEXT NOT NULL,  -- JSON list of [kind, at, text, author]
    set_off TEXT NOT NULL,  -- JSON list of [start, end]: paragraphs that are quotations without marks
    statements TEXT NOT NULL, UNIQUE (draft, number)
) STRICT;
-- Authored: what a person said of a statement (its id is the row's), and the words that they saw.
CREATE TABLE statement_mark (
    id TEXT PRIMARY KEY, kind TEXT NOT NULL, person TEXT NOT NULL, at TEXT NOT NULL, note TEXT NOT NULL, said TEXT NOT NULL, seal TEXT NOT NULL
) STRICT;
CREATE TABLE statement_link (
    id TEXT PRIMARY KEY, statement TEXT NOT NULL, document TEXT NOT NULL, ordinal INTEGER NOT NULL, start INTEGER NOT NULL,
    "end" INTEGER NOT NULL, quote TEXT NOT NULL, note TEXT NOT NULL, said TEXT NOT NULL, seal TEXT NOT NULL, position INTEGER NOT NULL
) STRICT;
CREATE INDEX statement_link_statement ON statement_link (statement);
CREATE TABLE statement_claim (id TEXT PRIMARY KEY, claim TEXT NOT NULL) STRICT;  -- the id is the statement's
-- Authored: a statement's checkable token that a person struck off, by its number from 0.
CREATE TABLE token_check (
    id TEXT PRIMARY KEY, statement TEXT NOT NULL, token INTEGER NOT NULL, text TEXT NOT NULL, person TEXT NOT NULL,
    at TEXT NOT NULL, seal TEXT NOT NULL, UNIQUE (statement, token)
) STRICT;
-- Authored: who signed a version (its id is the row's) once nothing in it was open.
CREATE TABLE draft_signature (id TEXT PRIMARY KEY, person TEXT NOT NULL, at TEXT NOT NULL) STRICT;
-- Derived: a version's traces as they were found while the case held what the stamp says.
CREATE TABLE draft_trace (
    version TEXT NOT NULL, n INTEGER NOT NULL, stamp TEXT NOT NULL, trace TEXT NOT NULL, PRIMARY KEY (version, n)
) STRICT;
"""


@migrations()
def m009_readings_that_a_person_chose(db: Database) -> None:
    db.executescript(_M009)


_M009 = """
-- Authored: which reading of a page a person wants to be shown; without it the newest that holds words is.
CREATE TABLE reading_choice (
    id TEXT PRIMARY KEY, document TEXT NOT NULL, ordinal INTEGER NOT NULL, engine TEXT NOT NULL, UNIQUE (document, ordinal)
) STRICT;
"""


@migrations()
def m010_sketches_of_pages(db: Database) -> None:
    db.executescript(_M010)


_M010 = """
-- Derived: what near duplicates are found by, 64 MinHash values of a page's words (little-endian u4); empty for a page of
-- few words. A page without a row was not looked at since its text came.
CREATE TABLE page_sketch (page INTEGER PRIMARY KEY, sketch BLOB NOT NULL) STRICT;
CREATE TRIGGER page_sketch_stale AFTER UPDATE OF text ON page WHEN old.text <> new.text
BEGIN DELETE FROM page_sketch WHERE page = new.id; END;
CREATE TRIGGER page_sketch_gone AFTER DELETE ON page BEGIN DELETE FROM page_sketch WHERE page = old.id; END;
"""


@migrations()
def m011_hashes_of_pictures(db: Database) -> None:
    db.executescript(_M011)


_M011 = """
-- Derived: by what scans that look alike are found, 72 bytes of a page's picture, upright and level, as an engine read it.
CREATE TABLE page_picture (
    document TEXT NOT NULL, ordinal INTEGER NOT NULL, hash BLOB NOT NULL, PRIMARY KEY (document, ordinal)
) STRICT;
CREATE TRIGGER page_picture_gone AFTER DELETE ON page
BEGIN DELETE FROM page_picture WHERE document = old.document AND ordinal = old.ordinal; END;
"""


@migrations()
def m012_findings_that_claims_cite(db: Database) -> None:
    db.executescript(_M012)


_M012 = """
-- Authored: a claim cites a search that found nothing.
CREATE TABLE finding_citation (
    id TEXT PRIMARY KEY, claim TEXT NOT NULL REFERENCES claim(id) DEFERRABLE INITIALLY DEFERRED,
    finding TEXT NOT NULL REFERENCES finding(id) DEFERRABLE INITIALLY DEFERRED, UNIQUE (claim, finding)
) STRICT;
"""
