-- Version 2: recurring campaigns and one-off calls, calling hours, credit, do-not-call lists, circuit breakers, and
-- outcomes that wait for a person's decision. Money is in micro-units of the workspace's currency.

ALTER TABLE workspaces ADD COLUMN editing_disabled INTEGER NOT NULL DEFAULT 0;
ALTER TABLE workspaces ADD COLUMN hours TEXT NOT NULL DEFAULT '';          -- see CallingHours; empty: always open

ALTER TABLE trunks ADD COLUMN price_per_minute INTEGER NOT NULL DEFAULT 0;

ALTER TABLE phone_numbers ADD COLUMN inbound_only INTEGER NOT NULL DEFAULT 0;

-- Which agents may call from a number.
CREATE TABLE number_agents (
    phone_number_id INTEGER NOT NULL REFERENCES phone_numbers (id),
    agent_id        INTEGER NOT NULL REFERENCES agents (id),
    PRIMARY KEY (phone_number_id, agent_id)
) STRICT, WITHOUT ROWID;
INSERT INTO number_agents SELECT n.id, a.id FROM phone_numbers n JOIN agents a ON a.workspace_id = n.workspace_id;

ALTER TABLE campaigns ADD COLUMN kind INTEGER NOT NULL DEFAULT 0;          -- 0 bulk, 1 recurring
ALTER TABLE campaigns ADD COLUMN to_number INTEGER NOT NULL DEFAULT 0;     -- recurring: who is called
ALTER TABLE campaigns ADD COLUMN cron TEXT NOT NULL DEFAULT '';
ALTER TABLE campaigns ADD COLUMN timezone TEXT NOT NULL DEFAULT '';
ALTER TABLE campaigns ADD COLUMN end_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE campaigns ADD COLUMN expanded_to INTEGER NOT NULL DEFAULT 0;   -- occurrences up to here are in the queue
ALTER TABLE campaigns ADD COLUMN plan_revision INTEGER NOT NULL DEFAULT 0; -- grows when its clocks become those of another place
ALTER TABLE campaigns ADD COLUMN misfire_grace_ms INTEGER NOT NULL DEFAULT 0; -- 0: rows are never too late
ALTER TABLE campaigns ADD COLUMN hours TEXT NOT NULL DEFAULT '';
ALTER TABLE campaigns ADD COLUMN unknown_policy INTEGER NOT NULL DEFAULT 0;
ALTER TABLE campaigns ADD COLUMN retry_outcomes INTEGER NOT NULL DEFAULT 2240; -- bit n: EndReason n; busy, no answer, carrier error
ALTER TABLE campaigns ADD COLUMN retry_delays TEXT NOT NULL DEFAULT '';    -- milliseconds between commas; empty: doubling
ALTER TABLE campaigns ADD COLUMN breaker_run INTEGER NOT NULL DEFAULT 20;
ALTER TABLE campaigns ADD COLUMN breaker_percent INTEGER NOT NULL DEFAULT 50;
ALTER TABLE campaigns ADD COLUMN breaker_window INTEGER NOT NULL DEFAULT 50;
ALTER TABLE campaigns ADD COLUMN breaker_history INTEGER NOT NULL DEFAULT 0; -- the last outcomes, newest in bit 0; 1: failed
ALTER TABLE campaigns ADD COLUMN breaker_count INTEGER NOT NULL DEFAULT 0;   -- how many of its bits are outcomes
ALTER TABLE campaigns ADD COLUMN spend_limit INTEGER NOT NULL DEFAULT 0;
ALTER TABLE campaigns ADD COLUMN spent INTEGER NOT NULL DEFAULT 0;
ALTER TABLE campaigns ADD COLUMN hold_queue INTEGER NOT NULL DEFAULT 0;    -- paused together with what is in its queue
ALTER TABLE campaigns ADD COLUMN variables TEXT NOT NULL DEFAULT '{}';      -- recurring: what the agent is told
ALTER TABLE campaigns ADD COLUMN held_for_credit INTEGER NOT NULL DEFAULT 0; -- and its event is out

ALTER TABLE scheduled_calls ADD COLUMN scheduled_at INTEGER NOT NULL DEFAULT 0; -- as planned; due_at is when the gate looks next
ALTER TABLE scheduled_calls ADD COLUMN expires_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE scheduled_calls ADD COLUMN occurrence_local INTEGER;           -- seconds on the campaign's clocks since 1970
ALTER TABLE scheduled_calls ADD COLUMN occurrence_fold INTEGER NOT NULL DEFAULT 0;
ALTER TABLE scheduled_calls ADD COLUMN timezone TEXT NOT NULL DEFAULT '';  -- of the person; empty: what the number's region allows
ALTER TABLE scheduled_calls ADD COLUMN max_attempts INTEGER NOT NULL DEFAULT 1; -- of a one-off call
ALTER TABLE scheduled_calls ADD COLUMN variables TEXT NOT NULL DEFAULT '{}';
ALTER TABLE scheduled_calls ADD COLUMN undecided INTEGER NOT NULL DEFAULT 0;  -- its outcome is unknown, and a person is to decide
ALTER TABLE scheduled_calls ADD COLUMN late_ms INTEGER NOT NULL DEFAULT 0;    -- how late it was when it was missed
UPDATE scheduled_calls SET scheduled_at = due_at;

