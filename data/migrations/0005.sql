-- Scratch: how far each person had looked when the dashboard was last left. Outside the chain; it may be emptied at any
-- time, and is then begun anew.
CREATE TABLE last_looked (
    stream TEXT    NOT NULL,
    actor  TEXT    NOT NULL,
    seq    INTEGER NOT NULL,
    at     INTEGER NOT NULL,
    PRIMARY KEY (stream, actor)
) STRICT, WITHOUT ROWID;
