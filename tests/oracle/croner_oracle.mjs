// When croner fires the schedules of cron_expressions.txt. Reads lines "ID ZONE FROM TO OFFSET…" of minutes since 1970
// and the zone's offsets in minutes at FROM, in the middle and at TO - 1; writes "ID INDEX MINUTE…" for every
// expression, or "ID skipped" when the time zone data of this Node.js says something else.
//
// croner keeps the rule of backend/domain/cron.h for schedules with one minute and one hour. One with several it takes
// for repeating; so a fixed schedule of several times is asked for one by one here, and the answers are put together.
import { readFileSync } from 'node:fs';
import { Cron } from 'croner';

const minuteMs = 60_000;
const nicknames = { '@daily': '0 0 * * *', '@hourly': '0 * * * *' };

function valuesOf(field, highest) {
    return field.split(',').flatMap((item) => {
        const [first, last] = item.split('-').map(Number);
        return Array.from({ length: (last ?? first) - first + 1 }, (_, i) => first + i).filter((v) => v <= highest);
    });
}

// The patterns for croner that together mean what ours means.
function patternsOf(expression) {
    const [minute, hour, ...days] = (nicknames[expression] ?? expression).split(' ');
    if (/[*/]/.test(minute + hour)) {
        const spelledOut = minute.replace(/^(\d+)\//, '$1-59/'); // "0/30" is not known there
        return [[spelledOut, hour, ...days].join(' ')];
    }
    return valuesOf(minute, 59).flatMap((m) => valuesOf(hour, 23).map((h) => [m, h, ...days].join(' ')));
}

// Days that begin with "*" and weekdays: there either is enough, here both are needed.
function isComparable(expression) {
    const [, , day, , weekday] = (nicknames[expression] ?? expression).split(' ');
    return !(day.startsWith('*/') && weekday !== '*');
}

const formats = new Map();

function offsetAt(zone, minute) {
    if (!formats.has(zone)) {
        const parts = { year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric' };
        formats.set(zone, new Intl.DateTimeFormat('en-US', { timeZone: zone, hourCycle: 'h23', ...parts }));
    }
    const part = {};
    for (const { type, value } of formats.get(zone).formatToParts(minute * minuteMs)) {
        part[type] = Number(value);
    }
    return Date.UTC(part.year, part.month - 1, part.day, part.hour, part.minute) / minuteMs - minute;
}

function knows(zone, from, to, offsets) {
    try {
        return [from, Math.floor((from + to) / 2), to - 1].every((minute, i) => offsetAt(zone, minute) === offsets[i]);
    } catch {
        return false; // no such zone here
    }
}

function firings(patterns, zone, from, to) {
    const minutes = new Set();
    for (const pattern of patterns) {
        const cron = new Cron(pattern, { timezone: zone });
        let date = new Date((from - 1) * minuteMs);
        while ((date = cron.nextRun(date)) !== null && date.getTime() < to * minuteMs) {
            minutes.add(date.getTime() / minuteMs);
        }
    }
    return [...minutes].sort((a, b) => a - b);
}

const expressions = readFileSync(new URL('cron_expressions.txt', import.meta.url), 'utf8').trim().split('\n');
const patterns = expressions.map(patternsOf);
const output = [];
for (const line of readFileSync(0, 'utf8').trim().split('\n')) {
    const [id, zone, ...numbers] = line.split(' ');
    const [from, to, ...offsets] = numbers.map(Number);
    if (!knows(zone, from, to, offsets)) {
        output.push(`${id} skipped`);
        continue;
    }
    expressions.forEach((expression, index) => {
        if (isComparable(expression)) {
            output.push([id, index, ...firings(patterns[index], zone, from, to)].join(' '));
        }
    });
}
process.stdout.write(output.join('\n') + '\n');
