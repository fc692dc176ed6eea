// What is told of campaigns that change by themselves, and what is not.

#include "campaigns/campaign_news.h"
#include "campaigns/campaign_state.h"

#include <QTest>

using namespace campanile;
using namespace Qt::Literals::StringLiterals;

namespace {

CampaignOverview campaign(qint64 id, CampaignStatus status)
{
    CampaignOverview overview;
    overview.campaign.id = CampaignId{id};
    overview.campaign.name = u"Campaign %1"_s.arg(id);
    overview.campaign.status = status;
    return overview;
}

CampaignOverview pausedByItself(qint64 id)
{
    CampaignOverview overview = campaign(id, CampaignStatus::Paused);
    overview.campaign.pauseReason = {PauseReason::Code::ShareOfFailures, 26, 50, {}};
    return overview;
}

} // namespace

class CampaignNewsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatStoodSoAtTheStartIsNoNews();
    void tellsACompletionOnce();
    void tellsAPauseThatNobodyAskedFor();
    void aPersonsPauseIsNoNews();
    void tellsACampaignThatIsFirstSeenCompleted();
    void countsCompletionsUntilSomebodyLooks();
    void tellsManyInOneNotice();
    void itsOwnLimitHoldsNoCampaign();
    void offersNoStartWithoutTargets();
};

void CampaignNewsTest::whatStoodSoAtTheStartIsNoNews()
{
    CampaignNewsFinder finder;
    QVERIFY(finder.read({campaign(1, CampaignStatus::Completed), pausedByItself(2)}).empty());
    QVERIFY(finder.read({campaign(1, CampaignStatus::Completed), pausedByItself(2)}).empty());
}

void CampaignNewsTest::tellsACompletionOnce()
{
    CampaignNewsFinder finder;
    QVERIFY(finder.read({campaign(1, CampaignStatus::Active)}).empty());
    const auto news = finder.read({campaign(1, CampaignStatus::Completed)});
    QCOMPARE(news.size(), std::size_t{1});
    QCOMPARE(news.front().kind, CampaignNews::Kind::Completed);
    QVERIFY(news.front().title().contains(u"Campaign 1"_s));
    QVERIFY(finder.read({campaign(1, CampaignStatus::Completed)}).empty());
}

void CampaignNewsTest::tellsAPauseThatNobodyAskedFor()
{
    CampaignNewsFinder finder;
    finder.read({campaign(1, CampaignStatus::Active)});
    const auto news = finder.read({pausedByItself(1)});
    QCOMPARE(news.size(), std::size_t{1});
    QCOMPARE(news.front().kind, CampaignNews::Kind::PausedItself);
    QVERIFY(news.front().text().contains(u"26"_s));
    const Notice notice = CampaignNewsFinder::noticeOf(news, [](CampaignId) {});
    QCOMPARE(notice.severity, Notice::Severity::Warning);
    QCOMPARE(notice.cause, pausedItselfCause);
}

void CampaignNewsTest::aPersonsPauseIsNoNews()
{
    CampaignNewsFinder finder;
    finder.read({campaign(1, CampaignStatus::Active)});
    QVERIFY(finder.read({campaign(1, CampaignStatus::Paused)}).empty());
    QVERIFY(finder.read({campaign(1, CampaignStatus::Cancelled)}).empty());
}

void CampaignNewsTest::tellsACampaignThatIsFirstSeenCompleted()
{
    CampaignNewsFinder finder;
    finder.read({});
    QCOMPARE(finder.read({campaign(1, CampaignStatus::Completed)}).size(), std::size_t{1});
}

void CampaignNewsTest::countsCompletionsUntilSomebodyLooks()
{
    CampaignNewsFinder finder;
    finder.read({campaign(1, CampaignStatus::Active), campaign(2, CampaignStatus::Active)});
    finder.read({campaign(1, CampaignStatus::Completed), campaign(2, CampaignStatus::Completed)});
    QCOMPARE(finder.unseen(), std::size_t{2});
    finder.seen();
    QCOMPARE(finder.unseen(), std::size_t{0});
}

void CampaignNewsTest::tellsManyInOneNotice()
{
    CampaignNewsFinder finder;
    std::vector<CampaignOverview> before;
    std::vector<CampaignOverview> after;
    for (qint64 id = 1; id <= 5; ++id) {
        before.push_back(campaign(id, CampaignStatus::Active));
        after.push_back(campaign(id, CampaignStatus::Completed));
    }
    finder.read(before);
    CampaignId shown;
    const Notice notice = CampaignNewsFinder::noticeOf(finder.read(after), [&shown](CampaignId id) { shown = id; });
    QVERIFY(notice.text.contains(u"5"_s));
    QVERIFY(!notice.text.contains(u"Campaign 1"_s));
    notice.act();
    QCOMPARE(shown, CampaignId{1});
}

void CampaignNewsTest::itsOwnLimitHoldsNoCampaign()
{
    CampaignOverview overview = campaign(1, CampaignStatus::Active);
    overview.campaign.maxConcurrent = 5;
    overview.stats.inFlight = 5;
    overview.hold.reason = HoldReason::CampaignBusy;
    QVERIFY(!CampaignState::isHeld(overview));
    QCOMPARE(CampaignState::look(overview).word, Words::look(CampaignStatus::Active).word);
    QCOMPARE(CampaignState::atOnce(overview), u"at its limit: 5 of 5 calls"_s);
    overview.stats.inFlight = 4; // one has just ended
    QCOMPARE(CampaignState::atOnce(overview), Words::atOnce(5));
    for (const HoldReason reason : allHoldReasons) {
        overview.hold.reason = reason;
        const bool isItsPlan =
            reason == HoldReason::None || reason == HoldReason::CampaignRate || reason == HoldReason::CampaignBusy;
        QCOMPARE(CampaignState::isHeld(overview), !isItsPlan);
    }
}

void CampaignNewsTest::offersNoStartWithoutTargets()
{
    CampaignOverview overview = campaign(1, CampaignStatus::Draft);
    QVERIFY(!CampaignState::canStart(overview));
    overview.stats.byStatus[static_cast<std::size_t>(TargetStatus::Skipped)] = 5;
    QVERIFY(!CampaignState::canStart(overview));
    overview.stats.byStatus[static_cast<std::size_t>(TargetStatus::Pending)] = 1;
    QVERIFY(CampaignState::canStart(overview));
    overview.campaign.status = CampaignStatus::Active;
    QVERIFY(!CampaignState::canStart(overview));
    CampaignOverview recurring = campaign(2, CampaignStatus::Draft);
    recurring.campaign.kind = CampaignKind::Recurring;
    QVERIFY(CampaignState::canStart(recurring));
}

QTEST_MAIN(CampaignNewsTest)
#include "campaign_news_test.moc"
