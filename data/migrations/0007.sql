-- Words about people can be removed from a fact (docs/store.md): the row stays, its payload becomes '' and its salt NULL,
-- and `redacted_by` is the number of the fact that did it. Rows with neither salt nor digest are of the old kind, which
-- hashes the payload itself.
ALTER TABLE facts ADD COLUMN salt BLOB CHECK (length(salt) = 16);
ALTER TABLE facts ADD COLUMN digest BLOB CHECK (length(digest) = 32);
ALTER TABLE facts ADD COLUMN redacted_by INTEGER CHECK (redacted_by > seq);
CREATE INDEX facts_redacted ON facts (stream, seq, redacted_by) WHERE redacted_by IS NOT NULL;
-- Scratch: something was removed, and free pages of the file or its log may still hold it.
CREATE TABLE remains (
    since INTEGER NOT NULL
) STRICT;
