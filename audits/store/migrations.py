"""The database's schema, one step per version; `PRAGMA user_version` says how many steps were taken.

A step, once released, is never edited: add another. Steps run in one transaction each, so a database is
always at some whole version. A database of a newer version is refused before anything is written to it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable

from sqlite_utils import Database

from audits.store.people_views import VERSION_3, VERSION_5

APPLICATION_ID = 0x6E6F6B31  # "nok1": tells our databases from other programs' SQLite files

Step = Callable[[Database], None]


def _ledger_intervals_and_blobs(db: Database) -> None:
    """Version 1: everything.

    Sizes decide the shape: a night adds one `audits` row per organization and nothing else unless something
    changed. A finding is an interval [first_run, ended_run) in a *lane* — the sequence of runs under one
    methodology; replays and void runs have lanes of their own, so they never break a real sequence.
    """
    for statement in _VERSION_1.split(";\n\n"):
        db.conn.execute(statement)


_VERSION_1 = """
CREATE TABLE lanes (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
);

CREATE TABLE rule_sets (
  id INTEGER PRIMARY KEY,
  hash BLOB NOT NULL UNIQUE,
  versions TEXT NOT NULL
);

CREATE TABLE runs (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  lane INTEGER NOT NULL REFERENCES lanes(id),
  methodology TEXT NOT NULL,
  day TEXT NOT NULL,
  started_at TEXT NOT NULL,
  finished_at TEXT,
  state TEXT NOT NULL,
  replay_of INTEGER REFERENCES runs(id),
  organizations INTEGER NOT NULL DEFAULT 0,
  judged INTEGER NOT NULL DEFAULT 0,
  untested INTEGER NOT NULL DEFAULT 0,
  options TEXT NOT NULL DEFAULT '{}',
  registry TEXT NOT NULL DEFAULT '',
  note TEXT NOT NULL DEFAULT ''
);

CREATE TABLE organizations (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE
);

CREATE TABLE registry_rows (
  id INTEGER PRIMARY KEY,
  organization INTEGER NOT NULL REFERENCES organizations(id),
  hash BLOB NOT NULL,
  body TEXT NOT NULL,
  first_run INTEGER NOT NULL REFERENCES runs(id),
  UNIQUE (organization, hash)
);

CREATE TABLE blobs (
  id INTEGER PRIMARY KEY,
  sha256 BLOB NOT NULL UNIQUE,
  base INTEGER REFERENCES blobs(id),
  body BLOB NOT NULL
);

CREATE TABLE anchors (
  organization INTEGER NOT NULL REFERENCES organizations(id),
  name TEXT NOT NULL,
  blob INTEGER NOT NULL REFERENCES blobs(id),
  PRIMARY KEY (organization, name)
) WITHOUT ROWID;

CREATE TABLE audits (
  run INTEGER NOT NULL REFERENCES runs(id),
  organization INTEGER NOT NULL REFERENCES organizations(id),
  registry_row INTEGER NOT NULL REFERENCES registry_rows(id),
  state INTEGER NOT NULL DEFAULT 0,
  reason TEXT,
  detail TEXT,
  rules INTEGER REFERENCES rule_sets(id),
  started INTEGER,
  seconds REAL,
  requests INTEGER,
  bytes INTEGER,
  facts INTEGER REFERENCES blobs(id),
  times BLOB,
  sightings BLOB,
  PRIMARY KEY (run, organization)
) WITHOUT ROWID;

CREATE INDEX audits_by_organization ON audits(organization, run);

CREATE TABLE evidence (
  id INTEGER PRIMARY KEY,
  hash BLOB NOT NULL UNIQUE,
  url TEXT NOT NULL,
  pointer TEXT NOT NULL,
  excerpt TEXT NOT NULL,
  sha256 TEXT NOT NULL
);

