// The set of numbers that an import holds its rows against: each number is in it once, however large it grows.

#include "local/lists/number_set.h"

#include <QTest>

using namespace campanile;

class NumberSetTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aNumberIsInItOnce();
    void whatWasInItBeforeItGrewIsInIt_data();
    void whatWasInItBeforeItGrewIsInIt();
    void numbersThatShareASlotAreNotTakenForEachOther();
};

void NumberSetTest::aNumberIsInItOnce()
{
    NumberSet set;
    QCOMPARE(set.size(), 0U);
    QVERIFY(set.insert(E164{14155550142}));
    QVERIFY(!set.insert(E164{14155550142}));
    QVERIFY(set.insert(E164{14155550143}));
    QVERIFY(!set.insert(E164{14155550142}));
    QCOMPARE(set.size(), 2U);
    QVERIFY(set.contains(E164{14155550142}));
    QVERIFY(!set.contains(E164{14155550144}));
    QCOMPARE(set.size(), 2U);
}

void NumberSetTest::whatWasInItBeforeItGrewIsInIt_data()
{
    QTest::addColumn<int>("expected");
    QTest::newRow("as small as it can be") << 0;
    QTest::newRow("a thousand expected") << 1'000;
    QTest::newRow("all of them expected") << 20'000;
}

/// It doubles its table several times on the way; after each number all before are still known.
void NumberSetTest::whatWasInItBeforeItGrewIsInIt()
{
    QFETCH(const int, expected);
    constexpr std::int64_t first = 14155552000;
    NumberSet set(static_cast<std::size_t>(expected));
    for (std::int64_t i = 0; i < 20'000; ++i) {
        QVERIFY(set.insert(E164{first + i}));
        QVERIFY(!set.insert(E164{first + i / 2}));
        QVERIFY(!set.insert(E164{first}));
    }
    QCOMPARE(set.size(), 20'000U);
    for (std::int64_t i = 0; i < 20'000; ++i) {
        QVERIFY(!set.insert(E164{first + i}));
    }
    QCOMPARE(set.size(), 20'000U);
}

/// Half of a small table is taken: many of them lie where another one belongs.
void NumberSetTest::numbersThatShareASlotAreNotTakenForEachOther()
{
    NumberSet set;
    for (std::int64_t i = 0; i < 512; ++i) {
        QVERIFY(set.insert(E164{10'000'000 + i * 1'000'003}));
    }
    QCOMPARE(set.size(), 512U);
    for (std::int64_t i = 0; i < 512; ++i) {
        QVERIFY(!set.insert(E164{10'000'000 + i * 1'000'003}));
    }
}

QTEST_APPLESS_MAIN(NumberSetTest)
#include "number_set_test.moc"
