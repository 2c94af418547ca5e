-- The journal: one row a fact, appended and never changed. What each column holds, and how `hash` is made, stands in
-- docs/store.md. Numbers begin at 1 in every stream and have no gaps.
CREATE TABLE facts (
    stream        TEXT    NOT NULL,
    seq           INTEGER NOT NULL CHECK (seq > 0),
    cmd           TEXT    NOT NULL,
    n             INTEGER NOT NULL CHECK (n >= 0),
    type          TEXT    NOT NULL,
    version       INTEGER NOT NULL,
    at            INTEGER NOT NULL,
    recorded      INTEGER NOT NULL,
    actor         TEXT    NOT NULL,
    real_user     TEXT    NOT NULL,
    role          TEXT    NOT NULL,
    via           TEXT    NOT NULL,
    unit          TEXT,
    entered_later INTEGER NOT NULL CHECK (entered_later IN (0, 1)),
    hash          BLOB    NOT NULL CHECK (length(hash) = 32),
    -- Last, because it may be long: nothing else is behind it. For the same reason the table keeps its rowids: without
    -- them a search would read the whole of every long row that it passes.
    payload       TEXT    NOT NULL,
    PRIMARY KEY (stream, seq)
) STRICT;

-- Every append asks whether its command is there already.
CREATE UNIQUE INDEX facts_by_cmd ON facts (stream, cmd, n);
