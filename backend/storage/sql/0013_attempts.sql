-- Version 13: ids grow with time, so attempts of a time are found by their ids, and no index of instants is written with
-- each call.

DROP INDEX attempts_by_time;
