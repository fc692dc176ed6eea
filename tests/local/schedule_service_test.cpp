// What a schedule means, before anything is made of it.

#include "core/virtual_event_loop.h"
#include "domain/ceilings.h"
#include "local/campaigns/local_schedule_service.h"
#include "support/service_desk.h"

#include <QTest>

using namespace campanile;
using namespace campanile::test;

namespace {

constexpr WallTime midnight{1'785'283'200'000}; // 2026-07-29T00:00Z

class ScheduleDesk {
public:
    Result<SchedulePreview> preview(const QString &cron, const QString &timezone, std::optional<WallTime> after,
                                    int count = 10)
    {
        std::optional<Result<SchedulePreview>> answer;
        m_service.preview(ownerOf({}, CallerKind::Window), cron, timezone, after, count,
                          [&answer](Result<SchedulePreview> result) { answer.emplace(std::move(result)); });
        if (!answer) { // it answers inline
            return {ErrorCode::Internal, QStringLiteral("No answer came.")};
        }
        return *answer;
    }
    [[nodiscard]] const std::vector<SchedulePreset> &presets() const { return schedulePresets(); }

private:
    VirtualClock m_clock{midnight};
    LocalScheduleService m_service{m_clock};
};

WallTime instant(const char *text)
{
    return {QDateTime::fromString(QString::fromLatin1(text), Qt::ISODate).toMSecsSinceEpoch()};
}

const QString india = QStringLiteral("Asia/Kolkata");
const QString newYork = QStringLiteral("America/New_York");

} // namespace

class ScheduleServiceTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tellsTheNextFirings();
    void aTimeThatIsSkippedMoves();
    void aTimeThatComesTwiceIsTold();
    void badFieldsAreNamed_data();
    void badFieldsAreNamed();
    void theCountReachesToItsCeiling();
    void theRarestScheduleIsPreviewedInFull();
    void presetsCanBePreviewed();
    void theBackendHasTheDoor();
};

void ScheduleServiceTest::tellsTheNextFirings() // B1-11, B1-12
{
    ScheduleDesk desk;
    const auto preview = desk.preview(QStringLiteral("0 9 * * 1-5"), india, instant("2026-07-31T12:00:00Z"), 2);
    QVERIFY(preview.ok());
    QCOMPARE(preview->firings.size(), 2U);
    QCOMPARE(preview->firings[0].at, instant("2026-08-03T03:30:00Z")); // over the weekend
    QCOMPARE(preview->firings[0].local, QStringLiteral("2026-08-03T09:00:00+05:30"));
    QVERIFY(!preview->firings[0].moved);
    QCOMPARE(preview->firings[0].fold, 0);
    QCOMPARE(preview->firings[1].local, QStringLiteral("2026-08-04T09:00:00+05:30"));
    QCOMPARE(preview->words, QStringLiteral("Weekdays at 9:00, Asia/Kolkata"));
    // Without an instant: from now on.
    QCOMPARE(desk.preview(QStringLiteral("@daily"), QStringLiteral("UTC"), {}, 1)->firings[0].at,
             midnight + Milliseconds(86'400'000));
}

void ScheduleServiceTest::aTimeThatIsSkippedMoves()
{
    ScheduleDesk desk;
    const auto preview = desk.preview(QStringLiteral("30 2 * * *"), newYork, instant("2026-03-07T12:00:00Z"), 2);
    QCOMPARE(preview->firings[0].local, QStringLiteral("2026-03-08T03:00:00-04:00"));
    QVERIFY(preview->firings[0].moved);
    QCOMPARE(preview->firings[1].local, QStringLiteral("2026-03-09T02:30:00-04:00"));
    QVERIFY(!preview->firings[1].moved);
}

void ScheduleServiceTest::aTimeThatComesTwiceIsTold()
{
    ScheduleDesk desk;
    const auto preview = desk.preview(QStringLiteral("*/30 1 * * *"), newYork, instant("2026-11-01T04:00:00Z"), 4);
    QCOMPARE(preview->firings[1].local, QStringLiteral("2026-11-01T01:30:00-04:00"));
    QCOMPARE(preview->firings[1].fold, 0);
    QCOMPARE(preview->firings[3].local, QStringLiteral("2026-11-01T01:30:00-05:00"));
    QCOMPARE(preview->firings[3].fold, 1);
}

