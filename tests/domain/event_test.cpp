// Events: their names, and data that are JSON whatever they say.

#include "domain/event.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace campanile;

class EventTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyTypeHasANameOfItsOwn();
    void dataAreAnObjectOfJson();
    void textIsEscaped_data();
    void textIsEscaped();
};

void EventTest::everyTypeHasANameOfItsOwn()
{
    QSet<QString> names;
    for (int type = 1; type <= static_cast<int>(lastEventType); ++type) {
        const QString name(nameOf(static_cast<EventType>(type)));
        QVERIFY(name.contains(u'.'));
        QVERIFY(!names.contains(name));
        names.insert(name);
        QCOMPARE(eventTypeFrom(name), std::optional(static_cast<EventType>(type)));
    }
    QCOMPARE(eventTypeFrom(u"campaign.forgotten"), std::nullopt);
    QCOMPARE(eventTypeFrom(u"unknown"), std::nullopt);
}

void EventTest::dataAreAnObjectOfJson()
{
    QCOMPARE(EventData().json(), std::string("{}"));
    EventData inner;
    inner.add("n", std::int64_t{-9'223'372'036'854'775'807});
    EventData data;
    data.add("status", QLatin1StringView("failed")).add("attempt", 2).add("counts", inner).add("empty", EventData());
    QCOMPARE(data.json(),
             std::string(R"({"status":"failed","attempt":2,"counts":{"n":-9223372036854775807},"empty":{}})"));
}

void EventTest::textIsEscaped_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("plain") << QStringLiteral("plain");
    QTest::newRow("empty") << QString();
    QTest::newRow("marks") << QStringLiteral("a \"quoted\" back\\slash /");
    QTest::newRow("beyond ASCII") << QStringLiteral("Grüße, 東京 🙂");
    QString controls;
    for (char16_t c = 0; c < 0x20; ++c) {
        controls += QChar(c);
    }
    QTest::newRow("controls") << controls + QChar(0x7f);
}

void EventTest::textIsEscaped()
{
    QFETCH(const QString, text);
    EventData data;
    data.add("text", text);
    QJsonParseError error;
    const QJsonDocument read = QJsonDocument::fromJson(QByteArray::fromStdString(data.json()), &error);
    QCOMPARE(error.error, QJsonParseError::NoError);
    QCOMPARE(read.object().value(QLatin1StringView("text")).toString(), text);
}

QTEST_GUILESS_MAIN(EventTest)
#include "event_test.moc"
