#include "screenshot_tour.h"

#include "local/local_backend.h"
#include "theme/language.h"
#include "theme/theme.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QLocale>
#include <QSettings>
#include <QTemporaryDir>

#include <cstdio>

/// Takes a picture of every page of the window over a real backend with the sample workspace.
///     campanile_screenshots DIRECTORY [--dark] [--rtl]
using namespace campanile;
using namespace Qt::Literals::StringLiterals;

namespace {

int run(const QString &directory, bool dark)
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
    theme.choose(dark ? ThemeChoice::Dark : ThemeChoice::Light);
    ScreenshotTour tour((*backend)->ownServices(CallerKind::Window), theme, directory);
    QObject::connect(&tour, &ScreenshotTour::finished, qApp,
                     [](bool complete) { QApplication::exit(complete ? 0 : 1); });
    tour.start();
    return QApplication::exec();
}

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    QApplication::setApplicationName(u"campanile-screenshots"_s);
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    installLanguage();
    QCommandLineParser parser;
    const QCommandLineOption dark(u"dark"_s, u"In the dark theme."_s);
    const QCommandLineOption rtl(u"rtl"_s, u"From right to left."_s);
    parser.addOptions({dark, rtl});
    parser.addPositionalArgument(u"DIRECTORY"_s, u"Where the pictures go."_s);
    parser.addHelpOption();
    parser.process(application);
    if (parser.positionalArguments().size() != 1) {
        parser.showHelp(2);
    }
    if (parser.isSet(rtl)) {
        QApplication::setLayoutDirection(Qt::RightToLeft);
    }
    return run(parser.positionalArguments().constFirst(), parser.isSet(dark));
}
