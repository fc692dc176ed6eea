// Money and credit: what talk costs, what is available, and what the rule of an account buys.

#include "domain/credit.h"
#include "domain/money.h"

#include <QTest>

using namespace campanile;

Q_DECLARE_METATYPE(campanile::CreditAccount)

namespace {

// 31 January 2026, 23:59:59Z, and a second later.
constexpr WallTime endOfJanuary{1'769'903'999'000};
constexpr WallTime february{1'769'904'000'000};

CreditAccount accountWith(Money balance, AutoReload rule)
{
    CreditAccount account;
    account.balance = balance;
    account.reload = rule;
    return account;
}

} // namespace

class CreditRulesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void moneyIsWholeMillionths();
    void talkIsMeteredPerSecond_data();
    void talkIsMeteredPerSecond();
    void manySecondsCostNoLessThanTheirMinutes();
    void whatIsSetAsideIsNotAvailable();
    void aReloadBringsTheAccountBackToItsLimit_data();
    void aReloadBringsTheAccountBackToItsLimit();
    void aReloadKeepsWithinItsMonth();
    void aMonthIsCountedInUtc();
};

void CreditRulesTest::moneyIsWholeMillionths()
{
    QCOMPARE(Money::of(12, 50).micros, 12'500'000);
    QCOMPARE(Money::of(1) + Money::of(2), Money::of(3));
    QCOMPARE(Money::of(1) - Money::of(3), -Money::of(2));
    QVERIFY(-Money{1} < Money{});
    Money sum;
    for (int i = 0; i < 10; ++i) {
        sum += Money::of(0, 10);
    }
    QCOMPARE(sum, Money::of(1)); // which a floating point number would miss
}

void CreditRulesTest::talkIsMeteredPerSecond_data() // B0-32
{
    QTest::addColumn<qint64>("seconds");
    QTest::addColumn<qint64>("price");
    QTest::addColumn<qint64>("cost");
    QTest::newRow("none") << qint64{0} << qint64{600'000} << qint64{0};
    QTest::newRow("a second") << qint64{1} << qint64{600'000} << qint64{10'000};
    QTest::newRow("a minute") << qint64{60} << qint64{600'000} << qint64{600'000};
    QTest::newRow("a minute and a second") << qint64{61} << qint64{600'000} << qint64{610'000};
    QTest::newRow("a broken millionth counts as one") << qint64{1} << qint64{100} << qint64{2};
    QTest::newRow("nothing is lost over a minute") << qint64{60} << qint64{1} << qint64{1};
    QTest::newRow("free") << qint64{3'600} << qint64{0} << qint64{0};
    QTest::newRow("four hours at a high price") << qint64{14'400} << qint64{100'000'000} << qint64{24'000'000'000};
}

void CreditRulesTest::talkIsMeteredPerSecond()
{
    QFETCH(const qint64, seconds);
    QFETCH(const qint64, price);
    QFETCH(const qint64, cost);
    QCOMPARE(costOf(seconds, Money{price}).micros, cost);
}

void CreditRulesTest::manySecondsCostNoLessThanTheirMinutes()
{
    for (const std::int64_t price : {1, 7, 59, 61, 12'345, 600'000}) {
        Money before;
        for (std::int64_t seconds = 1; seconds <= 600; ++seconds) {
            const Money cost = costOf(seconds, Money{price});
            QVERIFY(cost >= before);
            QVERIFY(cost.micros * 60 >= seconds * price);
            QVERIFY(cost.micros * 60 < seconds * price + 60);
            before = cost;
        }
    }
}

void CreditRulesTest::whatIsSetAsideIsNotAvailable()
{
    CreditAccount account;
    account.balance = Money::of(5);
    account.reserved = Money::of(2);
    QCOMPARE(account.available(), Money::of(3));
}

void CreditRulesTest::aReloadBringsTheAccountBackToItsLimit_data() // T-06
{
    const AutoReload rule{Money::of(10), Money::of(4), {}};
    QTest::addColumn<CreditAccount>("account");
    QTest::addColumn<qint64>("units");
    QTest::newRow("no rule") << accountWith(-Money::of(5), {}) << qint64{0};
    QTest::newRow("no amount") << accountWith({}, {Money::of(10), {}, {}}) << qint64{0};
    QTest::newRow("at the limit") << accountWith(Money::of(10), rule) << qint64{0};
    QTest::newRow("a little below") << accountWith(Money::of(9, 99), rule) << qint64{4};
    QTest::newRow("one amount brings it back") << accountWith(Money::of(6), rule) << qint64{4};
    QTest::newRow("as many as it takes") << accountWith(Money::of(5, 99), rule) << qint64{8};
    QTest::newRow("in debt") << accountWith(-Money::of(3), rule) << qint64{16};
    CreditAccount reserved = accountWith(Money::of(12), rule);
    reserved.reserved = Money::of(3);
    QTest::newRow("what is set aside does not count") << reserved << qint64{4};
}

void CreditRulesTest::aReloadBringsTheAccountBackToItsLimit()
{
    QFETCH(const CreditAccount, account);
    QFETCH(const qint64, units);
    QCOMPARE(reloadDue(account, february), Money::of(units));
}

void CreditRulesTest::aReloadKeepsWithinItsMonth() // T-06
{
    CreditAccount account = accountWith({}, {Money::of(10), Money::of(4), Money::of(9)});
    QCOMPARE(reloadDue(account, endOfJanuary), Money::of(8)); // a third amount would pass the limit
    account.reloadMonth = monthOf(endOfJanuary);
    account.reloaded = Money::of(4);
    QCOMPARE(reloadDue(account, endOfJanuary), Money::of(4));
    account.reloaded = Money::of(8);
    QCOMPARE(reloadDue(account, endOfJanuary), Money{});
    account.reloaded = Money::of(20); // the limit was lowered since
    QCOMPARE(reloadDue(account, endOfJanuary), Money{});
    QCOMPARE(reloadDue(account, february), Money::of(8)); // a month of its own
}

void CreditRulesTest::aMonthIsCountedInUtc()
{
    QCOMPARE(monthOf(endOfJanuary), 2026 * 12);
    QCOMPARE(monthOf(february), 2026 * 12 + 1);
}

QTEST_GUILESS_MAIN(CreditRulesTest)

#include "credit_rules_test.moc"
