-- The egress ledger: what left, in its order. hash: SHA-256 over the hash of the line before and this line's own columns. Nothing is changed or
-- deleted. stage: of a word, which; else empty. A receipt's line repeats bytes and payload of its vector. roster: whose coordinator key signed the
-- receipt; 0 for none or an unknown one.
CREATE TABLE egress (
    number INTEGER NOT NULL CONSTRAINT pk_egress PRIMARY KEY,
    made INTEGER NOT NULL,
    kind TEXT NOT NULL,
    stage TEXT NOT NULL,
    study TEXT NULL,
    round INTEGER NULL,
    attempt INTEGER NULL,
    bytes INTEGER NOT NULL,
    payload TEXT NOT NULL,
    roster INTEGER NOT NULL,
    receipt BLOB NULL,
    hash TEXT NOT NULL
);
CREATE INDEX ix_egress_study ON egress (study);
