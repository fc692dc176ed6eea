#include "core/log.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <cstdlib>

namespace {

/// Every test program logs all that it can into one folder of the build, where log_privacy_test reads it: what is
/// written during the whole run of the tests names nobody.
struct TestLog {
    TestLog()
    {
        const QString folder = qEnvironmentVariable("CAMPANILE_TEST_LOG_DIR");
        if (folder.isEmpty()) {
            return;
        }
        campanile::log::Options options;
        options.folder = folder;
        options.name = QFileInfo(QFile::symLinkTarget(QStringLiteral("/proc/self/exe"))).fileName();
        options.level = campanile::log::Level::Debug;
        options.fileBytes = 1UL << 30; // no line is put aside before it was read
        options.files = 2;
        QFile::remove(folder + u'/' + options.name + QStringLiteral(".log"));
        QFile::remove(folder + u'/' + options.name + QStringLiteral(".1.log"));
        if (!campanile::log::start(options).ok()) {
            std::abort(); // otherwise the run would prove nothing
        }
    }
};

const TestLog testLog;

} // namespace
