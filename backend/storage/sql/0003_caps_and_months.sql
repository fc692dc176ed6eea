-- Caps that a one-off call brings along; 0: its agent's.
ALTER TABLE scheduled_calls ADD COLUMN max_hold_seconds INTEGER NOT NULL DEFAULT 0;
ALTER TABLE scheduled_calls ADD COLUMN max_duration_seconds INTEGER NOT NULL DEFAULT 0;

-- What an account has bought of its own accord in a month is asked of its ledger.
CREATE INDEX credit_ledger_reloads ON credit_ledger (workspace_id, at) WHERE kind = 2;
