#include "options.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QFileInfo>

#include <cstdio>
#include <cstdlib>

namespace campanile {

namespace {

using namespace Qt::Literals::StringLiterals;

QString absolute(const QString &path)
{
    return path.isEmpty() ? QString() : QFileInfo(path).absoluteFilePath();
}

[[noreturn]] void refuse(const QString &problem)
{
    const QByteArray text = u"campanile: %1\nTry campanile --help.\n"_s.arg(problem).toLocal8Bit();
    std::fputs(text.constData(), stderr);
    std::exit(2); // NOLINT(concurrency-mt-unsafe): no other thread runs yet
}

} // namespace

Options readOptions(const QCoreApplication &)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        QCoreApplication::translate("options", "Operations console for outbound AI voice calls."));
    const QCommandLineOption help({u"h"_s, u"help"_s},
                                  QCoreApplication::translate("options", "Show this help and exit."));
    const QCommandLineOption version(u"version"_s,
                                     QCoreApplication::translate("options", "Show the version and exit."));
    const QCommandLineOption directory(
        u"data-dir"_s, QCoreApplication::translate("options", "Keep all data in <directory>."), u"directory"_s);
    const QCommandLineOption level(
        u"log-level"_s,
        QCoreApplication::translate("options",
                                    "Log messages of <level> and above: debug, info, warning, error or off."),
        u"level"_s);
    const QCommandLineOption logs(u"log-dir"_s, QCoreApplication::translate("options", "Keep the log in <directory>."),
                                  u"directory"_s);
    parser.addOptions({help, version, directory, level, logs});
    parser.addPositionalArgument(u"FILE.csv"_s, QCoreApplication::translate("options", "A list to import."),
                                 u"[FILE.csv]"_s);
    if (!parser.parse(QCoreApplication::arguments())) {
        refuse(parser.errorText());
    }
    if (parser.isSet(help)) {
        std::fputs(parser.helpText().toLocal8Bit().constData(), stdout);
        std::exit(0); // NOLINT(concurrency-mt-unsafe): no other thread runs yet
    }
    if (parser.isSet(version)) {
        parser.showVersion();
    }
    if (parser.positionalArguments().size() > 1) {
        refuse(QCoreApplication::translate("options", "Only one file can be opened at a time."));
    }
    const QString folder =
        parser.isSet(directory) ? parser.value(directory) : qEnvironmentVariable("CAMPANILE_DATA_DIR");
    log::Options log;
    log.name = u"campanile"_s;
    log.folder = absolute(parser.isSet(logs) ? parser.value(logs) : qEnvironmentVariable("CAMPANILE_LOG_DIR"));
    const QString levelName =
        parser.isSet(level) ? parser.value(level) : qEnvironmentVariable("CAMPANILE_LOG_LEVEL", u"info"_s);
    if (const auto known = log::levelFrom(levelName.toStdString())) {
        log.level = *known;
    } else {
        refuse(
            QCoreApplication::translate("options", "\"%1\" is not a log level. Use debug, info, warning, error or off.")
                .arg(levelName));
    }
    return {absolute(folder), absolute(parser.positionalArguments().value(0)), log};
}

} // namespace campanile
