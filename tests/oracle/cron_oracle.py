#!/usr/bin/env python3
"""What every schedule of cron_expressions.txt does around every clock change of every IANA zone, 2024 to 2035.

An oracle by exhaustion: it walks through the minutes one by one, asks the standard library what the clocks show, and
applies the rule of backend/domain/cron.h to each. It shares no idea with the code it judges. Prints:

    window ID FROM TO       minutes since 1970 of UTC, TO exclusive
    fires INDEX MINUTE…     of the window above, by the expression of that line; f: second pass, m: moved out of a gap
    change ZONE MINUTE ID   a clock change, and the window that tells what happens around it

Zones that show the same times in a window share it.
"""
import pathlib
import sys
import zoneinfo
from datetime import datetime, timedelta, timezone

EPOCH = datetime(1970, 1, 1)
EPOCH_UTC = EPOCH.replace(tzinfo=timezone.utc)
DAY = 24 * 60
BEFORE = 4 * 60
AFTER = DAY + BEFORE
MONTHS = "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split()
WEEKDAYS = "SUN MON TUE WED THU FRI SAT".split()
NICKNAMES = {"@daily": "0 0 * * *", "@hourly": "0 * * * *"}
# Not places: the machine's own zone, and one for "not set".
NO_ZONES = {"localtime", "Factory"}


def field(text, low, high, names=()):
    values = set()
    for item in text.split(","):
        span, _, step = item.partition("/")
        first, _, last = span.partition("-")

        def value(word):
            return names.index(word) + low if word in names else int(word)

        if span == "*":
            begin, end = low, high
        elif last:
            begin, end = value(first), value(last)
        else:
            begin = value(first)
            end = high if step else begin
        values.update(range(begin, end + 1, int(step or 1)))
    return values


class Schedule:
    def __init__(self, text):
        minute, hour, day, month, weekday = NICKNAMES.get(text, text).upper().split()
        self.minutes = field(minute, 0, 59)
        self.hours = field(hour, 0, 23)
        self.days = field(day, 1, 31)
        self.months = field(month, 1, 12, MONTHS)
        self.weekdays = {value % 7 for value in field(weekday, 0, 6, WEEKDAYS)}
        self.either = day[0] != "*" and weekday[0] != "*"
        self.repeating = any(mark in minute + hour for mark in "*/")
        self.times = {h * 60 + m for h in self.hours for m in self.minutes}
        self.on_day = {}

    def matches_day(self, number):
        if number not in self.on_day:
            date = EPOCH + timedelta(days=number)
            by_month = date.day in self.days
            by_week = date.isoweekday() % 7 in self.weekdays
            fits = by_month or by_week if self.either else by_month and by_week
            self.on_day[number] = fits and date.month in self.months
        return self.on_day[number]

    def matches(self, local):
        return local % DAY in self.times and self.matches_day(local // DAY)


def changes_of(zone):
    """The minutes at which the offset changes, 2024 to 2035."""
    begin = int((datetime(2024, 1, 1) - EPOCH).total_seconds()) // 60
    end = int((datetime(2036, 1, 1) - EPOCH).total_seconds()) // 60

    def offset(minute):
        return (EPOCH_UTC + timedelta(minutes=minute)).astimezone(zone).utcoffset()

    found = []
    # Morocco's clocks change twice within five weeks; nobody's within two days.
    before = offset(begin)
    for low in range(begin, end, 2 * DAY):
        high = min(low + 2 * DAY, end)
        after = offset(high)
        if before == after:
            continue
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if offset(middle) == before else (low, middle)
        found.append(high)
        before = after
    return found


class Window:
    """What the clocks of a zone show in every minute from `begin` to `end`."""

    def __init__(self, zone, begin, end):
        self.shown = {}  # time of day: (minute, what the clocks show, whether for the second time)
        self.gaps = []  # (minute, what they skipped just before it)
        before = None
        for minute in range(begin, end):
            date = (EPOCH_UTC + timedelta(minutes=minute)).astimezone(zone)
            local = (date.replace(tzinfo=None) - EPOCH) // timedelta(minutes=1)
            self.shown.setdefault(local % DAY, []).append((minute, local, date.fold))
            if before is not None and local > before + 1:
                self.gaps.append((minute, range(before + 1, local)))
            before = local

    def firings(self, schedule):
        marks = {}
        for time in schedule.times:
            for minute, local, fold in self.shown.get(time, ()):
                if schedule.matches_day(local // DAY) and not (fold and not schedule.repeating):
                    marks[minute] = "f" if fold else ""
        if not schedule.repeating:
            for minute, skipped in self.gaps:
                if any(schedule.matches(local) for local in skipped):
                    marks[minute] = "m"
        return [f"{minute}{marks[minute]}" for minute in sorted(marks)]


def main():
    folder = pathlib.Path(__file__).parent
    schedules = [Schedule(line) for line in (folder / "cron_expressions.txt").read_text().splitlines()]
    known = {}
    for name in sorted(zoneinfo.available_timezones() - NO_ZONES):
        zone = zoneinfo.ZoneInfo(name)
        for change in changes_of(zone):
            begin, end = change - BEFORE, change + AFTER
            # Clocks change on quarters of an hour, so that these say all that they show in between.
            looks = [EPOCH_UTC + timedelta(minutes=minute) for minute in range(begin, end, 15)]
            key = (begin, *(look.astimezone(zone).utcoffset() for look in looks))
            if key not in known:
                known[key] = len(known)
                print("window", known[key], begin, end)
                window = Window(zone, begin, end)
                for index, schedule in enumerate(schedules):
                    print("fires", index, *window.firings(schedule))
            print("change", name, change, known[key])


if __name__ == "__main__":
    sys.exit(main())
