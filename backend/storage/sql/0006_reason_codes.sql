-- Why a campaign paused itself and why a row of a list was refused are codes with values, which every face puts into its
-- own words (PauseReason::Code, ErrorRule). pause_reason keeps only a text that fits no code.

ALTER TABLE campaigns ADD COLUMN pause_code INTEGER NOT NULL DEFAULT 0;
ALTER TABLE campaigns ADD COLUMN pause_failed INTEGER NOT NULL DEFAULT 0;
ALTER TABLE campaigns ADD COLUMN pause_calls INTEGER NOT NULL DEFAULT 0;

UPDATE campaigns
SET pause_code = 1,
    pause_failed = CAST(substr(pause_reason, 10, length(pause_reason) - length(
        'The last  calls failed one after the other. Check trunk, caller ID and list, then resume.')) AS INTEGER),
    pause_reason = ''
WHERE pause_reason LIKE 'The last _% calls failed one after the other. Check trunk, caller ID and list, then resume.';

-- The window that a campaign's breaker looks back on never changes.
UPDATE campaigns
SET pause_code = 2,
    pause_failed = CAST(substr(pause_reason, 1, length(pause_reason) - length(
        ' of the last ' || breaker_window || ' calls failed. Check trunk, caller ID and list, then resume.')) AS INTEGER),
    pause_calls = breaker_window,
    pause_reason = ''
WHERE pause_reason LIKE
      '_% of the last ' || breaker_window || ' calls failed. Check trunk, caller ID and list, then resume.';

UPDATE campaigns SET pause_code = 3 WHERE pause_reason <> '';

ALTER TABLE rejects ADD COLUMN rule INTEGER NOT NULL DEFAULT 0;         -- 0: of an earlier version, the text alone is known
ALTER TABLE rejects ADD COLUMN rule_values TEXT NOT NULL DEFAULT '';    -- between unit separators (U+001F)
