#include "options.h"
#include "single_instance.h"

#include "common/bidi.h"
#include "common/reasons.h"
#include "frame/main_window.h"
#include "local/local_backend.h"
#include "theme/language.h"
#include "theme/theme.h"

#include <QApplication>
#include <QLocale>
#include <QMessageBox>

#include <algorithm>
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

/// Why the data cannot be opened, and what to do about it.
QString reasonFor(const Error &error)
{
    switch (error.code) {
    case ErrorCode::StorageBusy:
        return QCoreApplication::translate("main",
                                           "Another Campanile uses this data directory. Close it, or start this "
                                           "one with another --data-dir.");
    case ErrorCode::StorageReadOnly:
        return QCoreApplication::translate("main", "The data directory cannot be written. Make it writable for this "
                                                   "user, or start with another --data-dir.");
    case ErrorCode::StorageNewer:
        return QCoreApplication::translate("main", "A newer version of Campanile wrote the data. Install that version. "
                                                   "Nothing was changed.");
    case ErrorCode::StorageCorrupt:
        return QCoreApplication::translate(
            "main", "The database is damaged, or it belongs to another program. Restore a backup, or "
                    "start with another --data-dir. Nothing was changed.");
    case ErrorCode::StorageFull:
        return QCoreApplication::translate("main", "The disk is full. Free some space and start again.");
    default:
        return Reasons::inWords(error);
    }
}

int refuse(const Error &error, const QString &directory)
{
    QMessageBox box(QMessageBox::Critical, u"Campanile"_s,
                    QCoreApplication::translate("main", "Campanile cannot open its data."), QMessageBox::Close);
    box.setInformativeText(u"%1\n\n%2"_s.arg(reasonFor(error), verbatim(directory)));
    box.exec();
    return exitCannotOpen;
}

int run(const Options &options, SingleInstance &instance)
{
    Theme theme;
    auto backend =
        LocalBackend::open({.dataDirectory = options.dataDirectory, .simulatedWire = {}, .log = options.log});
    if (!backend.ok()) {
        return refuse(backend.error(), options.dataDirectory);
    }
    MainWindow window((*backend)->ownServices(CallerKind::Window), theme);
    QObject::connect(&instance, &SingleInstance::calledAgain, &window, [&window](const QString &csvFile) {
        window.raiseFromOutside();
        if (!csvFile.isEmpty()) {
            window.openCsv(csvFile);
        }
    });
    instance.listen();
    window.show();
    if (!options.csvFile.isEmpty()) {
        window.openCsv(options.csvFile);
    }
    return QApplication::exec();
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
    QApplication application(argc, argv);
    installLanguage();
    Options options = readOptions(application);
    if (options.dataDirectory.isEmpty()) {
        options.dataDirectory = LocalBackend::defaultDataDirectory();
    }
    SingleInstance instance(options.dataDirectory);
    const int status = instance.handOver(options.csvFile) ? 0 : run(options, instance);
    dropLateReplies();
    return status;
}
