// The workspace's credit as people move it.

#include "core/random.h"
#include "domain/ceilings.h"
#include "storage/credit_store.h"
#include "support/refusals.h"
#include "support/service_desk.h"

#include <QSignalSpy>
#include <QTest>

using namespace campanile;
using namespace campanile::test;

namespace {

class CreditDesk : public ServiceDesk {
public:
    Result<CreditAccount> account() { return ask<CreditAccount>(caller, services.credit, &CreditService::account); }
    Result<CreditAccount> topUp(Money amount, const QString &note = {})
    {
        return ask<CreditAccount>(caller, services.credit, &CreditService::topUp, amount, note);
    }
    Result<CreditAccount> correct(Money amount, const QString &note = QStringLiteral("Why"))
    {
        return ask<CreditAccount>(caller, services.credit, &CreditService::correct, amount, note);
    }
    Result<CreditAccount> reloadBy(AutoReload rule)
    {
        return ask<CreditAccount>(caller, services.credit, &CreditService::setAutoReload, rule);
    }
    Result<CreditAccount> lowBelow(Money below)
    {
        return ask<CreditAccount>(caller, services.credit, &CreditService::setLowBalance, below);
    }
    Result<Page<CreditEntry, std::int64_t>> entries(std::int64_t after = 0, int limit = 200)
    {
        return ask<Page<CreditEntry, std::int64_t>>(caller, services.credit, &CreditService::entries, after, limit);
    }
    [[nodiscard]] Money ledgerSum() const
    {
        Connection db(databasePath(), Connection::Access::ReadOnly);
        return CreditStore(db).sum(setup.workspace.id);
    }
};

} // namespace

class CreditServiceTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aTopUpIsAvailableAtOnce();
    void theLedgerSumsToTheBalance();
    void theLedgerIsReadInPages();
    void amountsOutOfRangeAreRefused();
    void aCorrectionSaysWhy();
    void theBalanceStaysWithinItsCeiling();
    void aReloadThatNeverBuysIsRefused();
    void theReloadRuleIsKept();
    void nothingMovesWhileEditingIsDisabled();
    void aChangeIsTold();
    void creditLetsAWaitingCampaignGoOn();
};

void CreditServiceTest::aTopUpIsAvailableAtOnce() // T-06
{
    CreditDesk desk;
    QCOMPARE(desk.account()->balance, Money{});
    const auto account = desk.topUp(Money::of(25, 50), QStringLiteral("  Invoice 7  "));
    QVERIFY(account.ok());
    QCOMPARE(account->available(), Money::of(25, 50));
    QCOMPARE(*desk.account(), *account);
    const auto page = desk.entries();
    QCOMPARE(page->rows.size(), 1U);
    QCOMPARE(page->rows[0].kind, CreditKind::TopUp);
    QCOMPARE(page->rows[0].amount, Money::of(25, 50));
    QCOMPARE(page->rows[0].note, QStringLiteral("Invoice 7"));
    QCOMPARE(page->next, 0);
}

void CreditServiceTest::theLedgerSumsToTheBalance() // B0-32
{
    CreditDesk desk;
    Random random(7);
    Money expected;
    for (int i = 0; i < 200; ++i) {
        const Money amount{static_cast<std::int64_t>(random.below(ceilings::payment.micros)) + 1};
        const bool isTopUp = random.below(2) == 0;
        const Money moved = isTopUp || random.below(2) == 0 ? amount : -amount;
        const auto account = isTopUp ? desk.topUp(moved) : desk.correct(moved);
        QVERIFY(account.ok());
        expected += moved;
        QCOMPARE(account->balance, expected);
    }
    QCOMPARE(desk.ledgerSum(), expected);
    Money read;
    for (std::int64_t after = 0;;) {
        const auto page = desk.entries(after, 37);
        for (const CreditEntry &entry : page->rows) {
            read += entry.amount;
        }
        after = page->next;
        if (after == 0) {
            break;
        }
    }
    QCOMPARE(read, expected);
}

