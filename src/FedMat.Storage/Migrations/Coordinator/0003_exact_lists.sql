-- Over whom exact sums were taken, or may have been, in all studies: nodes agree to no list over the same rows that differs from one of these.
-- cohort: its canonical bytes. A row goes when a certificate closes its attempt.
CREATE TABLE exact_list (
    study TEXT NOT NULL,
    round INTEGER NOT NULL,
    attempt INTEGER NOT NULL,
    family TEXT NOT NULL,
    cohort BLOB NOT NULL,
    CONSTRAINT pk_exact_list PRIMARY KEY (study, round, attempt),
    CONSTRAINT fk_exact_list_attempt FOREIGN KEY (study, round, attempt) REFERENCES attempt (study, round, attempt)
);
