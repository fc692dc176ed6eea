#include "dial_command.h"
#include "domain/ceilings.h"
#include "exit_status.h"
#include "serve_command.h"
#include "store_command.h"

#include <CLI/CLI.hpp>

#include <QCoreApplication>

#include <cstdio>
#include <exception>

using namespace campanile;

namespace {

QString qt(const std::string &text)
{
    return QString::fromStdString(text);
}

/// The texts that CLI11 fills in; the commands read them after the parsing.
struct Arguments {
    std::string dataDirectory;
    std::string listen = "127.0.0.1:8787";
    std::string wire;
    std::string file;
    std::string agent;
    std::string from;
    std::string region;
    std::string column;
    std::string encoding;
    std::string numberReading;
    std::string skipCalledSince;
    std::string backupTarget;
    std::string logLevel = "info";
    std::string logFormat = "text";
    std::string logFolder;
    DialOptions dial;
};

void addDataDirectory(CLI::App &command, Arguments &arguments)
{
    command
        .add_option("--data-dir", arguments.dataDirectory, "Directory of all data (default: ~/.local/share/campanile)")
        ->envname("CAMPANILE_DATA_DIR")
        ->type_name("DIR");
}

void addWire(CLI::App &command, Arguments &arguments)
{
    command
        .add_option("--simulated-wire", arguments.wire,
                    "Unix socket to which simulated carriers report every call, for tests")
        ->envname("CAMPANILE_SIMULATED_WIRE")
        ->type_name("SOCKET")
        ->group("");
}

void addLog(CLI::App &command, Arguments &arguments)
{
    command
        .add_option("--log-level", arguments.logLevel, "Lowest level that is logged: debug, info, warning, error, off")
        ->envname("CAMPANILE_LOG_LEVEL")
        ->check(CLI::IsMember({"debug", "info", "warning", "error", "off"}))
        ->capture_default_str();
    command.add_option("--log-format", arguments.logFormat, "text, or json for one JSON object in each line")
        ->envname("CAMPANILE_LOG_FORMAT")
        ->check(CLI::IsMember({"text", "json"}))
        ->capture_default_str();
    command
        .add_option(
            "--log-dir", arguments.logFolder,
            "Directory of the log (default: ~/.local/state/campanile, or \"log\" in the directory of --data-dir)")
        ->envname("CAMPANILE_LOG_DIR")
        ->type_name("DIR");
}

log::Options logOptions(const Arguments &arguments)
{
    log::Options options;
    options.folder = qt(arguments.logFolder);
    options.name = QStringLiteral("campaniled");
    options.level = log::levelFrom(arguments.logLevel).value_or(log::Level::Info);
    options.format = arguments.logFormat == "json" ? log::Format::Json : log::Format::Text;
    return options;
}

CLI::App *addServe(CLI::App &app, Arguments &arguments)
{
    CLI::App *serve = app.add_subcommand("serve", "Run headless with the REST API until SIGTERM");
    addDataDirectory(*serve, arguments);
    addWire(*serve, arguments);
    serve->add_option("--listen", arguments.listen, "Address of the REST API; port 0 picks a free one")
        ->envname("CAMPANILE_LISTEN")
        ->type_name("HOST:PORT")
        ->capture_default_str();
    addLog(*serve, arguments);
    return serve;
}

CLI::App *addDial(CLI::App &app, Arguments &arguments)
{
    DialOptions &o = arguments.dial;
    CLI::App *dial = app.add_subcommand("dial", "Import a CSV, call everyone on it, print the outcomes");
    dial->footer("Exit status: 0 everyone was reached, 3 some calls failed, 4 the campaign has paused itself (see\n"
                 "--resume), 2 bad input (nothing was done).\n"
                 "The same command continues a run that was interrupted.");
    dial->add_option("FILE", arguments.file, "The list: one row for each person, one column with the number")
        ->required();
    addDataDirectory(*dial, arguments);
    addWire(*dial, arguments);
    addLog(*dial, arguments);
    dial->add_option("--agent", arguments.agent, "Agent that speaks, given by name or id (default: the first)")
        ->envname("CAMPANILE_AGENT");
    dial->add_option("--from", arguments.from, "Caller ID, given by number or id (default: the first)")
        ->envname("CAMPANILE_FROM");
    dial->add_option("--region", arguments.region,
                     "Country of numbers without +, such as US (default: the caller ID's)")
        ->envname("CAMPANILE_REGION");
    dial->add_option("--column", arguments.column,
                     "The column of numbers, by its heading or its place from 1 (default: found, or asked for)")
        ->envname("CAMPANILE_COLUMN");
    dial->add_option("--encoding", arguments.encoding,
                     "Encoding of the file, such as Windows-1251 or Shift_JIS (default: found)")
        ->envname("CAMPANILE_ENCODING");
    dial->add_flag("--no-header", o.noHeader, "The first row is a person, too")->envname("CAMPANILE_NO_HEADER");
    dial->add_option("--number-reading", arguments.numberReading,
                     "How numbers are read that may or may not begin with their calling code (default: rejected)")
        ->envname("CAMPANILE_NUMBER_READING")
        ->check(CLI::IsMember({"as-written", "with-calling-code"}));
    dial->add_option("--skip-called-since", arguments.skipCalledSince,
                     "Call people again whose last call was before this instant, such as 2026-07-28T09:30:00Z")
        ->envname("CAMPANILE_SKIP_CALLED_SINCE")
        ->type_name("INSTANT");
    dial->add_option("--rate", o.ratePerMinute, "Most calls per minute; 0 means no limit")
        ->envname("CAMPANILE_RATE")
        ->check(CLI::Range(0, ceilings::ratePerMinute))
        ->capture_default_str();
    dial->add_option("--concurrency", o.maxConcurrent, "Most calls at once")
        ->envname("CAMPANILE_CONCURRENCY")
        ->check(CLI::Range(1, ceilings::concurrentCalls))
        ->capture_default_str();
    dial->add_option("--max-attempts", o.maxAttempts, "Attempts per person")
        ->envname("CAMPANILE_MAX_ATTEMPTS")
        ->check(CLI::Range(1, ceilings::attempts))
        ->capture_default_str();
    dial->add_flag("--no-breaker", o.noBreaker, "Do not pause the campaign, however many calls fail")
        ->envname("CAMPANILE_NO_BREAKER");
    dial->add_option("--retry-delay", o.retryDelaySeconds,
                     "Seconds before the second attempt; doubles with each further one")
        ->envname("CAMPANILE_RETRY_DELAY")
        ->check(CLI::Range(1, static_cast<int>(ceilings::retryDelay / std::chrono::seconds(1))))
        ->capture_default_str();
    dial->add_option("--speed", o.speed, "How many times faster than real time the simulated carrier runs")
        ->envname("CAMPANILE_SPEED")
        ->check(CLI::Range(0.001, 1'000'000.0));
    dial->add_flag("--json", o.json, "Print one JSON object at the end instead of the progress")
        ->envname("CAMPANILE_JSON");
    dial->add_flag("--again", o.again, "Call people again whom this agent has called from this number before")
        ->envname("CAMPANILE_AGAIN");
    dial->add_flag("--resume", o.resume, "Go on with the campaign of these people when it is paused")
        ->envname("CAMPANILE_RESUME");
    return dial;
}

int run(int argc, char **argv)
{
    CLI::App app("Campanile: outbound calls, each placed once and every outcome on record.", "campaniled");
    app.set_version_flag("--version", std::string("campaniled ") + CAMPANILE_VERSION);
    app.require_subcommand(1);
    Arguments arguments;
    const CLI::App *serve = addServe(app, arguments);
    const CLI::App *dial = addDial(app, arguments);
    CLI::App *backup = app.add_subcommand("backup", "Copy the database while it is in use, and check the copy");
    addDataDirectory(*backup, arguments);
    backup->add_option("TARGET", arguments.backupTarget, "File to write; must not exist")->required();
    CLI::App *check = app.add_subcommand("check", "Check the database from end to end");
    addDataDirectory(*check, arguments);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError &error) {
        return app.exit(error) == 0 ? ExitSuccess : ExitBadInput;
    }
    if (*serve) {
        log::Options log = logOptions(arguments);
        log.toStandardError = true;
        return runServe({qt(arguments.dataDirectory), qt(arguments.listen), qt(arguments.wire), std::move(log)});
    }
    if (*dial) {
        DialOptions options = arguments.dial;
        options.file = qt(arguments.file);
        options.dataDirectory = qt(arguments.dataDirectory);
        options.agent = qt(arguments.agent);
        options.from = qt(arguments.from);
        options.region = qt(arguments.region);
        options.column = qt(arguments.column);
        options.encoding = qt(arguments.encoding);
        options.numberReading = qt(arguments.numberReading);
        options.skipCalledSince = qt(arguments.skipCalledSince);
        options.simulatedWire = qt(arguments.wire);
        options.log = logOptions(arguments);
        return runDial(options);
    }
    return *backup ? runBackup(qt(arguments.dataDirectory), qt(arguments.backupTarget))
                   : runCheck(qt(arguments.dataDirectory));
}

} // namespace

int main(int argc, char **argv)
try {
    const QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("campaniled"));
    QCoreApplication::setApplicationVersion(QStringLiteral(CAMPANILE_VERSION));
    return run(argc, argv);
} catch (const std::exception &error) {
    // The commands report all expected errors themselves; this one is a lack of memory or a bug.
    std::fprintf(stderr, "campaniled: %s\n", error.what());
    return ExitFailure;
} catch (...) {
    return ExitFailure;
}
