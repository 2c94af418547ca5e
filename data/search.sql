-- The index of the words of letters, in a file of its own beside the store: it can be deleted at any time.
CREATE TABLE letters (
  id INTEGER PRIMARY KEY,
  letter TEXT NOT NULL UNIQUE,
  sum BLOB NOT NULL -- SHA-256 of its passages
) STRICT;
CREATE TABLE passages (
  letter INTEGER NOT NULL,
  place INTEGER NOT NULL,
  part INTEGER, -- none for the letter itself
  text TEXT NOT NULL,
  PRIMARY KEY (letter, place)
) STRICT, WITHOUT ROWID;
-- The words are in the passages; here is only where they stand, as written and as compared.
CREATE VIRTUAL TABLE words USING fts5 (
  written, folded,
  content = '', contentless_delete = 1,
  tokenize = "unicode61 remove_diacritics 0",
  prefix = '2 3'
);
