#include "benches.h"

#include <CLI/CLI.hpp>

#include <QCoreApplication>
#include <QDir>

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    CLI::App app("Measures Campanile against what else one would use, in the same run.", "campanile_bench");
    app.require_subcommand(1);
    std::string folder = "bench-data";
    std::string file;
    std::string region;
    int rounds = 5;
    int calls = 100'000;
    int firings = 1'000;
    app.add_option("--dir", folder, "Scratch folder; its contents are replaced")->capture_default_str();
    app.add_option("--rounds", rounds, "Rounds, each of both")->check(CLI::Range(1, 100))->capture_default_str();
    CLI::App *import = app.add_subcommand("import", "Import rows/s next to `sqlite3 .import`");
    import->add_option("FILE", file, "A list made by campanile_generate_targets")->required()->check(CLI::ExistingFile);
    import->add_option("--region", region, "Region of numbers in national form; DE for lists made with --national");
    std::string nationalFile;
    import->add_option("--national", nationalFile, "A list made with --national, which takes its turn in each round")
        ->check(CLI::ExistingFile);
    CLI::App *dispatch = app.add_subcommand("dispatch", "Calls/s next to a bare SQLite loop with the same writes");
    dispatch->add_option("--calls", calls, "Calls of a round")
        ->check(CLI::Range(1'000, 5'000'000))
        ->capture_default_str();
    int present = 0;
    dispatch->add_option("--present", present, "People of another campaign that waits")
        ->check(CLI::Range(0, 5'000'000))
        ->capture_default_str();
    CLI::App *cron = app.add_subcommand("cron", "Firings/s of random schedules next to croner (Node.js)");
    cron->add_option("--firings", firings, "Firings of each schedule")
        ->check(CLI::Range(1, 100'000))
        ->capture_default_str();
    CLI::App *forecast = app.add_subcommand("forecast", "Seconds to run a campaign ahead, next to the limit of 2 s");
    int targets = 100'000;
    forecast->add_option("--targets", targets, "Targets of the campaign")
        ->check(CLI::Range(1'000, 5'000'000))
        ->capture_default_str();
    int dueCalls = 20'000;
    int perSecond = 1'000;
    int waiting = 1'000'000;
    CLI::App *lateness = app.add_subcommand("lateness", "How late calls reach the carrier when 1,000 a second are due");
    lateness->add_option("--calls", dueCalls, "One-off calls")
        ->check(CLI::Range(100, 1'000'000))
        ->capture_default_str();
    lateness->add_option("--per-second", perSecond, "Due in each second")
        ->check(CLI::Range(1, 100'000))
        ->capture_default_str();
    CLI::App *restart = app.add_subcommand("restart", "Seconds from start to first dial, next to the limit of 1 s");
    for (CLI::App *with : {lateness, restart}) {
        with->add_option("--waiting", waiting, "People of a campaign that waits")
            ->check(CLI::Range(1, 5'000'000))
            ->capture_default_str();
    }
    CLI::App *list = app.add_subcommand("list", "Seconds until a table's first rows, next to the limit of 300 ms");
    CLI::App *exported = app.add_subcommand("export", "Export rows/s next to `sqlite3 -csv` of the same targets");
    int people = 1'000'000;
    for (CLI::App *with : {list, exported}) {
        with->add_option("--people", people, "Targets of the campaign")
            ->check(CLI::Range(1'000, 5'000'000))
            ->capture_default_str();
    }
    CLI11_PARSE(app, argc, argv);

    QDir().mkpath(QString::fromStdString(folder));
    const QString path = QDir(QString::fromStdString(folder)).absolutePath();
    if (*import) {
        campanile::bench::runImportBench(
            {QString::fromStdString(file), QString::fromStdString(region), QString::fromStdString(nationalFile)}, path,
            rounds);
    } else if (*cron) {
        campanile::bench::runCronBench(firings, rounds);
    } else if (*forecast) {
        campanile::bench::runForecastBench(targets, path, rounds);
    } else if (*list) {
        campanile::bench::runListBench(people, path, rounds);
    } else if (*exported) {
        campanile::bench::runExportBench(people, path, rounds);
    } else if (*lateness) {
        campanile::bench::runLatenessBench(dueCalls, perSecond, waiting, path);
    } else if (*restart) {
        campanile::bench::runRestartBench(waiting, path, rounds);
    } else {
        campanile::bench::runDispatchBench(calls, present, path, rounds);
    }
    return 0;
}
