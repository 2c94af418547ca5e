-- Scratch: stored states for a quick start, one a stream. Outside the chain; may be emptied at any time.
CREATE TABLE snapshots (
    stream      TEXT    NOT NULL PRIMARY KEY,
    fingerprint INTEGER NOT NULL,
    seq         INTEGER NOT NULL,
    hash        BLOB    NOT NULL,
    state       BLOB    NOT NULL
) STRICT;
