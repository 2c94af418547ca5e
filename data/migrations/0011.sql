-- Scratch: the moment of the backup that the store was made from, if it was. What left after that moment the store does not
-- know, so nothing is sent to units before somebody has looked: who, and when. At most one row.
CREATE TABLE restored (
    one    INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
    made   INTEGER NOT NULL,
    looked INTEGER,
    actor  TEXT
) STRICT;
-- Scratch, made anew: a stored state for each of a few programs, since programs of two versions may be at work side by side for
-- days, and each took the other's away.
DROP TABLE snapshots;
CREATE TABLE snapshots (
    stream      TEXT    NOT NULL,
    fingerprint INTEGER NOT NULL,
    seq         INTEGER NOT NULL,
    hash        BLOB    NOT NULL,
    sum         BLOB    NOT NULL,
    state       BLOB    NOT NULL,
    PRIMARY KEY (stream, fingerprint)
) STRICT;
