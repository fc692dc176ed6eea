-- The zone of a person on a list, as far as the list gives it: until now a member of the variables, looked for in each
-- row whenever calls were laid out.
ALTER TABLE targets ADD COLUMN timezone TEXT NOT NULL DEFAULT '';
UPDATE targets SET timezone = coalesce(json_extract(variables, '$.timezone'), '')
    WHERE instr(variables, '"timezone"') > 0 AND json_valid(variables);

-- SQLite ends every index with the id of the row, and statements rely on it for their order. PostgreSQL does not, so
-- the indexes say it.
DROP INDEX targets_by_status;
CREATE INDEX targets_by_status ON targets (campaign_id, status, id);
DROP INDEX scheduled_calls_due;
CREATE INDEX scheduled_calls_due ON scheduled_calls (campaign_id, due_at, id) WHERE status = 0;
DROP INDEX scheduled_calls_one_off;
CREATE INDEX scheduled_calls_one_off ON scheduled_calls (phone_number_id, due_at, id)
    WHERE status = 0 AND campaign_id = 0;
DROP INDEX scheduled_calls_undecided;
CREATE INDEX scheduled_calls_undecided ON scheduled_calls (campaign_id, id) WHERE undecided = 1;
DROP INDEX attempts_by_campaign;
CREATE INDEX attempts_by_campaign ON attempts (campaign_id, id);
