-- Version 8: events that say all that is told of them later, and conversations that are known from the moment a call is
-- accepted.

-- Counters that never go back. 'events': a sequence that no event may have again although it was pruned, if that is
-- higher than the newest event's. 'calls': the last short id of a scheduled call.
CREATE TABLE sequences (
    name TEXT PRIMARY KEY,
    last INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO sequences (name, last) VALUES ('events', 0), ('calls', (SELECT count(*) FROM scheduled_calls));

-- The conversation that a call becomes when it is answered has the call's own id. Calls that were answered before this
-- version have a conversation with another id.
ALTER TABLE scheduled_calls ADD COLUMN conversation_id INTEGER NOT NULL DEFAULT 0;
-- For clients that name calls by a small integer.
ALTER TABLE scheduled_calls ADD COLUMN short_id INTEGER NOT NULL DEFAULT 0;
UPDATE scheduled_calls SET short_id = numbered.n,
    conversation_id = coalesce((SELECT max(a.conversation_id) FROM attempts a
        WHERE a.scheduled_call_id = scheduled_calls.id), scheduled_calls.id)
    FROM (SELECT id, row_number() OVER (ORDER BY id) AS n FROM scheduled_calls) AS numbered
    WHERE numbered.id = scheduled_calls.id;
CREATE UNIQUE INDEX scheduled_calls_by_short_id ON scheduled_calls (short_id);
CREATE UNIQUE INDEX scheduled_calls_by_conversation ON scheduled_calls (conversation_id) WHERE conversation_id <> id;

-- The outbox: what happened, written in the transaction that made it happen.
ALTER TABLE events RENAME TO events_1;
CREATE TABLE events (
    sequence          INTEGER PRIMARY KEY,     -- grows by one with each event, in the order of commits
    id                INTEGER NOT NULL,        -- its public form names the event for receivers
    workspace_id      INTEGER NOT NULL,
    type              INTEGER NOT NULL,
    at                INTEGER NOT NULL,
    campaign_id       INTEGER NOT NULL,        -- 0 where an event has none, as in the columns below
    scheduled_call_id INTEGER NOT NULL,
    attempt_id        INTEGER NOT NULL,
    conversation_id   INTEGER NOT NULL,
    target_id         INTEGER NOT NULL,
    data              TEXT NOT NULL            -- a JSON object of all that may change after the event
) STRICT;
INSERT INTO events
    WITH names (reason, name) AS (VALUES (1, 'callee_hangup'), (2, 'agent_hangup'), (3, 'max_duration'),
        (4, 'max_hold'), (5, 'voicemail'), (6, 'busy'), (7, 'no_answer'), (8, 'declined'), (9, 'invalid_number'),
        (10, 'blocked'), (11, 'carrier_error'), (12, 'cancelled'), (13, 'insufficient_credits'),
        (14, 'outcome_unknown'), (15, 'missed'), (16, 'not_sent'), (17, 'country_not_allowed'))
    SELECT e.sequence,
        -- As ids are made: milliseconds since 2024, and below them what tells events of one millisecond apart.
        ((CASE WHEN e.at > 1704067200000 THEN e.at - 1704067200000 ELSE 0 END) << 22) | (e.sequence & 4194303),
        coalesce(c.workspace_id, s.workspace_id, a.workspace_id, (SELECT min(id) FROM workspaces), 0),
        e.type, e.at, e.campaign_id, e.scheduled_call_id, e.attempt_id,
        coalesce(s.conversation_id, (SELECT r.conversation_id FROM scheduled_calls r
            WHERE r.id = a.scheduled_call_id), 0),
        coalesce(s.target_id, 0),
        CASE
            WHEN e.type = 1 THEN '{"status":"pending"' || coalesce(',"scheduled_at":' || s.scheduled_at, '') || '}'
            WHEN e.type = 2 THEN '{"status":"dispatched"' || coalesce(',"attempt":' || a.n, '') || '}'
            WHEN e.type = 3 THEN '{"status":"failed"' || coalesce(',"reason":"' || r.name || '"', '')
                || coalesce(',"attempt":' || coalesce(a.n, s.attempt), '') || '}'
            WHEN e.type = 4 THEN '{"status":"cancelled"' || coalesce(',"scheduled_at":' || s.scheduled_at, '') || '}'
            WHEN e.type = 5 THEN '{"reason":"' || coalesce(r.name, 'carrier_error') || '"'
                || coalesce(',"attempt":' || a.n || ',"sip_code":' || a.sip_code, '') || '}'
            WHEN e.type = 6 THEN '{"status":"in_progress"' || coalesce(',"attempt":' || a.n, '') || '}'
            WHEN e.type = 7 THEN '{"status":"completed"' || coalesce(',"reason":"' || r.name || '"', '')
                || coalesce(',"attempt":' || a.n, '')
                || coalesce(',"duration_seconds":' || v.duration_seconds || ',"cost":' || v.cost, '') || '}'
            WHEN e.type = 8 THEN '{"status":"active"}'
            WHEN e.type = 9 THEN '{"status":"paused"}'
            WHEN e.type = 10 THEN '{"status":"completed"}'
            WHEN e.type = 11 THEN '{"reason":"insufficient_credits"}'
            WHEN e.type = 13 THEN '{"missed":' || e.detail || '}'
            WHEN e.type = 15 AND e.detail < 1000000000000000 THEN '{"number":"+' || e.detail || '"}'
            WHEN e.type = 15 THEN '{"list_id":"dnc_' -- the list's id in Crockford's base 32
                || substr('0123456789ABCDEFGHJKMNPQRSTVWXYZ', 1 + ((e.detail >> 60) & 31), 1)
                || substr('0123456789ABCDEFGHJKMNPQRSTVWXYZ', 1 + ((e.detail >> 55) & 31), 1)
                || substr('0123456789ABCDEFGHJKMNPQRSTVWXYZ', 1 + ((e.detail >> 50) & 31), 1)
                || substr('0123456789ABCDEFGHJKMNPQRSTVWXYZ', 1 + ((e.detail >> 45) & 31), 1)
                || substr('0123456789ABCDEFGHJKMNPQRSTVWXYZ', 1 + ((e.detail >> 40) & 31), 1)
                || substr('0123456789ABCDEFGHJKMNPQRSTVWXYZ', 1 + ((e.detail >> 35) & 31), 1)
                || substr('0123456789ABCDEFGHJKMNPQRSTVWXYZ', 1 + ((e.detail >> 30) & 31), 1)
                || substr('0123456789ABCDEFGHJKMNPQRSTVWXYZ', 1 + ((e.detail >> 25) & 31), 1)
                || substr('0123456789ABCDEFGHJKMNPQRSTVWXYZ', 1 + ((e.detail >> 20) & 31), 1)
                || substr('0123456789ABCDEFGHJKMNPQRSTVWXYZ', 1 + ((e.detail >> 15) & 31), 1)
                || substr('0123456789ABCDEFGHJKMNPQRSTVWXYZ', 1 + ((e.detail >> 10) & 31), 1)
                || substr('0123456789ABCDEFGHJKMNPQRSTVWXYZ', 1 + ((e.detail >> 5) & 31), 1)
                || substr('0123456789ABCDEFGHJKMNPQRSTVWXYZ', 1 + (e.detail & 31), 1) || '"}'
            WHEN e.type = 16 THEN '{"decision":"'
                || CASE e.detail WHEN 0 THEN 'it_rang' WHEN 1 THEN 'dial_again' ELSE 'give_up' END || '"}'
            ELSE '{}'
        END
    FROM events_1 e
    LEFT JOIN campaigns c ON c.id = e.campaign_id
    LEFT JOIN scheduled_calls s ON s.id = e.scheduled_call_id
    LEFT JOIN attempts a ON a.id = e.attempt_id
    LEFT JOIN conversations v ON v.attempt_id = e.attempt_id
    LEFT JOIN names r ON r.reason = e.detail AND e.type IN (3, 5, 7)
    ORDER BY e.sequence;
DROP TABLE events_1;
-- A campaign's activity: what happened to the campaign itself, not to its calls.
CREATE INDEX events_of_campaigns ON events (campaign_id, sequence) WHERE scheduled_call_id = 0 AND campaign_id <> 0;
