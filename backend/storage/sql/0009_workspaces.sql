-- Version 9: several workspaces side by side. What is counted for the gate stands here, so that several engines on one
-- database keep the limits together.

-- A number's caps and its cool-down are those of one workspace. Before this version there was only one workspace.
ALTER TABLE dial_ledger RENAME TO dial_ledger_8;
CREATE TABLE dial_ledger (
    number            INTEGER NOT NULL,
    workspace_id      INTEGER NOT NULL,
    at                INTEGER NOT NULL,
    attempt_id        INTEGER NOT NULL,
    scheduled_call_id INTEGER NOT NULL,
    PRIMARY KEY (number, workspace_id, at, attempt_id)
) STRICT, WITHOUT ROWID;
INSERT INTO dial_ledger (number, workspace_id, at, attempt_id, scheduled_call_id)
    SELECT l.number, coalesce(s.workspace_id, (SELECT min(id) FROM workspaces), 0), l.at, l.attempt_id,
        l.scheduled_call_id
    FROM dial_ledger_8 l LEFT JOIN scheduled_calls s ON s.id = l.scheduled_call_id
    ORDER BY l.number, l.at, l.attempt_id;
DROP TABLE dial_ledger_8;

-- The calls on the wire are counted by trunk and by workspace.
DROP INDEX attempts_live;
CREATE INDEX attempts_live ON attempts (trunk_id, workspace_id) WHERE state < 4;

-- The calls that a scope began lately, numbered from 1 in the order in which they began: as many of the newest as its
-- rate allows in a minute. A row stands for the calls of one pass, which have the numbers up to last_call.
ALTER TABLE buckets ADD COLUMN begun INTEGER NOT NULL DEFAULT 0;           -- the number of the last call
CREATE TABLE minute_calls (
    scope     INTEGER NOT NULL,
    scope_id  INTEGER NOT NULL,
    last_call INTEGER NOT NULL,
    calls     INTEGER NOT NULL,
    at        INTEGER NOT NULL,               -- on the ledger's clock, which nobody sets
    PRIMARY KEY (scope, scope_id, last_call)
) STRICT, WITHOUT ROWID;
