-- Identifiers and digests are lower-case hexadecimal text; times are UTC ticks of 100 ns.
CREATE TABLE roster (
    number INTEGER NOT NULL CONSTRAINT pk_roster PRIMARY KEY,
    document BLOB NOT NULL
);
CREATE TABLE study (
    id TEXT NOT NULL CONSTRAINT pk_study PRIMARY KEY,
    plan BLOB NOT NULL,
    status INTEGER NOT NULL,
    reason TEXT NOT NULL,
    state TEXT NOT NULL,
    sums INTEGER NOT NULL,
    release TEXT NULL,
    opened INTEGER NOT NULL,
    ended INTEGER NULL
);
CREATE TABLE attempt (
    study TEXT NOT NULL,
    round INTEGER NOT NULL,
    attempt INTEGER NOT NULL,
    state TEXT NOT NULL,
    ask TEXT NOT NULL,
    phase TEXT NOT NULL,
    length INTEGER NOT NULL,
    outcome INTEGER NOT NULL,
    opened INTEGER NOT NULL,
    closed INTEGER NULL,
    CONSTRAINT pk_attempt PRIMARY KEY (study, round, attempt),
    CONSTRAINT fk_attempt_study FOREIGN KEY (study) REFERENCES study (id)
);
CREATE TABLE contribution (
    study TEXT NOT NULL,
    round INTEGER NOT NULL,
    attempt INTEGER NOT NULL,
    member TEXT NOT NULL,
    payload TEXT NOT NULL,
    signature BLOB NOT NULL,
    receipt BLOB NOT NULL,
    received INTEGER NOT NULL,
    CONSTRAINT pk_contribution PRIMARY KEY (study, round, attempt, member),
    CONSTRAINT fk_contribution_attempt FOREIGN KEY (study, round, attempt) REFERENCES attempt (study, round, attempt)
);
CREATE TABLE progress (
    study TEXT NOT NULL,
    sums INTEGER NOT NULL,
    phase TEXT NOT NULL,
    round INTEGER NOT NULL,
    rounds INTEGER NOT NULL,
    train_loss REAL NULL,
    hold_out_mae REAL NULL,
    at INTEGER NOT NULL,
    CONSTRAINT pk_progress PRIMARY KEY (study, sums),
    CONSTRAINT fk_progress_study FOREIGN KEY (study) REFERENCES study (id)
);
CREATE TABLE release (
    id TEXT NOT NULL CONSTRAINT pk_release PRIMARY KEY,
    study TEXT NOT NULL,
    name TEXT NOT NULL,
    property TEXT NOT NULL,
    unit TEXT NOT NULL,
    members INTEGER NOT NULL,
    created INTEGER NOT NULL,
    bytes INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    CONSTRAINT fk_release_study FOREIGN KEY (study) REFERENCES study (id)
);
CREATE UNIQUE INDEX ix_release_study ON release (study);
