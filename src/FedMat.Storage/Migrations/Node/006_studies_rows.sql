-- Which frozen rows a study uses, from its first acceptance on.
CREATE TABLE study_rows (
    study TEXT NOT NULL CONSTRAINT pk_study_rows PRIMARY KEY,
    snapshot INTEGER NOT NULL,
    CONSTRAINT fk_study_rows_snapshot FOREIGN KEY (snapshot) REFERENCES snapshot (number)
);
-- By how many rows the studies over a snapshot group it; 0 before the first of them.
ALTER TABLE snapshot ADD COLUMN minimum_cell INTEGER NOT NULL DEFAULT 0;
-- The vector that is masked in the attempt; null before stage 2.
ALTER TABLE setup ADD COLUMN contribution TEXT NULL;
CREATE INDEX ix_setup_contribution ON setup (contribution) WHERE status = 0;
-- The study that a vector was made for; others may use it too.
ALTER TABLE vector ADD COLUMN study TEXT NULL;
