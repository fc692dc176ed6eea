#include "storage/integrity.h"

namespace campanile {

QString firstDamage(Connection &db)
{
    Rows rows = db.query("PRAGMA integrity_check(1)");
    const QString finding = rows.next() ? rows.text(0) : QStringLiteral("no answer");
    return finding == QLatin1StringView("ok") ? QString() : finding;
}

} // namespace campanile
