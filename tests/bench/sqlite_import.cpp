#include "benches.h"

#include "bench_backend.h"

#include <QFile>
#include <QProcess>

#include <cstdio>
#include <cstdlib>

namespace campanile::bench {

double sqliteImportSeconds(const QString &file, const QString &database)
{
    for (const char *suffix : {"", "-wal", "-shm"}) {
        QFile::remove(database + QLatin1StringView(suffix));
    }
    QProcess shell;
    shell.setStandardErrorFile(QProcess::nullDevice()); // a line for every duplicate
    const double seconds = secondsOf([&] {
        shell.start(
            QStringLiteral("sqlite3"),
            {QStringLiteral("-cmd"), QStringLiteral("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"),
             QStringLiteral("-cmd"),
             QStringLiteral("CREATE TABLE targets(phone TEXT, name TEXT, amount TEXT, due_date TEXT, note TEXT);"
                            "CREATE UNIQUE INDEX targets_phone ON targets(phone);"),
             database, QStringLiteral(".import --csv --skip 1 \"%1\" targets").arg(file)});
        if (!shell.waitForFinished(-1)) {
            std::fputs("sqlite3 is needed for this benchmark: apt-get install sqlite3\n", stderr);
            std::exit(2);
        }
    });
    return seconds;
}

} // namespace campanile::bench
