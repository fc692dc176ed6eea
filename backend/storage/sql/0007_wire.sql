-- Version 7: what a call takes along to the wire, and what comes back from it.

ALTER TABLE workspaces ADD COLUMN recording INTEGER NOT NULL DEFAULT 0;     -- calls are recorded unless the agent says otherwise

ALTER TABLE agents ADD COLUMN prompt TEXT NOT NULL DEFAULT '';              -- a template, as first_message is
ALTER TABLE agents ADD COLUMN speak_order INTEGER NOT NULL DEFAULT 0;       -- who speaks first: 0 the agent, 1 the callee
ALTER TABLE agents ADD COLUMN variables TEXT NOT NULL DEFAULT '[]';         -- JSON, [{"name": …, "default": …}]
ALTER TABLE agents ADD COLUMN language TEXT NOT NULL DEFAULT '';            -- a BCP 47 tag; empty: the endpoint's own
ALTER TABLE agents ADD COLUMN recording INTEGER;                            -- NULL: as the workspace says
ALTER TABLE agents ADD COLUMN voicemail INTEGER NOT NULL DEFAULT 0;
ALTER TABLE agents ADD COLUMN endpoint_secret TEXT NOT NULL DEFAULT '';     -- signs the handshake with a stream endpoint
ALTER TABLE agents ADD COLUMN script TEXT NOT NULL DEFAULT '';              -- of a scripted agent

ALTER TABLE trunks ADD COLUMN encryption INTEGER NOT NULL DEFAULT 0;
ALTER TABLE trunks ADD COLUMN removed INTEGER NOT NULL DEFAULT 0;           -- its row stays for the history; nothing is dialled on it

ALTER TABLE campaigns ADD COLUMN metadata TEXT NOT NULL DEFAULT '{}';
ALTER TABLE campaigns ADD COLUMN encryption INTEGER;                        -- NULL: the trunk's

ALTER TABLE scheduled_calls ADD COLUMN metadata TEXT NOT NULL DEFAULT '{}'; -- JSON object of texts, sent as X-Meta- headers
ALTER TABLE scheduled_calls ADD COLUMN encryption INTEGER;                  -- NULL: the campaign's, or the trunk's

ALTER TABLE attempts ADD COLUMN ended_by INTEGER NOT NULL DEFAULT 0;
ALTER TABLE attempts ADD COLUMN sip_phrase TEXT NOT NULL DEFAULT '';
-- The dialog of a call, without which a later process cannot end a leg that this one left up.
ALTER TABLE attempts ADD COLUMN from_tag TEXT NOT NULL DEFAULT '';
ALTER TABLE attempts ADD COLUMN to_tag TEXT NOT NULL DEFAULT '';
ALTER TABLE attempts ADD COLUMN cseq INTEGER NOT NULL DEFAULT 0;
ALTER TABLE attempts ADD COLUMN remote_target TEXT NOT NULL DEFAULT '';
ALTER TABLE attempts ADD COLUMN route_set TEXT NOT NULL DEFAULT '';

ALTER TABLE conversations ADD COLUMN first_speech_at INTEGER NOT NULL DEFAULT 0; -- 0: the callee has not spoken

-- What was said and done on the calls, as the media side reported it.
CREATE TABLE media_facts (
    id         INTEGER PRIMARY KEY,
    attempt_id INTEGER NOT NULL REFERENCES attempts (id),
    at         INTEGER NOT NULL,
    kind       INTEGER NOT NULL,
    speaker    INTEGER NOT NULL DEFAULT 0,                                  -- of a transcript turn: 0 the callee, 1 the agent
    text       TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX media_facts_by_attempt ON media_facts (attempt_id, id);
