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
    const QCommandLineOption help({u"h"_s, u"help"_s}, QCoreApplication::translate("options", "Show this and leave."));
    const QCommandLineOption version(u"version"_s,
                                     QCoreApplication::translate("options", "Show the version and leave."));
    const QCommandLineOption directory(
        u"data-dir"_s, QCoreApplication::translate("options", "Keep everything in <directory>."), u"directory"_s);
    parser.addOptions({help, version, directory});
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
    return {absolute(folder), absolute(parser.positionalArguments().value(0))};
}

} // namespace campanile
