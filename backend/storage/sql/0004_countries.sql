-- Countries that a trunk calls besides the caller ID's own, as "CA GB"; "*": everywhere. Simulated ones ring nobody.
ALTER TABLE trunks ADD COLUMN countries TEXT NOT NULL DEFAULT '';
UPDATE trunks SET countries = '*' WHERE kind = 0;