CREATE TABLE verdicts (
  id INTEGER PRIMARY KEY,
  hash BLOB NOT NULL UNIQUE,
  outcome TEXT NOT NULL,
  reason TEXT,
  severity TEXT NOT NULL,
  message TEXT NOT NULL,
  requirement TEXT NOT NULL,
  evidence TEXT NOT NULL DEFAULT '[]',
  rest BLOB NOT NULL
);

CREATE TABLE rules (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
);

CREATE TABLE findings (
  id INTEGER PRIMARY KEY,
  lane INTEGER NOT NULL REFERENCES lanes(id),
  organization INTEGER NOT NULL REFERENCES organizations(id),
  rule INTEGER NOT NULL REFERENCES rules(id),
  verdict INTEGER NOT NULL REFERENCES verdicts(id),
  first_run INTEGER NOT NULL REFERENCES runs(id),
  ended_run INTEGER REFERENCES runs(id)
);

CREATE INDEX findings_by_organization ON findings(organization, lane, rule, first_run);

CREATE TABLE waivers (
  id INTEGER PRIMARY KEY,
  organization TEXT NOT NULL,
  rule TEXT NOT NULL,
  reason TEXT NOT NULL,
  author TEXT NOT NULL,
  until TEXT NOT NULL,
  granted_at TEXT NOT NULL
);

CREATE INDEX waivers_by_rule ON waivers(organization, rule);

CREATE VIEW ledger AS
SELECT runs.name AS run, organizations.code AS organization,
       json_extract(registry_rows.body, '$.name') AS name, json_extract(registry_rows.body, '$.sector') AS sector,
       CASE audits.state WHEN 0 THEN 'pending' WHEN 1 THEN 'judged' ELSE 'untested' END AS state,
       audits.reason, audits.detail, datetime(audits.started, 'unixepoch') AS started_at, audits.seconds,
       audits.requests, audits.bytes
FROM audits JOIN runs ON runs.id = audits.run JOIN organizations ON organizations.id = audits.organization
JOIN registry_rows ON registry_rows.id = audits.registry_row;

CREATE VIEW findings_by_run AS
SELECT runs.name AS run, organizations.code AS organization, rules.name AS rule, verdicts.outcome, verdicts.reason,
       verdicts.severity, verdicts.message, verdicts.requirement, runs.methodology, runs.day AS "on",
       first.name AS first_seen_run, verdicts.evidence
FROM audits JOIN runs ON runs.id = audits.run
JOIN findings ON findings.organization = audits.organization AND findings.lane = runs.lane
  AND findings.first_run <= runs.id AND (findings.ended_run IS NULL OR findings.ended_run > runs.id)
JOIN organizations ON organizations.id = audits.organization JOIN rules ON rules.id = findings.rule
JOIN verdicts ON verdicts.id = findings.verdict JOIN runs AS first ON first.id = findings.first_run
WHERE audits.state <> 0
"""


def _protocols_and_nights(db: Database) -> None:
    """Version 2: protocols with what people ticked off in them, and nights with how far each has come.

    Progress of obligations has no table: it follows from the findings' intervals and cannot disagree with them.
    """
    for statement in _VERSION_2.split(";\n\n"):
        db.conn.execute(statement)


_VERSION_2 = """
CREATE TABLE protocols (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE,
  body TEXT NOT NULL,
  mapping TEXT,
  source TEXT NOT NULL DEFAULT '',
  imported_at TEXT NOT NULL
);

CREATE TABLE ticks (
  id INTEGER PRIMARY KEY,
  protocol TEXT NOT NULL,
  item TEXT NOT NULL,
  due TEXT NOT NULL,
  ticked_on TEXT NOT NULL,
  note TEXT NOT NULL,
  author TEXT NOT NULL DEFAULT '',
  attachment TEXT NOT NULL DEFAULT '',
  recorded_at TEXT NOT NULL
);

CREATE INDEX ticks_by_item ON ticks(protocol, item);

