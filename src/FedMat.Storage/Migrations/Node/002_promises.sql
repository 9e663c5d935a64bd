-- What the node said in secure sums, written before it was said. Sealed blobs are under keys in the file promises.key.

-- Counts the commits that change a table of this file. restored: the mark up to which promises may have been made that these tables do not show.
CREATE TABLE mark (
    id INTEGER NOT NULL CONSTRAINT pk_mark PRIMARY KEY CONSTRAINT ck_mark_id CHECK (id = 1),
    value INTEGER NOT NULL,
    restored INTEGER NULL
);
INSERT INTO mark (id, value) VALUES (1, 1);
-- status: 0 open, 1 closed, 2 done. mark: the commit that opened it. secrets: sealed; null once it is not open.
CREATE TABLE setup (
    hash TEXT NOT NULL CONSTRAINT pk_setup PRIMARY KEY,
    study TEXT NOT NULL,
    round INTEGER NOT NULL,
    attempt INTEGER NOT NULL,
    status INTEGER NOT NULL,
    mark INTEGER NOT NULL,
    created INTEGER NOT NULL,
    secrets BLOB NULL
);
CREATE UNIQUE INDEX ix_setup_round ON setup (study, round, attempt);
CREATE INDEX ix_setup_open ON setup (created) WHERE status = 0;
-- answer: null once it was sealed and the setup is not open.
CREATE TABLE promise (
    setup TEXT NOT NULL,
    stage INTEGER NOT NULL,
    part INTEGER NOT NULL,
    request TEXT NOT NULL,
    request_bytes BLOB NOT NULL,
    answer BLOB NULL,
    is_sealed INTEGER NOT NULL,
    made INTEGER NOT NULL,
    CONSTRAINT pk_promise PRIMARY KEY (setup, stage, part),
    CONSTRAINT fk_promise_setup FOREIGN KEY (setup) REFERENCES setup (hash)
);
-- The node's signed word that it has not answered stage 4 of an attempt and never will.
CREATE TABLE closing (
    study TEXT NOT NULL,
    round INTEGER NOT NULL,
    attempt INTEGER NOT NULL,
    document BLOB NOT NULL,
    made INTEGER NOT NULL,
    CONSTRAINT pk_closing PRIMARY KEY (study, round, attempt)
);
-- Lists of members that the node agreed to. kind: 0 exact, 1 neural. status: 0 open, 1 done, 2 closed by certificate.
CREATE TABLE signed_list (
    id INTEGER NOT NULL CONSTRAINT pk_signed_list PRIMARY KEY,
    study TEXT NOT NULL,
    round INTEGER NOT NULL,
    attempt INTEGER NOT NULL,
    family TEXT NOT NULL,
    kind INTEGER NOT NULL,
    members BLOB NOT NULL,
    status INTEGER NOT NULL,
    made INTEGER NOT NULL
);
CREATE INDEX ix_signed_list_family ON signed_list (family);
CREATE INDEX ix_signed_list_round ON signed_list (study, round, attempt);
-- Frozen rows. mark: the commit from which on signed_list is known to show every list over them.
CREATE TABLE snapshot (
    number INTEGER NOT NULL CONSTRAINT pk_snapshot PRIMARY KEY,
    rows TEXT NOT NULL,
    row_count INTEGER NOT NULL,
    mark INTEGER NOT NULL,
    made INTEGER NOT NULL
);
-- Quantised vectors, sealed in files that are named by contribution.
CREATE TABLE vector (
    contribution TEXT NOT NULL CONSTRAINT pk_vector PRIMARY KEY,
    length INTEGER NOT NULL,
    made INTEGER NOT NULL
);
