-- What an account has bought of its own accord in a month is asked of its ledger.
CREATE INDEX credit_ledger_reloads ON credit_ledger (workspace_id, at) WHERE kind = 2;