CREATE TABLE nights (
  id INTEGER PRIMARY KEY,
  day TEXT NOT NULL UNIQUE,
  state TEXT NOT NULL,
  run TEXT NOT NULL DEFAULT '',
  started_at TEXT NOT NULL,
  finished_at TEXT,
  notified TEXT NOT NULL DEFAULT '{}',
  note TEXT NOT NULL DEFAULT ''
)
"""


def _views_for_people(db: Database) -> None:
    """Version 3: views with Russian columns, which `nok serve` shows."""
    for statement in VERSION_3:
        db.conn.execute(statement)


def _pictures(db: Database) -> None:
    """Version 4: pictures of pages. `content` and `basis` say what a picture shows, so that it is not taken again."""
    for statement in _VERSION_4.split(";\n\n"):
        db.conn.execute(statement)


_VERSION_4 = """
CREATE TABLE pictures (
  organization INTEGER NOT NULL REFERENCES organizations(id),
  url TEXT NOT NULL,
  run INTEGER NOT NULL REFERENCES runs(id),
  position INTEGER NOT NULL,
  taken INTEGER,
  content TEXT NOT NULL,
  basis TEXT NOT NULL,
  width INTEGER NOT NULL,
  height INTEGER NOT NULL,
  size INTEGER NOT NULL,
  blob INTEGER NOT NULL REFERENCES blobs(id),
  PRIMARY KEY (organization, url, run)
) WITHOUT ROWID;

CREATE INDEX pictures_by_blob ON pictures(blob)
"""


def _views_of_how_things_stand(db: Database) -> None:
    """Version 5: the views tell of everybody also after a run over a part, and what is waived apart."""
    for statement in VERSION_5:
        db.conn.execute(statement)


def _notes_by_what_they_are_about(db: Database) -> None:
    """Version 6: notes of protocols name the item they are about, and its trouble, apart from their sentence."""
    for row, body in db.conn.execute("SELECT id, body FROM protocols").fetchall():
        protocol = json.loads(body)
        protocol["notes"] = [_note(sentence) for sentence in protocol.get("notes", ())]
        db.conn.execute("UPDATE protocols SET body = ? WHERE id = ?", (json.dumps(protocol, ensure_ascii=False), row))


_SAID = (
    ("срок не указан", "no-term"),
    ("дата в тексте", "loose-date"),
    ("дата в сноске", "footnote-date"),
    ("кому поручено", "nobody"),
    ("сам протокол, который он меняет", "amends"),
)


def _note(sentence: str) -> dict[str, object]:
    about = re.match(r"Пункт (?P<item>[\w.]+?)(?P<joint>:? )(?P<words>.*)", sentence, re.S)
    if about is None:
        return {"words": sentence, "kind": "skipped" if sentence.startswith("После пункта ") else "other"}
    kind = next((kind for words, kind in _SAID if words in about["words"]), "other")
    return {"words": about["words"], "item": about["item"], "kind": kind, "subject": about["joint"] == " "}


STEPS: tuple[Step, ...] = (
    _ledger_intervals_and_blobs,
    _protocols_and_nights,
    _views_for_people,
    _pictures,
    _views_of_how_things_stand,
    _notes_by_what_they_are_about,
)
VERSION = len(STEPS)


def version_of(db: Database) -> int:
    """How many steps this database has taken; 0 for a new one."""
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def migrate(db: Database, steps: tuple[Step, ...] = STEPS) -> int:
    """Take the missing steps, each in a transaction of its own; returns how many were taken.

    The version is read again under the lock: two programs may open the same old database at once.
    """
    conn = db.conn
    count = 0
    while (taken := version_of(db)) < len(steps):
        conn.execute("BEGIN IMMEDIATE")
        try:
            if version_of(db) == taken:
                steps[taken](db)
                conn.execute(f"PRAGMA application_id = {APPLICATION_ID}")
                conn.execute(f"PRAGMA user_version = {taken + 1}")
                count += 1
            conn.execute("COMMIT")
        except BaseException:
            conn.execute("ROLLBACK")
            raise
    return count
