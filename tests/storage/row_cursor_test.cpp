// Rows read one column after the other, into whatever the columns become.

#include "storage/database.h"
#include "storage/row_cursor.h"

#include "domain/call.h"

#include <QTemporaryDir>
#include <QTest>

using namespace campanile;

class RowCursorTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_db = Database(m_folder->filePath(QStringLiteral("rows.sqlite"))).open(Connection::Access::ReadWrite);
    }
    void cleanup()
    {
        m_db.reset();
        m_folder.reset();
    }

    void columnsComeInTheirOrder();
    void whatIsNullIsNothing();
    void eachRowBeginsAnew();

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Connection> m_db;
};

void RowCursorTest::columnsComeInTheirOrder()
{
    Rows rows = m_db->query("SELECT 7, 'Zoë', 14155550142, 1700000000000, 90000, 3, 1, 0.25, 'bytes', 2500000, 12");
    QVERIFY(rows.next());
    TargetId id;
    QString name;
    E164 number;
    WallTime at;
    Milliseconds delay{0};
    ScheduledCallStatus status = ScheduledCallStatus::Pending;
    bool flag = false;
    double share = 0;
    std::string bytes;
    Money cost;
    RowCursor cursor(rows);
    cursor >> id >> name >> number >> at >> delay >> status >> flag >> share >> bytes >> cost;
    QCOMPARE(id.value, 7);
    QCOMPARE(name, QStringLiteral("Zoë"));
    QCOMPARE(number.digits, 14155550142);
    QCOMPARE(at.ms, 1700000000000);
    QCOMPARE(delay, Milliseconds(90'000));
    QCOMPARE(status, ScheduledCallStatus::Failed);
    QVERIFY(flag);
    QCOMPARE(share, 0.25);
    QCOMPARE(bytes, std::string("bytes"));
    QCOMPARE(cost.micros, 2'500'000);
    QCOMPARE(cursor.take<int>(), 12);
}

void RowCursorTest::whatIsNullIsNothing()
{
    Rows rows = m_db->query("SELECT NULL, NULL, NULL, NULL, 6, 'x'");
    QVERIFY(rows.next());
    std::optional<EndReason> reason = EndReason::Busy;
    std::optional<QString> text = QStringLiteral("left over");
    TargetId id{5};
    QString name = QStringLiteral("left over");
    std::optional<EndReason> known;
    std::optional<QString> said;
    RowCursor(rows) >> reason >> text >> id >> name >> known >> said;
    QVERIFY(!reason);
    QVERIFY(!text);
    QVERIFY(id.isNull());
    QVERIFY(name.isEmpty());
    QCOMPARE(known, std::optional(EndReason::Busy));
    QCOMPARE(said, std::optional(QStringLiteral("x")));
}

void RowCursorTest::eachRowBeginsAnew()
{
    Rows rows = m_db->query("SELECT 1, 2 UNION ALL SELECT 3, 4 ORDER BY 1");
    std::vector<int> all;
    while (rows.next()) {
        RowCursor cursor(rows);
        all.push_back(cursor.take<int>());
        all.push_back(cursor.take<int>());
    }
    QCOMPARE(all, (std::vector<int>{1, 2, 3, 4}));
}

QTEST_GUILESS_MAIN(RowCursorTest)
#include "row_cursor_test.moc"
