-- Digests are lower-case hexadecimal text; times are UTC ticks of 100 ns.
-- A file that was imported: which bytes, which sheet of a workbook (empty for a text), how it was read, by whom and when.
CREATE TABLE import (
    number INTEGER NOT NULL CONSTRAINT pk_import PRIMARY KEY AUTOINCREMENT,
    file TEXT NOT NULL,
    hash TEXT NOT NULL,
    sheet TEXT NOT NULL,
    contract TEXT NOT NULL,
    mapping TEXT NOT NULL,
    who TEXT NOT NULL,
    taken INTEGER NOT NULL,
    records INTEGER NOT NULL,
    rejected INTEGER NOT NULL
);
CREATE UNIQUE INDEX ix_import_hash ON import (hash);
-- A row of a file: where it stood, its cells as they were written (source data), and what they mean in the contract's units (derived data).
CREATE TABLE record (
    import INTEGER NOT NULL,
    line INTEGER NOT NULL,
    source TEXT NOT NULL,
    derived TEXT NOT NULL,
    CONSTRAINT pk_record PRIMARY KEY (import, line),
    CONSTRAINT fk_record_import FOREIGN KEY (import) REFERENCES import (number) ON DELETE CASCADE
) WITHOUT ROWID;
