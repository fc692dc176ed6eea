// The journal as a file: what is written is read again, from its end, and half a line costs nobody else theirs.

#include "storage/dial_journal.h"
#include "storage/dial_journal_reader.h"
#include "support/durations.h"
#include "support/file_size_limit.h"
#include "support/scratch_folder.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace campanile;
using namespace campanile::test;

namespace {

constexpr WallTime monday{1'767'603'600'000}; // 5 January 2026, 09:00Z

Attempt attempt(int i, WallTime at = monday)
{
    Attempt made;
    made.id = AttemptId{1'000 + i};
    made.scheduledCall = ScheduledCallId{500'000 + i};
    made.target = i % 2 == 0 ? TargetId{700'000 + i} : TargetId{};
    made.from = E164{14155550100};
    made.to = E164{14155560000 + i};
    made.n = 1 + i % 3;
    made.intentAt = at;
    return made;
}

JournalledDial told(const Attempt &made)
{
    return {made.id, made.intentAt, made.to, made.from, made.n, made.scheduledCall, made.target, {}, {}, {}};
}

bool nothingIsKnown(const JournalledDial &)
{
    return false;
}

} // namespace

class DialJournalTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatIsWrittenIsRead();
    void aResultFindsItsCallInAnotherDay();
    void onlyTheEndIsRead_data();
    void onlyTheEndIsRead();
    void aPermitThatBeginsWithABlockIsRead();
    void halfALineCostsOnlyItself();
    void aPermitThatIsWrittenInPartIsNoPermit();
    void onlyTheNewestDaysAreKept();
    void aFolderThatIsMissingHasNoDials();

private:
    QTemporaryDir m_scratch{test::scratchFolder(QLatin1StringView("journal"))};
    QString m_folder;

private Q_SLOTS:
    void init()
    {
        static int n = 0;
        m_folder = m_scratch.filePath(QString::number(++n));
    }
};

void DialJournalTest::whatIsWrittenIsRead()
{
    DialJournal journal(m_folder);
    journal.addPermit(attempt(1));
    journal.addPermit(attempt(2));
    QVERIFY(journal.sync(monday).ok());
    journal.addResult(monday + Milliseconds(31'250), attempt(1).id, EndReason::CalleeHangup, Milliseconds(24'300));
    journal.addResult(monday + Milliseconds(5'001), attempt(2).id, EndReason::Busy, std::nullopt);
    journal.write(monday);
    JournalledDial first = told(attempt(1));
    first.result = EndReason::CalleeHangup;
    first.endedAt = monday + Milliseconds(31'250);
    first.talk = Milliseconds(24'300);
    JournalledDial second = told(attempt(2));
    second.result = EndReason::Busy;
    second.endedAt = monday + Milliseconds(5'001);
    const std::vector<JournalledDial> read = unknownDials(m_folder, nothingIsKnown);
    QCOMPARE(read, (std::vector{first, second}));
}

void DialJournalTest::aResultFindsItsCallInAnotherDay()
{
    DialJournal journal(m_folder);
    journal.addPermit(attempt(1));
    QVERIFY(journal.sync(monday).ok());
    journal.addResult(monday + day, attempt(1).id, EndReason::NoAnswer, std::nullopt);
    journal.write(monday + day);
    QCOMPARE(DialJournal::filesIn(m_folder).size(), 2);
    const std::vector<JournalledDial> read = unknownDials(m_folder, nothingIsKnown);
    QCOMPARE(read.size(), 1U);
    QCOMPARE(read.at(0).result, std::optional(EndReason::NoAnswer));
}

void DialJournalTest::onlyTheEndIsRead_data()
{
    QTest::addColumn<int>("known");
    for (const int known : {0, 1, 5'000, 9'998, 9'999, 10'000}) {
        QTest::newRow(qPrintable(QString::number(known))) << known;
    }
}

/// Ten thousand lines are many blocks; where knowledge ends is found wherever it lies, without asking for all of them.
void DialJournalTest::onlyTheEndIsRead()
{
    QFETCH(int, known);
    constexpr int all = 10'000;
    DialJournal journal(m_folder);
    for (int i = 0; i < all; ++i) {
        journal.addPermit(attempt(i));
        journal.addResult(monday, attempt(i).id, EndReason::Busy, std::nullopt);
    }
    QVERIFY(journal.sync(monday).ok());
    int asked = 0;
    const std::vector<JournalledDial> read = unknownDials(m_folder, [&](const JournalledDial &dial) {
        ++asked;
        return dial.attempt < attempt(known).id;
    });
    QCOMPARE(read.size(), static_cast<std::size_t>(all - known));
    if (!read.empty()) {
        QCOMPARE(read.front().attempt, attempt(known).id);
        QVERIFY(std::ranges::all_of(read, [](const JournalledDial &dial) { return dial.result == EndReason::Busy; }));
    }
    QVERIFY2(asked < all - known + 1'000, qPrintable(QString::number(asked)));
}

/// The reader looks at the file block by block, from its end; where a block begins in the middle of a line and where it
/// begins exactly with one, every unknown permit is read.
void DialJournalTest::aPermitThatBeginsWithABlockIsRead()
{
    constexpr int known = 100;
    constexpr qint64 block = 65'536;
    DialJournal journal(m_folder);
    for (int i = 0; i < known; ++i) {
        journal.addPermit(attempt(i));
    }
    QVERIFY(journal.sync(monday).ok());
    QFile file(m_folder + QStringLiteral("/2026-01-05.log"));
    QVERIFY(file.open(QIODevice::ReadWrite | QIODevice::Append));
    const qint64 knownBytes = file.size();
    int last = known;
    for (; file.size() < knownBytes + block - 1'000; ++last) {
        journal.addPermit(attempt(last));
        QVERIFY(journal.sync(monday).ok());
    }
    const qint64 unknownBytes = file.size() - knownBytes;
    for (qint64 beyond = 0; beyond <= 130; ++beyond) { // longer than a line
        // A line that is none of the journal's fills the file up.
        file.write(QByteArray(beyond == 0 ? block - unknownBytes - 1 : 0, '#') + '\n');
        file.flush();
        QCOMPARE(file.size(), knownBytes + block + beyond);
        const std::vector<JournalledDial> read =
            unknownDials(m_folder, [](const JournalledDial &dial) { return dial.attempt < attempt(known).id; });
        QCOMPARE(read.size(), static_cast<std::size_t>(last - known));
        QCOMPARE(read.front(), told(attempt(known)));
    }
}

/// The disk is full in the middle of the second of three lines: nobody is dialled by any of them, and what comes when
/// there is room again is not glued to the half line.
void DialJournalTest::aPermitThatIsWrittenInPartIsNoPermit()
{
    DialJournal journal(m_folder);
    journal.addPermit(attempt(2));
    QVERIFY(journal.sync(monday).ok());
    const QString name = m_folder + QStringLiteral("/2026-01-05.log");
    const qint64 line = QFile(name).size();
    for (const int i : {4, 6, 8}) {
        journal.addPermit(attempt(i));
    }
    {
        const FileSizeLimit full(line * 2 + line / 2);
        QVERIFY(!journal.sync(monday).ok());
    }
    QCOMPARE(QFile(name).size(), line * 2 + line / 2);
    journal.addPermit(attempt(10));
    QVERIFY(journal.sync(monday).ok());
    const std::vector<JournalledDial> read = unknownDials(m_folder, nothingIsKnown);
    QCOMPARE(read, (std::vector{told(attempt(2)), told(attempt(4)), told(attempt(10))}));
}

void DialJournalTest::halfALineCostsOnlyItself()
{
    {
        DialJournal journal(m_folder);
        journal.addPermit(attempt(1));
        QVERIFY(journal.sync(monday).ok());
    }
    QFile file(m_folder + QStringLiteral("/2026-01-05.log"));
    QVERIFY(file.open(QIODevice::Append));
    file.write("2026-01-05T09:00:01.000Z permit att_00000");
    file.close();
    DialJournal journal(m_folder);
    journal.addPermit(attempt(2));
    QVERIFY(journal.sync(monday).ok());
    const std::vector<JournalledDial> read = unknownDials(m_folder, nothingIsKnown);
    QCOMPARE(read, (std::vector{told(attempt(1)), told(attempt(2))}));
}

void DialJournalTest::onlyTheNewestDaysAreKept()
{
    DialJournal journal(m_folder);
    QFile other(m_folder + QStringLiteral("/notes.txt"));
    QVERIFY(other.open(QIODevice::WriteOnly));
    for (int i = 0; i < DialJournal::filesKept + 5; ++i) {
        journal.addPermit(attempt(i, monday + day * i));
        QVERIFY(journal.sync(monday + day * i).ok());
    }
    const QStringList files = DialJournal::filesIn(m_folder);
    QCOMPARE(files.size(), DialJournal::filesKept);
    QCOMPARE(files.first(), QStringLiteral("2026-01-10.log"));
    QVERIFY(other.exists());
}

void DialJournalTest::aFolderThatIsMissingHasNoDials()
{
    QVERIFY(unknownDials(m_folder, nothingIsKnown).empty());
}

QTEST_GUILESS_MAIN(DialJournalTest)
#include "dial_journal_test.moc"
