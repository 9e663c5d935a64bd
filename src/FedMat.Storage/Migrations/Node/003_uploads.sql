-- One row for each masked vector, written before its first byte leaves: the egress ledger.
CREATE TABLE upload (
    study TEXT NOT NULL,
    round INTEGER NOT NULL,
    attempt INTEGER NOT NULL,
    payload TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    made INTEGER NOT NULL,
    sends INTEGER NOT NULL,
    bytes_sent INTEGER NOT NULL,
    receipt BLOB NULL,
    received INTEGER NULL,
    CONSTRAINT pk_upload PRIMARY KEY (study, round, attempt)
);