void ScheduleServiceTest::badFieldsAreNamed_data()
{
    QTest::addColumn<QString>("cron");
    QTest::addColumn<QString>("zone");
    QTest::addColumn<int>("count");
    QTest::addColumn<qint64>("after");
    QTest::addColumn<QString>("pointer");
    const QString good = QStringLiteral("0 9 * * *");
    QTest::newRow("no cron") << QString() << india << 1 << qint64{midnight.ms} << QStringLiteral("#/cron");
    QTest::newRow("an hour too many") << QStringLiteral("0 24 * * *") << india << 1 << qint64{midnight.ms}
                                      << QStringLiteral("#/cron");
    QTest::newRow("31 February") << QStringLiteral("0 9 31 2 *") << india << 1 << qint64{midnight.ms}
                                 << QStringLiteral("#/cron");
    QTest::newRow("no zone") << good << QString() << 1 << qint64{midnight.ms} << QStringLiteral("#/timezone");
    QTest::newRow("an abbreviation") << good << QStringLiteral("IST") << 1 << qint64{midnight.ms}
                                     << QStringLiteral("#/timezone");
    QTest::newRow("none") << good << india << 0 << qint64{midnight.ms} << QStringLiteral("#/count");
    QTest::newRow("one too many") << good << india << ceilings::firingsPreviewed + 1 << qint64{midnight.ms}
                                  << QStringLiteral("#/count");
    QTest::newRow("before the calendar") << good << india << 1 << qint64{-62'135'596'800'001}
                                         << QStringLiteral("#/after");
    QTest::newRow("after it") << good << india << 1 << qint64{instant("5000-01-01T00:00:00Z").ms}
                              << QStringLiteral("#/after");
}

void ScheduleServiceTest::badFieldsAreNamed()
{
    QFETCH(const QString, cron);
    QFETCH(const QString, zone);
    QFETCH(const int, count);
    QFETCH(const qint64, after);
    QFETCH(const QString, pointer);
    ScheduleDesk desk;
    const auto preview = desk.preview(cron, zone, WallTime{after}, count);
    QVERIFY(!preview.ok());
    QCOMPARE(preview.error().code, ErrorCode::InvalidInput);
    QCOMPARE(preview.error().pointer, pointer);
    QVERIFY(!preview.error().message.isEmpty());
}

void ScheduleServiceTest::theCountReachesToItsCeiling()
{
    ScheduleDesk desk;
    const auto preview = desk.preview(QStringLiteral("*/5 * * * *"), newYork, midnight, ceilings::firingsPreviewed);
    QCOMPARE(preview->firings.size(), static_cast<std::size_t>(ceilings::firingsPreviewed));
}

void ScheduleServiceTest::theRarestScheduleIsPreviewedInFull()
{
    ScheduleDesk desk;
    const WallTime late{instant("5000-01-01T00:00:00Z").ms - 1};
    const auto preview = desk.preview(QStringLiteral("0 9 */29 2 */7"), newYork, late, ceilings::firingsPreviewed);
    QVERIFY(preview.ok());
    QCOMPARE(preview->firings.size(), static_cast<std::size_t>(ceilings::firingsPreviewed));
    QVERIFY(preview->firings.back().at < instant("9999-12-31T00:00:00Z"));
}

void ScheduleServiceTest::presetsCanBePreviewed() // B1-11
{
    ScheduleDesk desk;
    QVERIFY(!desk.presets().empty());
    for (const SchedulePreset &preset : desk.presets()) {
        QVERIFY2(desk.preview(preset.cron, india, midnight).ok(), qPrintable(preset.name));
    }
}

void ScheduleServiceTest::theBackendHasTheDoor() // B1-12
{
    ServiceDesk desk;
    const auto preview =
        ask<SchedulePreview>(desk.caller, desk.services.schedules, &ScheduleService::preview, QStringLiteral("@hourly"),
                             QString(ScheduleService::defaultTimezone), std::optional<WallTime>(), 3);
    QVERIFY(preview.ok());
    QCOMPARE(preview->firings.size(), 3U);
    QVERIFY(preview->firings[0].local.endsWith(QStringLiteral("+05:30")));
}

QTEST_GUILESS_MAIN(ScheduleServiceTest)
#include "schedule_service_test.moc"
