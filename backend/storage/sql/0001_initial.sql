-- Version 1. Ids are 63-bit, growing with time; times are UTC milliseconds; numbers are the digits of E.164.
-- Statuses, states and reasons are the numbers of the enums in backend/domain.

CREATE TABLE engine (
    id          INTEGER PRIMARY KEY CHECK (id = 1),
    generation  INTEGER NOT NULL,             -- grows with each start; fences the writes of a process that lost its turn
    instance    TEXT NOT NULL,                -- names this data directory in SIP Call-IDs
    stopped     INTEGER NOT NULL DEFAULT 0    -- Stop all is in force
) STRICT;

CREATE TABLE workspaces (
    id              INTEGER PRIMARY KEY,
    name            TEXT NOT NULL,
    disabled        INTEGER NOT NULL DEFAULT 0,
    rate_per_minute INTEGER NOT NULL DEFAULT 0,
    max_concurrent  INTEGER NOT NULL DEFAULT 0,
    cooldown_ms     INTEGER NOT NULL,
    max_per_day     INTEGER NOT NULL,
    max_per_week    INTEGER NOT NULL
) STRICT;

CREATE TABLE agents (
    id                   INTEGER PRIMARY KEY,
    workspace_id         INTEGER NOT NULL REFERENCES workspaces (id),
    name                 TEXT NOT NULL,
    endpoint             TEXT NOT NULL,
    first_message        TEXT NOT NULL,
    disabled             INTEGER NOT NULL DEFAULT 0,
    max_hold_seconds     INTEGER NOT NULL,
    max_duration_seconds INTEGER NOT NULL
) STRICT;

CREATE TABLE trunks (
    id           INTEGER PRIMARY KEY,
    workspace_id INTEGER NOT NULL REFERENCES workspaces (id),
    name         TEXT NOT NULL,
    kind         INTEGER NOT NULL,
    max_channels INTEGER NOT NULL DEFAULT 0,
    simulation   TEXT NOT NULL DEFAULT '{}'   -- JSON, see SimulationSettings
) STRICT;

CREATE TABLE phone_numbers (
    id              INTEGER PRIMARY KEY,
    workspace_id    INTEGER NOT NULL REFERENCES workspaces (id),
    trunk_id        INTEGER NOT NULL REFERENCES trunks (id),
    number          INTEGER NOT NULL,
    label           TEXT NOT NULL,
    rate_per_minute INTEGER NOT NULL DEFAULT 0,
    verified        INTEGER NOT NULL DEFAULT 0,
    UNIQUE (workspace_id, number)
) STRICT;

CREATE TABLE campaigns (
    id                 INTEGER PRIMARY KEY,
    workspace_id       INTEGER NOT NULL REFERENCES workspaces (id),
    name               TEXT NOT NULL,
    description        TEXT NOT NULL,
    agent_id           INTEGER NOT NULL REFERENCES agents (id),
    phone_number_id    INTEGER NOT NULL REFERENCES phone_numbers (id),
    status             INTEGER NOT NULL,
    rate_per_minute    INTEGER NOT NULL,
    max_concurrent     INTEGER NOT NULL,
    max_attempts       INTEGER NOT NULL,
    retry_delay_ms     INTEGER NOT NULL,
    created_at         INTEGER NOT NULL,
    started_at         INTEGER NOT NULL DEFAULT 0,
    ended_at           INTEGER NOT NULL DEFAULT 0,
    pause_reason       TEXT NOT NULL DEFAULT '',
    source_fingerprint TEXT NOT NULL DEFAULT '',
    importing_from     INTEGER                -- targets from this id on belong to an import that has not finished
) STRICT;

