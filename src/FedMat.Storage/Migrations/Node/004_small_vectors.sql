-- A small vector, sealed; null for a large one, which is sealed in a file that is named by contribution.
ALTER TABLE vector ADD COLUMN box BLOB NULL;
