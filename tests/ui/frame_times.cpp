#include "frame_bench.h"

#include "local/local_backend.h"
#include "theme/language.h"
#include "theme/theme.h"

#include <QCommandLineParser>
#include <QJsonDocument>
#include <QSettings>
#include <QTemporaryDir>

#include <cstdio>

/// Measures how long the window's thread is blocked while somebody types in the filter of a long list and scrolls
/// through it, and prints one line of JSON. The goal is 33 ms, two frames.
///     campanile_frame_times LIST.csv [--more OTHER.csv]
/// Lists are made by campanile_generate_targets. QT_QPA_PLATFORM=offscreen does without a screen.
using namespace campanile;
using namespace Qt::Literals::StringLiterals;

namespace {

int run(TimedApplication &application, const QString &list, const QString &more)
{
    const QTemporaryDir data;
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, data.path());
    auto backend = LocalBackend::open({data.filePath(u"data"_s), {}});
    if (!backend.ok()) {
        std::fprintf(stderr, "%s\n", qPrintable(backend.error().message));
        return 2;
    }
    Theme theme;
    theme.choose(ThemeChoice::Light);
    FrameBench bench(application, (*backend)->ownServices(CallerKind::Window), theme, list, more);
    QObject::connect(&bench, &FrameBench::finished, &application, [](const QJsonObject &figures) {
        if (!figures.isEmpty()) {
            std::puts(QJsonDocument(figures).toJson(QJsonDocument::Compact).constData());
        }
        QApplication::exit(figures.isEmpty() ? 1 : 0);
    });
    bench.start();
    return QApplication::exec();
}

} // namespace

int main(int argc, char **argv)
{
    TimedApplication application(argc, argv);
    QApplication::setApplicationName(u"campanile-frame-times"_s);
    installLanguage();
    QCommandLineParser parser;
    const QCommandLineOption more(u"more"_s, u"Imported into the same campaign meanwhile."_s, u"OTHER.csv"_s);
    parser.addOption(more);
    parser.addPositionalArgument(u"LIST.csv"_s, u"The targets."_s);
    parser.addHelpOption();
    parser.process(application);
    if (parser.positionalArguments().size() != 1) {
        parser.showHelp(2);
    }
    return run(application, parser.positionalArguments().constFirst(), parser.value(more));
}
