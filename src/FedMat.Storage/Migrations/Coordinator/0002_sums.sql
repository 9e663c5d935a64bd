-- Masked sums: words and decisions of attempts that are under way, and what holds for a whole study. Identifiers and times as in 0001.

-- outcome: 0 under way, 1 complete, 2 failed, 3 spent without a failure, 4 added up: the sum is told and waits for members to accept it.
-- setup: SHA-256 of the attempt's terms. state, ask and phase are empty and length is 0 while an attempt is made ahead.
ALTER TABLE attempt ADD COLUMN setup TEXT NOT NULL DEFAULT '';
-- An attempt from before has no words to go on from.
UPDATE attempt SET outcome = 3, closed = opened WHERE outcome = 0;
CREATE INDEX ix_attempt_under_way ON attempt (study) WHERE outcome IN (0, 4);
-- In the order in which they were taken; kind as in SumWordKind. They go when the attempt is over.
CREATE TABLE word (
    study TEXT NOT NULL,
    round INTEGER NOT NULL,
    attempt INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    body BLOB NOT NULL,
    CONSTRAINT pk_word PRIMARY KEY (study, round, attempt, seq),
    CONSTRAINT fk_word_attempt FOREIGN KEY (study, round, attempt) REFERENCES attempt (study, round, attempt)
);
-- What every member of a study is told for as long as it runs; kind as in SumNoticeKind.
CREATE TABLE notice (
    study TEXT NOT NULL,
    seq INTEGER NOT NULL,
    round INTEGER NOT NULL,
    attempt INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    body BLOB NOT NULL,
    CONSTRAINT pk_notice PRIMARY KEY (study, seq),
    CONSTRAINT fk_notice_study FOREIGN KEY (study) REFERENCES study (id)
);
-- Members without whom a study's exact sums go on, by an administrator's word.
CREATE TABLE left_out (
    study TEXT NOT NULL,
    member TEXT NOT NULL,
    administrator TEXT NOT NULL,
    reason TEXT NOT NULL,
    at INTEGER NOT NULL,
    CONSTRAINT pk_left_out PRIMARY KEY (study, member),
    CONSTRAINT fk_left_out_study FOREIGN KEY (study) REFERENCES study (id)
);
-- Who has a vector in how many of a study's completed sums.
CREATE TABLE contributor (
    study TEXT NOT NULL,
    member TEXT NOT NULL,
    sums INTEGER NOT NULL,
    CONSTRAINT pk_contributor PRIMARY KEY (study, member),
    CONSTRAINT fk_contributor_study FOREIGN KEY (study) REFERENCES study (id)
);
INSERT INTO contributor (study, member, sums)
SELECT c.study, c.member, count(*)
FROM contribution c JOIN attempt a ON a.study = c.study AND a.round = c.round AND a.attempt = c.attempt
WHERE a.outcome = 1
GROUP BY c.study, c.member;
DROP TABLE contribution;
