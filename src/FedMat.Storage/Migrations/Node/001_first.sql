-- Identifiers and digests are lower-case hexadecimal text; times are UTC ticks of 100 ns.
CREATE TABLE roster (
    number INTEGER NOT NULL CONSTRAINT pk_roster PRIMARY KEY,
    document BLOB NOT NULL
);
CREATE TABLE study (
    id TEXT NOT NULL CONSTRAINT pk_study PRIMARY KEY,
    plan BLOB NOT NULL,
    refusal_code INTEGER NULL,
    refusal_detail TEXT NULL,
    status INTEGER NOT NULL,
    reason TEXT NOT NULL,
    seen INTEGER NOT NULL,
    ended INTEGER NULL
);
-- One row for each vector that was made, written before its first byte leaves: the beginning of the egress ledger.
CREATE TABLE contribution (
    study TEXT NOT NULL,
    round INTEGER NOT NULL,
    attempt INTEGER NOT NULL,
    member TEXT NOT NULL,
    state TEXT NOT NULL,
    ask TEXT NOT NULL,
    length INTEGER NOT NULL,
    payload TEXT NOT NULL,
    signature BLOB NOT NULL,
    bytes INTEGER NOT NULL,
    is_held INTEGER NOT NULL,
    stored INTEGER NOT NULL,
    first_sent INTEGER NULL,
    sends INTEGER NOT NULL,
    bytes_sent INTEGER NOT NULL,
    receipt BLOB NULL,
    received INTEGER NULL,
    CONSTRAINT pk_contribution PRIMARY KEY (study, round, attempt),
    CONSTRAINT fk_contribution_study FOREIGN KEY (study) REFERENCES study (id)
);
CREATE INDEX ix_contribution_is_held ON contribution (is_held);
