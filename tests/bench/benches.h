#pragma once

#include <QString>

#include <vector>

namespace campanile::bench {

/// What runImportBench imports.
struct ImportLists {
    QString file;
    QString region;       ///< in which the file's numbers in national form are read; empty for that of the caller ID
    QString nationalFile; ///< a list of the same columns, all in Germany's national notation; may be empty
};

/// Imports the file into a fresh workspace, and with `sqlite3 .import` into a table of its columns with a unique index
/// on the number; in turns, `rounds` times, at the same durability. Prints both medians and the ratio of the medians.
/// The file in national notation takes its turn, too; its median is printed for as many rows as the file has, next to
/// that of the file.
void runImportBench(const ImportLists &lists, const QString &folder, int rounds);

/// Dials `calls` people on a carrier that answers at once, through the whole durable pipeline, and has a bare SQLite
/// loop make the same rows in the same schema in transactions of the same size; in turns, `rounds` times. In both
/// databases another campaign of `present` people stands by; the product's is started and waits for its hours.
void runDispatchBench(int calls, int present, const QString &folder, int rounds);

/// Asks 1,000 random schedules in 14 zones for `firings` firings each, and croner for fewer of the same; in turns,
/// `rounds` times. Prints the medians of both rates and their ratio; one core each. Ends the program when croner is not
/// there.
void runCronBench(int firings, int rounds);

/// Runs a campaign of `targets` people with up to three attempts each and hours where the people are ahead, `rounds`
/// times, and prints the median next to the limit of 2 s for 100,000.
void runForecastBench(int targets, const QString &folder, int rounds);

/// Has `perSecond` of `calls` one-off calls come due in each second while a campaign of `waiting` people waits for its
/// hours, and prints how late they reach the carrier: percentiles over the calls, and their ratios to those of a bare
/// loop that makes one commit and one sync of a journal for whatever is due, in the same run.
void runLatenessBench(int calls, int perSecond, int waiting, const QString &folder);

/// Starts the program on a campaign of `waiting` people, `rounds` times, and prints how long it takes from there to the
/// first dial, next to the limit of 1 s for a million.
void runRestartBench(int waiting, const QString &folder, int rounds);

/// Asks for the targets of a campaign of `people` as the window's table does, in list order, searched and sorted,
/// `rounds` times in each way, and prints how long its first rows take, next to the limit of 300 ms for a million.
void runListBench(int people, const QString &folder, int rounds);

/// Writes a campaign of `people` to a file of CSV, and has `sqlite3 -csv` write what the same database has of them; in
/// turns, `rounds` times. Prints both medians and the ratio of the medians. Ends the program when the shell is not
/// there.
void runExportBench(int people, const QString &folder, int rounds);

/// The i-th number of a list: scattered as real lists are, so that indexes are hit at random, different for every i
/// below 6,300,000, and without a reserved ending of the simulated carrier.
inline qint64 listedNumber(qint64 i)
{
    const qint64 scattered = i * 7'919 % 6'300'000;
    return 14'152'000'000 + scattered / 9'000 * 10'000 + 10 + scattered % 9'000;
}

/// Seconds `sqlite3 .import` takes. Prints why and ends the program when the shell is not there.
double sqliteImportSeconds(const QString &file, const QString &database);

/// How late the calls of the bare loop are in milliseconds, sorted.
std::vector<double> bareLateness(int calls, int perSecond, const QString &database);

/// Seconds the bare loop takes for so many calls, with so many other people in the database.
double bareDispatchSeconds(int calls, int present, const QString &database);

} // namespace campanile::bench
