-- Version 15: a list that was imported before is known by its bytes, whatever it is called and whoever is to call it.

-- The size of the list, and the SHA-256 of its bytes in hexadecimal. 0 and empty: its rows came one by one, or an older
-- version read it.
ALTER TABLE imports ADD COLUMN bytes INTEGER NOT NULL DEFAULT 0;
ALTER TABLE imports ADD COLUMN content TEXT NOT NULL DEFAULT '';

CREATE INDEX imports_by_content ON imports (workspace_id, bytes, content);
