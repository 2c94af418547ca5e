-- Scratch: the moment of the backup that the store was made from, if it was. What left after that moment the store does not
-- know, so nothing is sent to units before somebody has looked: who, and when. At most one row.
CREATE TABLE restored (
    one    INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
    made   INTEGER NOT NULL,
    looked INTEGER,
    actor  TEXT
) STRICT;