void CreditServiceTest::theLedgerIsReadInPages()
{
    CreditDesk desk;
    for (int i = 1; i <= 5; ++i) {
        QVERIFY(desk.topUp(Money::of(i)).ok());
    }
    const auto first = desk.entries(0, 2);
    QCOMPARE(first->rows.size(), 2U);
    QCOMPARE(first->rows[0].amount, Money::of(5)); // newest first
    QVERIFY(desk.topUp(Money::of(6)).ok());        // stable under inserts
    const auto second = desk.entries(first->next, 2);
    QCOMPARE(second->rows[0].amount, Money::of(3));
    const auto last = desk.entries(second->next, 2);
    QCOMPARE(last->rows.size(), 1U);
    QCOMPARE(last->next, 0);
    refuses(desk.entries(0, 0), "#/limit");
    refuses(desk.entries(0, ceilings::rowsPerPage + 1), "#/limit");
    QVERIFY(desk.entries(0, ceilings::rowsPerPage).ok());
}

void CreditServiceTest::amountsOutOfRangeAreRefused()
{
    CreditDesk desk;
    refuses(desk.topUp(Money{}), "#/amount");
    refuses(desk.topUp(-Money::of(1)), "#/amount");
    refuses(desk.topUp(ceilings::payment + Money{1}), "#/amount");
    refuses(desk.topUp(Money::of(1), QString(ceilings::noteLength + 1, u'x')), "#/note");
    refuses(desk.correct(Money{}), "#/amount");
    refuses(desk.correct(-ceilings::payment - Money{1}), "#/amount");
    refuses(desk.correct(ceilings::payment + Money{1}), "#/amount");
    refuses(desk.lowBelow(Money{-1}), "#/low_balance_below");
    refuses(desk.lowBelow(ceilings::payment + Money{1}), "#/low_balance_below");
    QCOMPARE(desk.entries()->rows.size(), 0U);
    QVERIFY(desk.topUp(ceilings::payment, QString(ceilings::noteLength, u'x')).ok());
    QVERIFY(desk.correct(-ceilings::payment).ok());
    QVERIFY(desk.lowBelow(ceilings::payment).ok());
    QCOMPARE(desk.account()->lowBelow, ceilings::payment);
}

void CreditServiceTest::aCorrectionSaysWhy()
{
    CreditDesk desk;
    refuses(desk.correct(Money::of(1), QStringLiteral("   ")), "#/note");
    const auto account = desk.correct(-Money::of(3), QStringLiteral("Charged twice"));
    QCOMPARE(account->balance, -Money::of(3));
    QCOMPARE(desk.entries()->rows[0].kind, CreditKind::Correction);
    QCOMPARE(desk.entries()->rows[0].note, QStringLiteral("Charged twice"));
}

void CreditServiceTest::theBalanceStaysWithinItsCeiling()
{
    CreditDesk desk;
    const auto payments = ceilings::balance.micros / ceilings::payment.micros;
    for (std::int64_t i = 0; i < payments; ++i) {
        QVERIFY(desk.topUp(ceilings::payment).ok());
    }
    QCOMPARE(desk.account()->balance, ceilings::balance);
    QCOMPARE(desk.topUp(Money{1}).error().code, ErrorCode::Conflict);
    QCOMPARE(desk.account()->balance, ceilings::balance);
    QCOMPARE(desk.ledgerSum(), ceilings::balance);
}

void CreditServiceTest::aReloadThatNeverBuysIsRefused()
{
    CreditDesk desk;
    const Money ten = Money::of(10);
    refuses(desk.reloadBy({.below = {}, .amount = ten, .monthlyLimit = {}}), "#/auto_reload/below");
    refuses(desk.reloadBy({.below = ten, .amount = Money::of(0, 99), .monthlyLimit = {}}), "#/auto_reload/amount");
    refuses(desk.reloadBy({.below = ten, .amount = -ten, .monthlyLimit = {}}), "#/auto_reload/amount");
    refuses(desk.reloadBy({.below = ten, .amount = ceilings::payment + Money{1}, .monthlyLimit = {}}),
            "#/auto_reload/amount");
    refuses(desk.reloadBy({.below = ten, .amount = ten, .monthlyLimit = ten - Money{1}}),
            "#/auto_reload/monthly_limit");
    refuses(desk.reloadBy({.below = ten, .amount = ten, .monthlyLimit = -ten}), "#/auto_reload/monthly_limit");
    refuses(desk.reloadBy({.below = -ten, .amount = {}, .monthlyLimit = {}}), "#/auto_reload/below");
    QCOMPARE(desk.account()->reload, AutoReload{});
    QVERIFY(desk.reloadBy({.below = ten, .amount = ten, .monthlyLimit = ten}).ok());
    QVERIFY(desk.reloadBy({.below = ceilings::payment, .amount = ceilings::payment, .monthlyLimit = {}}).ok());
}

