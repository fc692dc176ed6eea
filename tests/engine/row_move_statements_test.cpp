// Reads the sources: a statement that writes the status of a call or a target stands in storage/row_move_store.cpp and
// nowhere else, it names the status that it starts from, and nobody but RowMoves uses that store.

#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>
#include <QTest>

namespace {

const QString theStore = QStringLiteral("backend/storage/row_move_store.cpp");

/// A source without comments, in which string literals that follow each other are one, and white space is one blank.
QString joined(QString source)
{
    static const QRegularExpression comments(QStringLiteral(R"((?m)^\s*(//|--).*$)"));
    static const QRegularExpression seams(QStringLiteral(R"("\s*(?:u8|R)?")"));
    source.replace(QLatin1StringView("\\\n"), QLatin1StringView("\n")); // of a macro
    source.remove(comments).remove(seams);
    return source.simplified();
}

/// Every statement that changes scheduled_calls or targets, with or without the name of the schema, up to the end of
/// its literal or its script's statement.
QStringList statementsOf(const QString &source)
{
    static const QRegularExpression statement(
        QStringLiteral(R"((?:UPDATE(?: OR \w+)?|INSERT(?: OR \w+)? INTO|REPLACE INTO) (?:\w+ ?\. ?)?)"
                       R"((?:scheduled_calls|targets)\b[^";]*)"),
        QRegularExpression::CaseInsensitiveOption);
    QStringList found;
    QRegularExpressionMatchIterator matches = statement.globalMatch(joined(source));
    while (matches.hasNext()) {
        found << matches.next().captured();
    }
    return found;
}

/// Whether the statement gives a row a status: by SET before its WHERE, alone or in a list of columns, or as a column
/// of an INSERT.
bool writesStatus(const QString &statement)
{
    static const QRegularExpression set(
        QStringLiteral(R"(\bSET\b(?:(?!\bWHERE\b).)*(?:\bstatus\s*=|\([^()]*\bstatus\b[^()]*\)\s*=))"),
        QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression column(QStringLiteral(R"(^(?:INSERT|REPLACE)[^(]*\([^)]*\bstatus\b)"),
                                           QRegularExpression::CaseInsensitiveOption);
    return set.match(statement).hasMatch() || column.match(statement).hasMatch();
}

/// Whether an update names the status that it starts from.
bool namesItsStart(const QString &statement)
{
    static const QRegularExpression where(QStringLiteral(R"(\bWHERE\b.*\bstatus\s*=\s*[?{])"),
                                          QRegularExpression::CaseInsensitiveOption);
    return !statement.startsWith(QLatin1StringView("UPDATE"), Qt::CaseInsensitive) || where.match(statement).hasMatch();
}

/// What is wrong with a source.
QStringList faultsOf(const QString &file, const QString &source)
{
    QStringList faults;
    for (const QString &statement : statementsOf(source)) {
        if (!writesStatus(statement)) {
            continue;
        }
        if (file != theStore) {
            faults << QStringLiteral("%1 writes a status, which RowMoves alone does: %2").arg(file, statement);
        } else if (!namesItsStart(statement)) {
            faults << QStringLiteral("%1 does not name the status it starts from: %2").arg(file, statement);
        }
    }
    const bool mayInclude = file == theStore || file == QLatin1StringView("backend/engine/calls/row_moves.cpp");
    if (!mayInclude && source.contains(QLatin1StringView("#include \"storage/row_move_store.h\""))) {
        faults << QStringLiteral("%1 includes storage/row_move_store.h, which is for RowMoves alone").arg(file);
    }
    return faults;
}

QString read(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

} // namespace

class RowMoveStatementsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void noStatusIsWrittenElsewhere();
    void aStatementElsewhereIsFound_data();
    void aStatementElsewhereIsFound();
    void whatWritesNoStatusIsNot_data();
    void whatWritesNoStatusIsNot();
};

void RowMoveStatementsTest::noStatusIsWrittenElsewhere()
{
    const QDir root(QStringLiteral(CAMPANILE_SOURCES));
    QStringList faults;
    int files = 0;
    int statements = 0;
    for (const char *folder : {"backend", "ui", "app"}) {
        QDirIterator each(root.filePath(QLatin1StringView(folder)),
                          {QStringLiteral("*.cpp"), QStringLiteral("*.h"), QStringLiteral("*.sql")}, QDir::Files,
                          QDirIterator::Subdirectories);
        while (each.hasNext()) {
            const QString path = each.next();
            const QString source = read(path);
            const QString file = root.relativeFilePath(path);
            faults << faultsOf(file, source);
            statements += file == theStore ? static_cast<int>(statementsOf(source).size()) : 0;
            ++files;
        }
    }
    QVERIFY2(faults.isEmpty(), qPrintable(faults.join(u'\n')));
    QVERIFY(files > 300);      // it did look
    QVERIFY(statements >= 12); // and it does see the statements that there are
}

