// Ids and E.164 numbers: always growing, never twice, and read back only as they were written.

#include "core/e164.h"
#include "domain/ids.h"

#include <QTest>

#include <set>
#include <thread>

using namespace campanile;

namespace {

constexpr WallTime start{1'767'603'600'000};

} // namespace

class IdsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void idsGrow();
    void idsGrowWhenTheClockIsSetBack();
    void idsStayAboveThoseThatAreThere();
    void moreThanAMillisecondHoldsBorrowFromTheNext();
    void twoSlotsMakeDifferentIds();
    void idsOfSeveralThreadsDiffer();
    void idsAreWithinSixtyThreeBits();
    void thePublicFormIsReadBack();
    void textOrderIsNumberOrder();
    void whatIsNoIdIsRefused_data();
    void whatIsNoIdIsRefused();

    void aNumberHasTwoToFifteenDigits_data();
    void aNumberHasTwoToFifteenDigits();
};

void IdsTest::idsGrow()
{
    VirtualClock clock(start);
    IdSource ids(clock, 3);
    std::int64_t last = 0;
    for (int i = 0; i < 10'000; ++i) {
        if (i % 3 == 0) {
            clock.advance(Microseconds(400));
        }
        const std::int64_t id = ids.nextValue();
        QVERIFY(id > last);
        last = id;
    }
}

