#include "imports/column_names.h"

#include "common/bidi.h"

#include <QCoreApplication>

namespace campanile {

namespace {

using namespace Qt::Literals::StringLiterals;

constexpr qsizetype mostNamed = 12;   // keeps a sentence readable
constexpr qsizetype longestName = 40; // in characters

struct ColumnNamesText {
    Q_DECLARE_TR_FUNCTIONS(ColumnNamesText)
};

} // namespace

QString columnName(const QString &heading, int index)
{
    if (heading.isEmpty()) {
        return ColumnNamesText::tr("column %L1").arg(index + 1);
    }
    const bool isLong = heading.size() > longestName;
    const QString shown = isLong ? heading.left(longestName - 1) + u'…' : heading;
    return ColumnNamesText::tr("“%1”", "the heading of a column").arg(verbatim(shown));
}

QString columnNames(const QStringList &names)
{
    const QString listed = names.mid(0, mostNamed).join(u", "_s);
    const auto more = static_cast<int>(names.size() - mostNamed);
    return more > 0 ? ColumnNamesText::tr("%1 and %Ln more", nullptr, more).arg(listed) : listed;
}

} // namespace campanile