CREATE INDEX scheduled_calls_one_off ON scheduled_calls (phone_number_id, due_at) WHERE status = 0 AND campaign_id = 0;
-- An occurrence is a reading of the campaign's clocks, so that no step of any clock can create it twice.
CREATE UNIQUE INDEX scheduled_calls_by_occurrence ON scheduled_calls (campaign_id, occurrence_local, occurrence_fold)
    WHERE occurrence_local IS NOT NULL;
CREATE INDEX scheduled_calls_undecided ON scheduled_calls (campaign_id) WHERE undecided = 1;

ALTER TABLE attempts ADD COLUMN reserved INTEGER NOT NULL DEFAULT 0;       -- credit set aside until it is settled

ALTER TABLE conversations ADD COLUMN cost INTEGER NOT NULL DEFAULT 0;
ALTER TABLE conversations ADD COLUMN disposition TEXT NOT NULL DEFAULT '';

CREATE TABLE credit_accounts (
    workspace_id         INTEGER PRIMARY KEY REFERENCES workspaces (id),
    currency             TEXT NOT NULL DEFAULT 'USD',
    balance              INTEGER NOT NULL DEFAULT 0,   -- always the sum of the ledger
    reserved             INTEGER NOT NULL DEFAULT 0,   -- always the sum over the open attempts
    low_below            INTEGER NOT NULL DEFAULT 0,   -- tell when the balance falls below
    low_told             INTEGER NOT NULL DEFAULT 0,
    reload_amount        INTEGER NOT NULL DEFAULT 0,   -- 0: no automatic reload
    reload_below         INTEGER NOT NULL DEFAULT 0,
    reload_monthly_limit INTEGER NOT NULL DEFAULT 0,   -- 0: no limit
    reload_month         INTEGER NOT NULL DEFAULT 0,   -- the month (years × 12 + months, UTC) `reloaded` is of
    reloaded             INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO credit_accounts (workspace_id) SELECT id FROM workspaces;

-- Append-only.
CREATE TABLE credit_ledger (
    id           INTEGER PRIMARY KEY,
    workspace_id INTEGER NOT NULL REFERENCES workspaces (id),
    at           INTEGER NOT NULL,
    kind         INTEGER NOT NULL,
    amount       INTEGER NOT NULL,
    attempt_id   INTEGER NOT NULL DEFAULT 0,
    note         TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE TRIGGER credit_ledger_is_append_only_update BEFORE UPDATE ON credit_ledger
    BEGIN SELECT raise(ABORT, 'the credit ledger is append-only'); END;
CREATE TRIGGER credit_ledger_is_append_only_delete BEFORE DELETE ON credit_ledger
    BEGIN SELECT raise(ABORT, 'the credit ledger is append-only'); END;

CREATE TABLE do_not_call_lists (
    id           INTEGER PRIMARY KEY,
    workspace_id INTEGER NOT NULL REFERENCES workspaces (id),
    name         TEXT NOT NULL,
    source       TEXT NOT NULL,
    as_of        INTEGER NOT NULL,             -- the instant up to which the source was complete
    added_at     INTEGER NOT NULL
) STRICT;
ALTER TABLE do_not_call ADD COLUMN reason TEXT NOT NULL DEFAULT '';
ALTER TABLE do_not_call ADD COLUMN list_id INTEGER NOT NULL DEFAULT 0;

-- The ledger's clock is the wall clock and this: it goes on evenly when somebody sets the wall clock.
ALTER TABLE engine ADD COLUMN ledger_shift INTEGER NOT NULL DEFAULT 0;
-- 1: this file is a copy on which a campaign was rehearsed; nothing in it happened.
ALTER TABLE engine ADD COLUMN rehearsal INTEGER NOT NULL DEFAULT 0;

-- How the wall clock stood to the clock since boot at each process's first pass and after every step of the wall clock:
-- what the last minute really was can be told whatever was done to the clock.
CREATE TABLE clock_readings (
    boot_us    INTEGER PRIMARY KEY,
    boot_id    TEXT NOT NULL,                  -- rows of an earlier boot are removed with the first of a new one
    wall       INTEGER NOT NULL,
    generation INTEGER NOT NULL
) STRICT;

-- A dial is an attempt's: two of one number stay two when the clock is set back to before both.
ALTER TABLE dial_ledger RENAME TO dial_ledger_1;
CREATE TABLE dial_ledger (
    number            INTEGER NOT NULL,
    at                INTEGER NOT NULL,
    attempt_id        INTEGER NOT NULL,
    scheduled_call_id INTEGER NOT NULL,
    PRIMARY KEY (number, at, attempt_id)
) STRICT, WITHOUT ROWID;
INSERT INTO dial_ledger SELECT l.number, l.at, coalesce(a.id, -l.scheduled_call_id), l.scheduled_call_id
    FROM dial_ledger_1 l LEFT JOIN attempts a ON a.scheduled_call_id = l.scheduled_call_id AND a.intent_at = l.at
    WHERE true ON CONFLICT DO NOTHING;
DROP TABLE dial_ledger_1;

-- Requests that came with a key: a second one with the same key is the first one again.
CREATE TABLE idempotency_keys (
    workspace_id      INTEGER NOT NULL,
    key               TEXT NOT NULL,
    fingerprint       TEXT NOT NULL,             -- of the request; another one under the same key is a mistake
    scheduled_call_id INTEGER NOT NULL,
    at                INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX idempotency_keys_by_time ON idempotency_keys (at);
