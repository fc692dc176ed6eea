#pragma once

#include <QStringList>

namespace campanile::test {

/// The schema of this program's version in PostgreSQL's words, made by rule from what the migrations leave in a new
/// SQLite database: tables, each after those it refers to, and then indexes. Triggers are left out.
QStringList postgresSchema();

/// A statement in PostgreSQL's words: `?` and `?3` become `$1` and `$3`.
QString postgresStatement(const QString &sqlite);

} // namespace campanile::test