-- The counters of a campaign, moved in the transactions that move its rows.
CREATE TABLE campaign_counts (
    campaign_id INTEGER NOT NULL REFERENCES campaigns (id),
    kind        INTEGER NOT NULL,             -- 0: targets by status, 1: targets by last outcome, 2: attempts, 3: in flight
    key         INTEGER NOT NULL,
    n           INTEGER NOT NULL,
    PRIMARY KEY (campaign_id, kind, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE targets (
    id           INTEGER PRIMARY KEY,
    campaign_id  INTEGER NOT NULL REFERENCES campaigns (id),
    number       INTEGER NOT NULL,
    name         TEXT NOT NULL,
    variables    TEXT NOT NULL,
    status       INTEGER NOT NULL DEFAULT 0,
    attempts     INTEGER NOT NULL DEFAULT 0,
    last_outcome INTEGER,
    next_at      INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX targets_by_status ON targets (campaign_id, status);

-- One row per number and campaign: the uniqueness that forbids a second target with the same number. Kept beside the
-- targets so that an import can fill it in sorted order: random inserts into an index cost ten times as much.
CREATE TABLE target_numbers (
    campaign_id INTEGER NOT NULL,
    number      INTEGER NOT NULL,
    target_id   INTEGER NOT NULL,
    PRIMARY KEY (campaign_id, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE imports (
    id          INTEGER PRIMARY KEY,
    campaign_id INTEGER NOT NULL REFERENCES campaigns (id),
    source      TEXT NOT NULL,
    running     INTEGER NOT NULL,
    inserted    INTEGER NOT NULL DEFAULT 0,
    duplicates  INTEGER NOT NULL DEFAULT 0,
    rejected    INTEGER NOT NULL DEFAULT 0,
    started_at  INTEGER NOT NULL
) STRICT;

CREATE TABLE rejects (
    import_id INTEGER NOT NULL REFERENCES imports (id),
    row       INTEGER NOT NULL,
    number    TEXT NOT NULL,
    reason    TEXT NOT NULL,
    raw       TEXT NOT NULL,
    PRIMARY KEY (import_id, row)
) STRICT, WITHOUT ROWID;

CREATE TABLE scheduled_calls (
    id              INTEGER PRIMARY KEY,
    workspace_id    INTEGER NOT NULL,
    campaign_id     INTEGER NOT NULL,         -- 0: a one-off call
    target_id       INTEGER,
    phone_number_id INTEGER NOT NULL,
    agent_id        INTEGER NOT NULL,
    to_number       INTEGER NOT NULL,
    status          INTEGER NOT NULL,
    due_at          INTEGER NOT NULL,
    attempt         INTEGER NOT NULL DEFAULT 0,
    epoch           INTEGER NOT NULL DEFAULT 0,
    last_error      INTEGER                   -- an end reason
) STRICT;
CREATE UNIQUE INDEX scheduled_calls_by_target ON scheduled_calls (target_id) WHERE target_id IS NOT NULL;
CREATE INDEX scheduled_calls_due ON scheduled_calls (campaign_id, due_at) WHERE status = 0;

CREATE TABLE attempts (
    id                INTEGER PRIMARY KEY,    -- its public form is the SIP Call-ID's left side
    scheduled_call_id INTEGER NOT NULL REFERENCES scheduled_calls (id),
    campaign_id       INTEGER NOT NULL,
    target_id         INTEGER,
    workspace_id      INTEGER NOT NULL,
    phone_number_id   INTEGER NOT NULL,
    trunk_id          INTEGER NOT NULL,
    agent_id          INTEGER NOT NULL,
    from_number       INTEGER NOT NULL,
    to_number         INTEGER NOT NULL,
    n                 INTEGER NOT NULL,       -- which attempt of its retry budget, from 1
    epoch             INTEGER NOT NULL,
    generation        INTEGER NOT NULL,
    state             INTEGER NOT NULL,
    intent_at         INTEGER NOT NULL,
    answered_at       INTEGER NOT NULL DEFAULT 0,
    ended_at          INTEGER NOT NULL DEFAULT 0,
    end_reason        INTEGER,
    sip_code          INTEGER NOT NULL DEFAULT 0,
    conversation_id   INTEGER,
    UNIQUE (scheduled_call_id, epoch)
) STRICT;
CREATE INDEX attempts_live ON attempts (trunk_id) WHERE state < 4;
CREATE INDEX attempts_resolving ON attempts (id) WHERE state = 5;
CREATE INDEX attempts_by_time ON attempts (intent_at);
CREATE INDEX attempts_by_campaign ON attempts (campaign_id);

CREATE TABLE conversations (
    id               INTEGER PRIMARY KEY,
    attempt_id       INTEGER NOT NULL UNIQUE REFERENCES attempts (id),
    started_at       INTEGER NOT NULL,
    ended_at         INTEGER NOT NULL DEFAULT 0,
    end_reason       INTEGER,
    duration_seconds INTEGER NOT NULL DEFAULT 0
) STRICT;

-- The second lock on a number, over all campaigns: every dial of it.
CREATE TABLE dial_ledger (
    number            INTEGER NOT NULL,
    at                INTEGER NOT NULL,
    scheduled_call_id INTEGER NOT NULL,
    PRIMARY KEY (number, at, scheduled_call_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE buckets (
    scope    INTEGER NOT NULL,                -- 0 workspace, 1 phone number, 2 campaign
    scope_id INTEGER NOT NULL,
    tat      INTEGER NOT NULL,
    PRIMARY KEY (scope, scope_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE do_not_call (
    workspace_id INTEGER NOT NULL,
    number       INTEGER NOT NULL,
    source       TEXT NOT NULL,
    added_at     INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, number)
) STRICT, WITHOUT ROWID;

-- The outbox: what happened, written in the transaction that made it happen.
CREATE TABLE events (
    sequence          INTEGER PRIMARY KEY,
    type              INTEGER NOT NULL,
    at                INTEGER NOT NULL,
    campaign_id       INTEGER NOT NULL,
    scheduled_call_id INTEGER NOT NULL DEFAULT 0,
    attempt_id        INTEGER NOT NULL DEFAULT 0,
    detail            INTEGER NOT NULL DEFAULT 0 -- an end reason, where the type has one
) STRICT;

CREATE TABLE api_keys (
    id           INTEGER PRIMARY KEY,
    workspace_id INTEGER NOT NULL REFERENCES workspaces (id),
    name         TEXT NOT NULL,
    hash         TEXT NOT NULL UNIQUE,        -- SHA-256 of the key, hexadecimal: keys carry 256 random bits
    created_at   INTEGER NOT NULL,
    disabled     INTEGER NOT NULL DEFAULT 0
) STRICT;
