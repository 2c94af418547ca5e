-- Scratch, made anew: stored states and their pieces, each with a hash over what stands in its row, so that what has rotted
-- is told from what was written. Outside the chain; both may be emptied at any time.
DROP TABLE snapshots;
DROP TABLE shelves;
CREATE TABLE snapshots (
    stream      TEXT    NOT NULL PRIMARY KEY,
    fingerprint INTEGER NOT NULL,
    seq         INTEGER NOT NULL,
    hash        BLOB    NOT NULL,
    sum         BLOB    NOT NULL,
    state       BLOB    NOT NULL
) STRICT;
CREATE TABLE shelves (
    stream      TEXT    NOT NULL,
    fingerprint INTEGER NOT NULL,
    name        INTEGER NOT NULL,
    sum         BLOB    NOT NULL,
    bytes       BLOB    NOT NULL,
    PRIMARY KEY (stream, fingerprint, name)
) STRICT;
