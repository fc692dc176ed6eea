#pragma once

#include <QString>
#include <QStringList>

namespace campanile {

/// The name of a column for people: its heading in quotes, or its place where it has none: “Office”, column 3.
/// @param index  from 0
QString columnName(const QString &heading, int index);

/// Several names of columns in one line. Of more than 12 it says how many more there are.
QString columnNames(const QStringList &names);

} // namespace campanile
