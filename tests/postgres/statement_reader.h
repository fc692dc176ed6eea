#pragma once

#include <QString>
#include <QStringList>

#include <vector>

namespace campanile::test {

/// A statement of SQL as it stands in a source file.
struct SourceStatement {
    QString file; ///< its name without the folder
    int line = 0; ///< where the call that takes it stands
    QString text; ///< the literals joined, macros replaced; numbers of enums still by name, as {call.pending}

    [[nodiscard]] QString place() const { return QStringLiteral("backend/storage/%1:%2").arg(file).arg(line); }
};

/// Every statement that the sources of a folder hand to a Connection, found by reading them: the first argument of each
/// call of execute, query and integer, made of string literals, of macros, and of constants of the folder.
struct StatementsOfFolder {
    explicit StatementsOfFolder(const QString &folder);

    std::vector<SourceStatement> statements;
    /// Calls whose statement could not be read, as "file:line".
    QStringList unreadable;
};

} // namespace campanile::test
