-- Version 14: how many targets are in each state is told without counting a list. Two more kinds of campaign_counts: 4 is
-- pending calls of targets of which an attempt counts, 5 is answered targets by a last outcome that is none of answered
-- calls.

-- What made the gate postpone a pending row, see Postponement. It is not known of rows that an older version postponed;
-- until the gate looks at them again they count as rows that wait for their turn.
ALTER TABLE scheduled_calls ADD COLUMN postponed_by INTEGER NOT NULL DEFAULT 0;
-- Status and reason stand in it although its condition says them, or SQLite would read each row to look at them again.
CREATE INDEX scheduled_calls_postponed ON scheduled_calls (campaign_id, due_at, attempt, status, postponed_by, id)
    WHERE status = 0 AND postponed_by <> 0;

INSERT INTO campaign_counts (campaign_id, kind, key, n)
    SELECT campaign_id, 4, 0, count(*) FROM scheduled_calls
    WHERE status = 0 AND attempt > 0 AND target_id IS NOT NULL GROUP BY campaign_id;
-- The last error of a dispatched call says that a person has decided about an unknown outcome: it rang.
INSERT INTO campaign_counts (campaign_id, kind, key, n)
    SELECT t.campaign_id, 5, t.last_outcome, count(*) FROM targets t
    LEFT JOIN scheduled_calls s ON s.target_id = t.id
    WHERE t.status = 2 AND t.last_outcome NOT IN (1, 2, 3, 4, 5) AND coalesce(s.last_error, 0) <> 14
    GROUP BY t.campaign_id, t.last_outcome;
