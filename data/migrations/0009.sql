-- Scratch: which message to which unit somebody has in hand, written before its first byte leaves, so that of several
-- senders one sends it, and that after a crash nobody sends a second time what may have left. What became of a message is a
-- fact; this may be emptied when nobody sends and no message is in the phase of leaving (1).
CREATE TABLE sendings (
    stream     TEXT    NOT NULL,
    unit       TEXT    NOT NULL,
    address    TEXT    NOT NULL,
    step       TEXT    NOT NULL,
    day        TEXT    NOT NULL,
    daily      INTEGER NOT NULL,
    message_id TEXT    NOT NULL,
    token      TEXT    NOT NULL,
    phase      INTEGER NOT NULL CHECK (phase BETWEEN 0 AND 3),
    since      INTEGER NOT NULL,
    until      INTEGER NOT NULL,
    tries      INTEGER NOT NULL,
    PRIMARY KEY (stream, unit, address, step)
) STRICT, WITHOUT ROWID;