void RowMoveStatementsTest::aStatementElsewhereIsFound_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("source");
    const QString elsewhere = QStringLiteral("backend/storage/queue_store.cpp");
    const auto row = [](const char *name, const QString &file, const char *source) {
        QTest::newRow(name) << file << QString::fromUtf8(source);
    };
    row("a call", elsewhere,
        R"sql(db.execute("UPDATE scheduled_calls SET status = 4 WHERE id = ? AND status = 0", id);)sql");
    row("a target", elsewhere, R"sql(db.execute("UPDATE targets SET next_at = ?, status = ? WHERE id = ?", id);)sql");
    row("with a clause of SQLite's", elsewhere, R"sql(db.execute("UPDATE OR IGNORE targets SET status = 2");)sql");
    row("over two lines", elsewhere,
        "db.execute(\"UPDATE scheduled_calls\"\n   \" SET due_at = ?,\"\n\" status = 1\");");
    row("a list of columns", elsewhere,
        R"sql(db.execute("UPDATE targets SET (status, next_at) = (?, ?) WHERE id = ?", id);)sql");
    row("at the end of a list of columns", elsewhere,
        R"sql(db.execute("UPDATE scheduled_calls SET late_ms = 0, (due_at, status)=(SELECT 1, 2)");)sql");
    row("with the name of the schema", elsewhere, R"sql(db.execute("UPDATE main.targets SET status = 2");)sql");
    row("with the name of the schema and a clause", elsewhere,
        R"sql(db.execute("UPDATE OR REPLACE main . scheduled_calls SET (status) = (4)");)sql");
    row("a birth with the name of the schema", elsewhere,
        R"sql(db.execute("INSERT INTO main.targets (id, status) VALUES (?, ?)");)sql");
    row("a birth", elsewhere, R"sql(db.execute("INSERT INTO scheduled_calls (id, status) VALUES (?, ?)");)sql");
    row("an upsert", elsewhere,
        R"sql(db.execute("INSERT INTO targets (id) VALUES (?) ON CONFLICT (id) DO UPDATE SET status = 2");)sql");
    row("a migration", QStringLiteral("backend/storage/sql/0009_x.sql"), "UPDATE targets\n SET status = 4;");
    row("without a start", theStore, R"sql(db.execute("UPDATE targets SET status = ? WHERE id = ?");)sql");
    row("a list of columns without a start", theStore,
        R"sql(db.execute("UPDATE main.targets SET (status, next_at) = (?, 0) WHERE id = ?");)sql");
    row("a start that is set", theStore,
        R"sql(db.execute("UPDATE targets SET status = ?, next_at = 0 WHERE id = ?");)sql");
    row("another user", elsewhere, "#include \"storage/row_move_store.h\"\n");
}

void RowMoveStatementsTest::aStatementElsewhereIsFound()
{
    QFETCH(const QString, file);
    QFETCH(const QString, source);
    QCOMPARE(faultsOf(file, source).size(), 1);
}

void RowMoveStatementsTest::whatWritesNoStatusIsNot_data()
{
    QTest::addColumn<QString>("source");
    const auto row = [](const char *name, const char *source) { QTest::newRow(name) << QString::fromUtf8(source); };
    row("another column", R"sql("UPDATE scheduled_calls SET due_at = ? WHERE status = 0")sql");
    row("a list of other columns", R"sql("UPDATE targets SET (attempts, next_at) = (?, ?) WHERE status = ?")sql");
    row("another table of the same schema", R"sql("UPDATE main.campaigns SET (status) = (?) WHERE id = ?")sql");
    row("another table", R"sql("UPDATE campaigns SET status = ? WHERE id = ?")sql");
    row("a list", R"sql("INSERT INTO targets (id, number) VALUES (?, ?)")sql");
    row("a query", R"sql("SELECT id FROM targets WHERE status = ?")sql");
    row("a comment", "// UPDATE targets SET status = 1\n");
}

void RowMoveStatementsTest::whatWritesNoStatusIsNot()
{
    QFETCH(const QString, source);
    QCOMPARE(faultsOf(QStringLiteral("backend/storage/queue_store.cpp"), source), QStringList());
}

QTEST_GUILESS_MAIN(RowMoveStatementsTest)
#include "row_move_statements_test.moc"
