-- Who asks: what an API key may do, and until when. A key of an older version may do everything (bit 7: admin).
ALTER TABLE api_keys ADD COLUMN scopes INTEGER NOT NULL DEFAULT 128;      -- bit n: the Scope n
ALTER TABLE api_keys ADD COLUMN prefix TEXT NOT NULL DEFAULT '';          -- the first characters, to tell keys apart
ALTER TABLE api_keys ADD COLUMN expires_at INTEGER NOT NULL DEFAULT 0;    -- 0: never

ALTER TABLE imports ADD COLUMN workspace_id INTEGER NOT NULL DEFAULT 0;
UPDATE imports SET workspace_id = (SELECT c.workspace_id FROM campaigns c WHERE c.id = imports.campaign_id);

-- The answer that a request with a key was given, as the face encoded it. A row of an older version has none; while it
-- is kept, its request counts as one in progress, so that it has no second effect.
ALTER TABLE idempotency_keys ADD COLUMN status INTEGER NOT NULL DEFAULT 0;    -- 0: the request is in progress
ALTER TABLE idempotency_keys ADD COLUMN head TEXT NOT NULL DEFAULT '';
ALTER TABLE idempotency_keys ADD COLUMN body TEXT NOT NULL DEFAULT '';
ALTER TABLE idempotency_keys ADD COLUMN import_id INTEGER NOT NULL DEFAULT 0; -- 0: the request was one transaction
CREATE INDEX idempotency_keys_by_import ON idempotency_keys (import_id) WHERE import_id <> 0;