void IdsTest::idsGrowWhenTheClockIsSetBack()
{
    VirtualClock clock(start);
    IdSource ids(clock, 3);
    std::int64_t last = ids.nextValue();
    clock.stepWall(Milliseconds(-3'600'000));
    for (int i = 0; i < 10'000; ++i) {
        const std::int64_t id = ids.nextValue();
        QVERIFY(id > last);
        last = id;
        clock.advance(Microseconds(1'000));
    }
}

/// As of a process whose clock was ahead, and whose slot may be higher or lower.
void IdsTest::idsStayAboveThoseThatAreThere()
{
    VirtualClock ahead(start + Milliseconds(3'600'000));
    VirtualClock clock(start);
    for (const std::int64_t slot : {0, 512, 1'023}) {
        IdSource before(ahead, 512);
        std::int64_t last = before.nextValue();
        IdSource next(clock, slot, last);
        IdSource running(clock, slot);
        QVERIFY(running.nextValue() < last);
        running.stayAbove(last);
        for (int i = 0; i < 10'000; ++i) {
            const std::int64_t id = next.nextValue();
            QVERIFY(id > last);
            QCOMPARE((id >> 12) & 0x3ff, slot);
            QCOMPARE(running.nextValue(), id);
            last = id;
        }
        next.stayAbove(1); // what is lower changes nothing
        QVERIFY(next.nextValue() > last);
    }
    IdSource late(clock, 3, IdSource::firstValueAt(start - Milliseconds(1)));
    QVERIFY(late.nextValue() >= IdSource::firstValueAt(start)); // the clock has passed them
    QVERIFY(late.nextValue() < IdSource::firstValueAt(start + Milliseconds(1)));
}

void IdsTest::moreThanAMillisecondHoldsBorrowFromTheNext()
{
    VirtualClock clock(start);
    IdSource ids(clock, 1'023);
    std::int64_t last = 0;
    for (int i = 0; i < 3 * 4'096 + 5; ++i) { // within one millisecond
        const std::int64_t id = ids.nextValue();
        QVERIFY(id > last);
        QCOMPARE((id >> 12) & 0x3ff, 1'023); // and never into the slot
        last = id;
    }
    clock.advance(Milliseconds(1)); // the borrowed ones are still ahead
    QVERIFY(ids.nextValue() > last);
}

void IdsTest::twoSlotsMakeDifferentIds()
{
    VirtualClock clock(start);
    IdSource one(clock, 7);
    IdSource other(clock, 8);
    IdSource far(clock, 8 + 1'024 * 5); // counts as 8
    std::set<std::int64_t> seen;
    for (int i = 0; i < 5'000; ++i) {
        QVERIFY(seen.insert(one.nextValue()).second);
        const std::int64_t id = other.nextValue();
        QVERIFY(seen.insert(id).second);
        QCOMPARE(far.nextValue(), id);
    }
}

void IdsTest::idsOfSeveralThreadsDiffer()
{
    const SystemClock clock;
    IdSource ids(clock, 1);
    std::array<std::vector<std::int64_t>, 4> made;
    std::vector<std::thread> threads;
    for (std::vector<std::int64_t> &own : made) {
        threads.emplace_back([&ids, &own] {
            for (int i = 0; i < 20'000; ++i) {
                own.push_back(ids.nextValue());
            }
        });
    }
    for (std::thread &thread : threads) {
        thread.join();
    }
    std::set<std::int64_t> all;
    for (const std::vector<std::int64_t> &own : made) {
        QVERIFY(std::is_sorted(own.begin(), own.end()));
        all.insert(own.begin(), own.end());
    }
    QCOMPARE(all.size(), 80'000U);
}

void IdsTest::idsAreWithinSixtyThreeBits()
{
    const QDateTime late(QDate(2093, 1, 1), QTime(0, 0), Qt::UTC);
    VirtualClock clock(WallTime{late.toMSecsSinceEpoch()});
    IdSource ids(clock, 1'023);
    QVERIFY(ids.nextValue() > 0);
    VirtualClock early(WallTime{0}); // a machine whose battery is empty
    IdSource sameIds(early, 1);
    const std::int64_t first = sameIds.nextValue();
    QVERIFY(first > 0);
    QVERIFY(sameIds.nextValue() > first);
}

void IdsTest::thePublicFormIsReadBack()
{
    const SystemClock clock;
    IdSource ids(clock, 9);
    for (int i = 0; i < 1'000; ++i) {
        const auto id = ids.next<TargetId>();
        const QString text = id.toString();
        QCOMPARE(text.size(), 17);
        QVERIFY(text.startsWith(QStringLiteral("tgt_")));
        QCOMPARE(TargetId::parse(text), std::optional(id));
        QCOMPARE(QString::fromStdString(id.toStdString()), text);
    }
    for (const std::int64_t value : {std::int64_t{1}, std::int64_t{31}, std::int64_t{32}, INT64_MAX}) {
        QCOMPARE(ConversationId::parse(ConversationId{value}.toString()), std::optional(ConversationId{value}));
    }
    QCOMPARE(CampaignId::parse(u"cmp_01ka000000000"), CampaignId::parse(u"cmp_01KA000000000")); // typed by hand
    QVERIFY(CampaignId::parse(u"cmp_01ka000000000").has_value());
}

void IdsTest::textOrderIsNumberOrder()
{
    const std::vector<std::int64_t> values = {
        1, 9, 10, 31, 32, 1'000, 1'024, 123'456'789, 1LL << 40, (1LL << 62) + 5, INT64_MAX};
    for (std::size_t i = 1; i < values.size(); ++i) {
        QVERIFY(encodeBase32(values[i - 1]) < encodeBase32(values[i]));
    }
}

void IdsTest::whatIsNoIdIsRefused_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("nothing") << QString();
    QTest::newRow("another kind") << QStringLiteral("cmp_01KAJ4W8Z0R40");
    QTest::newRow("no prefix") << QStringLiteral("01KAJ4W8Z0R40");
    QTest::newRow("the prefix in capitals") << QStringLiteral("TGT_01KAJ4W8Z0R40");
    QTest::newRow("the prefix only") << QStringLiteral("tgt_");
    QTest::newRow("too short") << QStringLiteral("tgt_01KAJ4W8Z0R4");
    QTest::newRow("too long") << QStringLiteral("tgt_01KAJ4W8Z0R400");
    QTest::newRow("blank in front") << QStringLiteral(" tgt_01KAJ4W8Z0R40");
    QTest::newRow("blank behind") << QStringLiteral("tgt_01KAJ4W8Z0R40 ");
    for (const QChar letter : QStringLiteral("IiLlOoUu-_+")) {
        QTest::newRow(qPrintable(QStringLiteral("the letter %1").arg(letter)))
            << QStringLiteral("tgt_01KAJ4W8Z0R4") + letter;
    }
    QTest::newRow("a letter that looks like one") << QStringLiteral("tgt_01KAJ4W8Z0R4") + QChar(0x0410);
    QTest::newRow("a digit of another script") << QStringLiteral("tgt_01KAJ4W8Z0R4") + QChar(0x0661);
    QTest::newRow("a letter whose capital is ASCII") << QStringLiteral("tgt_01KAJ4W8Z0R4") + QChar(0x017f);
    QTest::newRow("none") << QStringLiteral("tgt_0000000000000");
    QTest::newRow("more than 63 bits") << QStringLiteral("tgt_8000000000000");
    QTest::newRow("more than 64 bits") << QStringLiteral("tgt_ZZZZZZZZZZZZZ");
}

void IdsTest::whatIsNoIdIsRefused()
{
    QFETCH(const QString, text);
    QCOMPARE(TargetId::parse(text), std::nullopt);
}

void IdsTest::aNumberHasTwoToFifteenDigits_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("digits"); // 0: refused
    QTest::newRow("an ordinary one") << QStringLiteral("+14155550142") << qint64{14155550142};
    QTest::newRow("two digits") << QStringLiteral("+10") << qint64{10};
    QTest::newRow("fifteen digits") << QStringLiteral("+999999999999999") << qint64{999999999999999};
    QTest::newRow("one digit") << QStringLiteral("+1") << qint64{0};
    QTest::newRow("sixteen digits") << QStringLiteral("+1000000000000000") << qint64{0};
    QTest::newRow("nothing") << QString() << qint64{0};
    QTest::newRow("a plus") << QStringLiteral("+") << qint64{0};
    QTest::newRow("no plus") << QStringLiteral("14155550142") << qint64{0};
    QTest::newRow("a zero in front") << QStringLiteral("+04155550142") << qint64{0};
    QTest::newRow("two pluses") << QStringLiteral("++4155550142") << qint64{0};
    QTest::newRow("a blank") << QStringLiteral("+1 4155550142") << qint64{0};
    QTest::newRow("a blank behind") << QStringLiteral("+14155550142 ") << qint64{0};
    QTest::newRow("an extension") << QStringLiteral("+14155550142x1") << qint64{0};
    QTest::newRow("digits of another script") << QStringLiteral("+1415555014") + QChar(0x0662) << qint64{0};
}

void IdsTest::aNumberHasTwoToFifteenDigits()
{
    QFETCH(const QString, text);
    QFETCH(const qint64, digits);
    const std::optional<E164> expected = digits > 0 ? std::optional(E164{digits}) : std::nullopt;
    QCOMPARE(E164::parse(text), expected);
    const QByteArray utf8 = text.toUtf8();
    QCOMPARE(E164::parse(std::string_view(utf8.constData(), static_cast<std::size_t>(utf8.size()))), expected);
    if (expected) {
        QCOMPARE(expected->toString(), text);
        QCOMPARE(expected->toStdString(), text.toStdString());
        QVERIFY(!expected->isNull());
    }
}

QTEST_GUILESS_MAIN(IdsTest)
#include "ids_test.moc"
