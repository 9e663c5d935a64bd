-- Membership: who may join and who asked to, vouches, answers to plans, and what people did. Identifiers and times as in 0001.

-- kind and state as in PendingKind and PendingState. token: SHA-256 of an invitation's token, empty for what is no invitation.
-- member: whose word body is; empty for invitations. body: the signed request as JSON, empty before there is one.
CREATE TABLE pending (
    id INTEGER NOT NULL CONSTRAINT pk_pending PRIMARY KEY AUTOINCREMENT,
    kind INTEGER NOT NULL,
    state INTEGER NOT NULL,
    name TEXT NOT NULL,
    token TEXT NOT NULL,
    member TEXT NOT NULL,
    body BLOB NOT NULL,
    since INTEGER NOT NULL,
    expires INTEGER NOT NULL,
    reason TEXT NOT NULL
);
CREATE UNIQUE INDEX ix_pending_token ON pending (token) WHERE token <> '';
-- The newest vouch of each member for each other one; of those for itself, one for each key: together they lead from any earlier key to the present one.
-- subject: the key that a member vouches for as its own; else empty. seq rises with every change.
CREATE TABLE vouch (
    seq INTEGER NOT NULL CONSTRAINT pk_vouch PRIMARY KEY AUTOINCREMENT,
    voucher TEXT NOT NULL,
    member TEXT NOT NULL,
    subject TEXT NOT NULL,
    made INTEGER NOT NULL,
    body BLOB NOT NULL
);
CREATE UNIQUE INDEX ix_vouch_of ON vouch (voucher, member, subject);
-- The newest answer of each member to each plan.
CREATE TABLE answer (
    study TEXT NOT NULL,
    member TEXT NOT NULL,
    number INTEGER NOT NULL,
    body BLOB NOT NULL,
    CONSTRAINT pk_answer PRIMARY KEY (study, member),
    CONSTRAINT fk_answer_study FOREIGN KEY (study) REFERENCES study (id)
);
-- Who did what, in a chain: before is SHA-256 of the row before, 64 zeros in the first one. audit_end says how many rows there are and what the
-- SHA-256 of the last one is.
CREATE TABLE audit (
    number INTEGER NOT NULL CONSTRAINT pk_audit PRIMARY KEY,
    at INTEGER NOT NULL,
    who TEXT NOT NULL,
    what TEXT NOT NULL,
    detail TEXT NOT NULL,
    before TEXT NOT NULL
);
CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit log only grows'); END;
CREATE TRIGGER audit_is_not_shortened BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit log only grows'); END;
CREATE TABLE audit_end (
    one INTEGER NOT NULL CONSTRAINT pk_audit_end PRIMARY KEY CHECK (one = 1),
    number INTEGER NOT NULL,
    last TEXT NOT NULL
);
INSERT INTO audit_end VALUES (1, 0, '0000000000000000000000000000000000000000000000000000000000000000');
