-- Version 12: every row of a list is accounted for, and a list is known by its people.

ALTER TABLE imports ADD COLUMN skipped INTEGER NOT NULL DEFAULT 0;       -- rows that were passed over on purpose
ALTER TABLE imports ADD COLUMN known INTEGER NOT NULL DEFAULT 0;         -- of the skipped ones: their people were called before
ALTER TABLE imports ADD COLUMN header_rows INTEGER NOT NULL DEFAULT 0;
ALTER TABLE imports ADD COLUMN preamble_rows INTEGER NOT NULL DEFAULT 0; -- rows above the header, such as a title
ALTER TABLE imports ADD COLUMN reading TEXT NOT NULL DEFAULT '{}';       -- JSON, see ListReading

ALTER TABLE rejects ADD COLUMN skipped INTEGER NOT NULL DEFAULT 0;       -- 1: the row was passed over on purpose

-- A fingerprint of the set of numbers on the campaign's list, see PeopleFingerprint. 0: nobody is on it, or an older
-- version filled it.
ALTER TABLE campaigns ADD COLUMN people INTEGER NOT NULL DEFAULT 0;
