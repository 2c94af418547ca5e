-- Scratch: the long past of stored states, in pieces that never change, named by what is in them. A stored state says
-- which pieces it needs. Outside the chain; may be emptied at any time.
CREATE TABLE shelves (
    stream      TEXT    NOT NULL,
    fingerprint INTEGER NOT NULL,
    name        INTEGER NOT NULL,
    bytes       BLOB    NOT NULL,
    PRIMARY KEY (stream, fingerprint, name)
) STRICT;
