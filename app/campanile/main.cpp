#include "options.h"
#include "single_instance.h"

#include "frame/data_problem_dialog.h"
#include "frame/desktop_notification.h"
#include "frame/main_window.h"
#include "frame/own_settings.h"
#include "local/local_backend.h"
#include "theme/language.h"
#include "theme/theme.h"

#include <QApplication>
#include <QDesktopServices>
#include <QLocale>
#include <QUrl>

#include <algorithm>
#include <memory>
#include <optional>
#include <string_view>

using namespace campanile;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int exitCannotOpen = 2;

void nameApplication()
{
    QApplication::setApplicationName(u"campanile"_s);
    QApplication::setApplicationDisplayName(u"Campanile"_s);
    QApplication::setApplicationVersion(QString::fromLatin1(CAMPANILE_VERSION));
    QApplication::setDesktopFileName(u"org.campanile.campanile"_s);
    if (QLocale::system().language() == QLocale::C) {
        QLocale::setDefault(QLocale(QLocale::English)); // the locale "C" has no format for numbers that people read
    }
}

/// Asks what to do about data that cannot be opened. Returns the directory to open next; nothing: the person gave up.
std::optional<QString> directoryAfter(const Error &error, const QString &directory)
{
    DataProblemDialog dialog(error, directory);
    QObject::connect(&dialog, &DataProblemDialog::folderWanted,
                     [](const QString &folder) { QDesktopServices::openUrl(QUrl::fromLocalFile(folder)); });
    QApplication::setQuitOnLastWindowClosed(false); // another window follows this one
    dialog.exec();
    QApplication::setQuitOnLastWindowClosed(true);
    return dialog.choice() == DataProblemDialog::Choice::Quit ? std::nullopt : std::optional(dialog.directory());
}

int show(LocalBackend &backend, Theme &theme, const Options &options, SingleInstance &instance)
{
    MainWindow window(backend.ownServices(CallerKind::Window), theme);
    QObject::connect(&instance, &SingleInstance::calledAgain, &window, [&window](const QString &csvFile) {
        window.raiseFromOutside();
        if (!csvFile.isEmpty()) {
            window.openCsv(csvFile);
        }
    });
    QObject::connect(&window, &MainWindow::announced, &window, &showDesktopNotification);
    instance.listen();
    window.show();
    if (!options.csvFile.isEmpty()) {
        window.openCsv(options.csvFile);
    }
    return QApplication::exec();
}

/// Opens the data, in another directory when the person wants that, and shows the window.
int run(Options options)
{
    std::unique_ptr<Theme> theme; // made when something is shown
    for (;;) {
        SingleInstance instance(options.dataDirectory);
        if (instance.handOver(options.csvFile)) {
            return 0;
        }
        if (!theme) {
            theme = std::make_unique<Theme>();
        }
        const auto backend =
            LocalBackend::open({.dataDirectory = options.dataDirectory, .simulatedWire = {}, .log = options.log});
        if (backend.ok()) {
            return show(**backend, *theme, options, instance);
        }
        const auto next = directoryAfter(backend.error(), options.dataDirectory);
        if (!next) {
            return exitCannotOpen;
        }
        options.dataDirectory = *next;
    }
}

/// Whether the options ask only for text in a terminal, where there may be no display to connect to.
bool wantsOnlyText(int argc, char **argv)
{
    return std::any_of(argv + 1, argv + argc, [](std::string_view argument) {
        return argument == "--help" || argument == "-h" || argument == "--version";
    });
}

/// Drops replies that arrive after the window was closed: they have no receiver, and they must not outlive the
/// application.
void dropLateReplies()
{
    QCoreApplication::sendPostedEvents();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
}

} // namespace

int main(int argc, char **argv)
{
    nameApplication();
    if (argc > 1 && wantsOnlyText(argc, argv)) {
        const QCoreApplication terminal(argc, argv);
        readOptions(terminal);
    }
    useOwnSettings();
    QApplication application(argc, argv);
    installLanguage();
    Options options = readOptions(application);
    if (options.dataDirectory.isEmpty()) {
        options.dataDirectory = LocalBackend::defaultDataDirectory();
    }
    const int status = run(options);
    dropLateReplies();
    return status;
}
