-- Scratch: what of each mailbox was read already, so that it is not read again, and when each mailbox was last read. Outside
-- the chain; both may be emptied at any time: everything is read once more then, and what is known brings nothing.
CREATE TABLE swept (
    mailbox TEXT NOT NULL,
    item    TEXT NOT NULL,
    mark    TEXT NOT NULL,
    PRIMARY KEY (mailbox, item)
) STRICT, WITHOUT ROWID;
CREATE TABLE mailboxes (
    name    TEXT    NOT NULL PRIMARY KEY,
    tried   INTEGER NOT NULL,
    read    INTEGER,
    every   INTEGER,
    trouble TEXT,
    left    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
