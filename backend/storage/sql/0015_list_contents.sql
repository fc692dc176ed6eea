-- Version 15: a list that was imported before is known by its bytes, whatever it is called and whoever is to call it.

ALTER TABLE imports ADD COLUMN bytes INTEGER NOT NULL DEFAULT 0; -- of the list; 0: its rows came one by one, or an older version read it
ALTER TABLE imports ADD COLUMN content TEXT NOT NULL DEFAULT ''; -- SHA-256 of these bytes, hexadecimal; empty: as above

CREATE INDEX imports_by_content ON imports (workspace_id, bytes, content);
