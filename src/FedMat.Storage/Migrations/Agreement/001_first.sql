-- Digests are lower-case hexadecimal text; keys are base64; times are UTC ticks of 100 ns.
-- A member's key that this node's steward compared and confirmed.
CREATE TABLE confirmation (
    member TEXT NOT NULL,
    key TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    made INTEGER NOT NULL,
    CONSTRAINT pk_confirmation PRIMARY KEY (member, key)
) WITHOUT ROWID;
-- A member's signed word for another's key, or for its own next one: the newest of each.
CREATE TABLE vouch (
    voucher TEXT NOT NULL,
    member TEXT NOT NULL,
    key TEXT NOT NULL,
    made INTEGER NOT NULL,
    document BLOB NOT NULL,
    CONSTRAINT pk_vouch PRIMARY KEY (voucher, member, key)
);
-- A plan that was put before this node: what its policy made of it (0 allow, 1 ask, 2 refuse) and by which rule, and how the study stands.
CREATE TABLE study (
    id TEXT NOT NULL CONSTRAINT pk_study PRIMARY KEY,
    plan BLOB NOT NULL,
    seen INTEGER NOT NULL,
    answer INTEGER NOT NULL,
    rule TEXT NOT NULL,
    reason TEXT NOT NULL,
    status INTEGER NOT NULL,
    status_reason TEXT NOT NULL,
    ended INTEGER
);
-- The answers that this node signed, who gave each (0 the policy, 1 the steward), and when the coordinator had it.
CREATE TABLE consent (
    study TEXT NOT NULL,
    number INTEGER NOT NULL,
    document BLOB NOT NULL,
    giver INTEGER NOT NULL,
    taken INTEGER,
    CONSTRAINT pk_consent PRIMARY KEY (study, number),
    CONSTRAINT fk_consent_study FOREIGN KEY (study) REFERENCES study (id)
);
CREATE TRIGGER consent_stays BEFORE DELETE ON consent BEGIN SELECT RAISE(ABORT, 'a consent is never deleted'); END;
CREATE TRIGGER consent_is_final BEFORE UPDATE OF study, number, document, giver ON consent BEGIN SELECT RAISE(ABORT, 'a consent is never changed'); END;