void CreditServiceTest::theReloadRuleIsKept()
{
    CreditDesk desk;
    const AutoReload rule{.below = Money::of(5), .amount = Money::of(20), .monthlyLimit = Money::of(100)};
    QCOMPARE(desk.reloadBy(rule)->reload, rule);
    QVERIFY(desk.topUp(Money::of(1)).ok()); // a payment leaves the rule alone
    QCOMPARE(desk.account()->reload, rule);
    QVERIFY(desk.reloadBy({}).ok());
    QCOMPARE(desk.account()->reload, AutoReload{});
}

void CreditServiceTest::nothingMovesWhileEditingIsDisabled() // I-23
{
    CreditDesk desk;
    QVERIFY(desk.disableEditing().ok());
    for (const auto &result :
         {desk.topUp(Money::of(1)), desk.correct(Money::of(1)), desk.reloadBy({}), desk.lowBelow(Money::of(1))}) {
        QCOMPARE(result.error().code, ErrorCode::EditingDisabled);
    }
    QCOMPARE(desk.account()->balance, Money{}); // reading goes on
    QCOMPARE(desk.entries()->rows.size(), 0U);
}

void CreditServiceTest::aChangeIsTold()
{
    CreditDesk desk;
    bool told = false;
    QObject::connect(&desk.services.changes, &ChangeFeed::changed, &desk.services.changes,
                     [&told](const ChangeSet &changes) { told = told || changes.credit; });
    QVERIFY(desk.topUp(Money::of(1)).ok());
    QTRY_VERIFY(told);
    told = false;
    QVERIFY(desk.lowBelow(Money::of(1)).ok());
    QTRY_VERIFY(told);
}

void CreditServiceTest::creditLetsAWaitingCampaignGoOn() // T-05, T-06
{
    CreditDesk desk;
    Trunk trunk = desk.setup.trunks.front();
    trunk.simulation.speed = 10'000;
    QVERIFY(ask<Trunk>(desk.caller, desk.services.trunks, &TrunkService::changeSimulation, trunk.id, trunk.simulation)
                .ok());
    QVERIFY(ask<Trunk>(desk.caller, desk.services.trunks, &TrunkService::changePrice, trunk.id, Money::of(1)).ok());
    const CampaignId campaign = desk.createCampaign()->id;
    QVERIFY(desk.append(campaign, {{E164{14155550000}, "Ana", "{}", 1}}).ok());
    QVERIFY(ask<Campaign>(desk.caller, desk.services.campaigns, &CampaignService::start, campaign).ok());
    const auto overview = [&] {
        return *ask<CampaignOverview>(desk.caller, desk.services.campaigns, &CampaignService::get, campaign);
    };
    QTRY_VERIFY(overview().hold.isWorthTelling());
    QCOMPARE(overview().stats.attempts, 0);
    QVERIFY(desk.topUp(Money::of(100)).ok());
    QTRY_COMPARE_WITH_TIMEOUT(overview().stats.of(TargetStatus::Dispatched), 1, 30'000);
    QTRY_COMPARE_WITH_TIMEOUT(overview().campaign.status, CampaignStatus::Completed, 30'000);
    QCOMPARE(desk.account()->reserved, Money{});
    QVERIFY(desk.account()->balance < Money::of(100));
    QCOMPARE(desk.ledgerSum(), desk.account()->balance);
}

QTEST_GUILESS_MAIN(CreditServiceTest)
#include "credit_service_test.moc"
