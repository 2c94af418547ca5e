-- Scratch: what was refused because of who asked (at most 10,000 rows), and whose form is open on which unit. Outside the
-- chain; both may be emptied at any time.
CREATE TABLE attempts (
    id        INTEGER NOT NULL PRIMARY KEY,
    at        INTEGER NOT NULL,
    actor     TEXT    NOT NULL,
    real_user TEXT    NOT NULL,
    role      TEXT    NOT NULL,
    via       TEXT    NOT NULL,
    stream    TEXT    NOT NULL,
    unit      TEXT,
    tried     TEXT    NOT NULL,
    rule      TEXT    NOT NULL
) STRICT;
CREATE TABLE claims (
    stream TEXT    NOT NULL,
    unit   TEXT    NOT NULL,
    actor  TEXT    NOT NULL,
    until  INTEGER NOT NULL,
    PRIMARY KEY (stream, unit, actor)
) STRICT, WITHOUT ROWID;
