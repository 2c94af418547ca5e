-- Where the store was moved to, if it was: from then on nothing is written here any more. At most one row. `done` is 0 while
-- the move has not ended yet. Whoever wants this store back in use after all empties this table, once nobody writes to the
-- other: see docs/operations.md.
CREATE TABLE moved (
    one   INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
    place TEXT    NOT NULL,
    done  INTEGER NOT NULL CHECK (done IN (0, 1))
) STRICT;
