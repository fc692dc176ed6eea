-- Version 10: the processes that serve this database, each with a row of its own, and the leases that elect one of them.

CREATE TABLE processes (
    id           INTEGER PRIMARY KEY,         -- counts the enrolments; no number is given twice
    id_slot      INTEGER NOT NULL,            -- stands in the ids that it makes; see IdSource
    state        INTEGER NOT NULL,            -- 0 alive, 1 ended, 2 declared dead
    started_at   INTEGER NOT NULL,
    heartbeat_at INTEGER NOT NULL,
    ended_at     INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE UNIQUE INDEX processes_living_slots ON processes (id_slot) WHERE state = 0;

-- A lease lasts as long as its holder lives.
CREATE TABLE leases (
    name   TEXT PRIMARY KEY,
    holder INTEGER NOT NULL,                  -- a process
    since  INTEGER NOT NULL
) STRICT;

-- Every process that worked before this version is dead. The last one's row lets the numbers go on growing.
INSERT INTO processes (id, id_slot, state, started_at, heartbeat_at)
    SELECT generation, generation % 1024, 2, 0, 0 FROM engine;
ALTER TABLE engine DROP COLUMN generation;
ALTER TABLE attempts RENAME COLUMN generation TO process_id;
ALTER TABLE clock_readings RENAME COLUMN generation TO process_id;

ALTER TABLE imports ADD COLUMN process_id INTEGER NOT NULL DEFAULT 0; -- that reads the list; 0: before this version
