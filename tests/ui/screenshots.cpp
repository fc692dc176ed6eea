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

/// Takes a picture of every page, dialog, menu and list of the window over a real backend with the sample workspace.
///     campanile_screenshots DIRECTORY [--dark] [--rtl] [--size WIDTHxHEIGHT | --as-it-opens]
using namespace campanile;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr QSize usualSize(1240, 800);

/// "1024x768"; not valid when it is not written so.
QSize sizeFrom(const QString &text)
{
    const QStringList parts = text.split(u'x');
    return parts.size() == 2 ? QSize(parts[0].toInt(), parts[1].toInt()) : QSize();
}

/// @param size  not valid: as the window opens by itself
int run(const QString &directory, bool dark, QSize size)
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
    ScreenshotTour tour((*backend)->ownServices(CallerKind::Window), theme, directory, size);
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
    QApplication::setQuitOnLastWindowClosed(false); // it is closed for the question that this raises
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    installLanguage();
    QCommandLineParser parser;
    const QCommandLineOption dark(u"dark"_s, u"In the dark theme."_s);
    const QCommandLineOption rtl(u"rtl"_s, u"From right to left."_s);
    const QCommandLineOption size(u"size"_s, u"The window's size; 1240x800 when it is not said."_s, u"WIDTHxHEIGHT"_s);
    const QCommandLineOption asItOpens(u"as-it-opens"_s, u"As large as the window opens by itself."_s);
    parser.addOptions({dark, rtl, size, asItOpens});
    parser.addPositionalArgument(u"DIRECTORY"_s, u"Where the pictures go."_s);
    parser.addHelpOption();
    parser.process(application);
    const QSize wanted = parser.isSet(size) ? sizeFrom(parser.value(size)) : usualSize;
    if (parser.positionalArguments().size() != 1 || wanted.isEmpty()) {
        parser.showHelp(2);
    }
    if (parser.isSet(rtl)) {
        QApplication::setLayoutDirection(Qt::RightToLeft);
    }
    return run(parser.positionalArguments().constFirst(), parser.isSet(dark),
               parser.isSet(asItOpens) ? QSize() : wanted);
}
