// Whole lists of numbers that are never called: every row is accounted for, and no half list passes for a whole one.

#include "domain/ceilings.h"
#include "support/do_not_call_desk.h"
#include "support/random_list.h"
#include "support/refusals.h"

#include <QFile>
#include <QTest>

#include <future>

using namespace campanile;
using namespace campanile::test;

namespace {

QByteArray numbersFrom(std::int64_t first, int n)
{
    QByteArray list;
    for (int i = 0; i < n; ++i) {
        list += '+' + QByteArray::number(static_cast<qlonglong>(first + i)) + '\n';
    }
    return list;
}

} // namespace

class DoNotCallListTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyRowOfAListIsAccountedFor();
    void everyRowOfAnyListIsCountedOnce();
    void aListIsReadAsItWasChosen();
    void aGuessOfTheEncodingFarBelowIsTold();
    void bothReadingsOfANumberAreListed();
    void aRowWithTwoNumbersIsOneRow();
    void aRowWithAFieldTooManyIsListed();
    void whereverItsCountryStandsANumberIsListed();
    void aListIsReadFromAFile();
    void aBadListIsRefused();
    void aListThatIsCancelledIsNotRecorded();
    void aListUnderWayEndsWithTheProgram();
};

void DoNotCallListTest::everyRowOfAListIsAccountedFor()
{
    DoNotCallDesk desk;
    QVERIFY(desk.add(E164{14155550143}).ok());
    const auto summary = desk.addList(DoNotCallDesk::registerOf("phone,note\n"
                                                                "+14155550142,\n"
                                                                "(415) 555-0144,national\n" // as the caller ID's region
                                                                "415-555-0142,again\n"
                                                                "+14155550143,listed by hand\n"
                                                                "n/a,nobody\n"
                                                                "911,\n"));
    QVERIFY2(summary.ok(), summary.ok() ? "" : qPrintable(summary.error().message));
    QCOMPARE(summary->added, 2);
    QCOMPARE(summary->duplicates, 2);
    QCOMPARE(summary->rejected, 2);
    QCOMPARE(summary->numbers, 2);
    QCOMPARE(summary->headerRows, 1);
    QCOMPARE(summary->rows(), 6);
    QCOMPARE(summary->rowsRead(), 7);
    QCOMPARE(summary->reading.numberColumns, QStringList{QStringLiteral("phone")});
    QCOMPARE(summary->reading.header, QStringLiteral("phone,note"));
    QCOMPARE(summary->firstRejects.size(), 2U);
    QCOMPARE(summary->firstRejects[0].row, 6);
    QCOMPARE(summary->firstRejects[0].number, QStringLiteral("n/a"));
    QVERIFY(!summary->firstRejects[1].reason.isEmpty());
    QCOMPARE(desk.count(), 3);
    QCOMPARE(desk.entry(E164{14155550142})->source, QStringLiteral("csv"));
    QCOMPARE(desk.entry(E164{14155550142})->reason, QStringLiteral("National register"));
    QCOMPARE(desk.entry(E164{14155550143})->source, QStringLiteral("api")); // its first entry
    QVERIFY(desk.entry(E164{14155550144}));
    const auto lists = desk.lists();
    QCOMPARE(lists.size(), 1U);
    QCOMPARE(lists[0].id, summary->id);
    QCOMPARE(lists[0].name, QStringLiteral("National register"));
    QCOMPARE(lists[0].source, QStringLiteral("FTC"));
    QCOMPARE(lists[0].asOf, WallTime{1'767'225'600'000});
    QCOMPARE(lists[0].entries, 2);
    QCOMPARE(desk.lastAddition(), summary->id.toString());
    QCOMPARE(desk.events(), 2); // one for the number by hand, one for the list
}

void DoNotCallListTest::everyRowOfAnyListIsCountedOnce()
{
    DoNotCallDesk desk;
    for (std::uint64_t seed = 1; seed <= 60; ++seed) {
        const RandomList list(seed);
        ImportProgress told;
        const qint64 before = desk.count();
        const auto summary = desk.addList(DoNotCallDesk::registerOf(list.bytes),
                                          [&told](const ImportProgress &progress) { told = progress; });
        if (!summary) { // nobody is on it, or its columns leave a question
            QVERIFY2(summary.error().code == ErrorCode::InvalidInput, qPrintable(summary.error().message));
            QCOMPARE(desk.count(), before);
            continue;
        }
        const QByteArray place = "seed " + QByteArray::number(static_cast<qulonglong>(seed)) + '\n' + list.bytes;
        QVERIFY2(summary->added + summary->duplicates + summary->rejected + summary->headerRows +
                         summary->preambleRows ==
                     list.rows,
                 place.constData());
        QVERIFY2(summary->rows() == list.people, place.constData());
        QCOMPARE(told.rowsRead(), list.rows);
        QCOMPARE(desk.count() - before, summary->numbers);
        QCOMPARE(static_cast<qint64>(summary->firstRejects.size()), summary->rejected);
    }
}

void DoNotCallListTest::aListIsReadAsItWasChosen()
{
    const auto chosen = [](const QByteArray &content, auto choose) {
        DoNotCallDesk desk;
        DoNotCallListRequest request = DoNotCallDesk::registerOf(content);
        choose(request);
        auto summary = desk.addList(request);
        [&] { QVERIFY2(summary.ok(), summary.ok() ? "" : qPrintable(summary.error().message)); }();
        std::vector<E164> listed;
        const auto page = desk.page();
        for (const DoNotCallEntry &entry : page->rows) {
            listed.push_back(entry.number);
        }
        return std::pair{*summary, listed};
    };
    const QByteArray twoColumns("A,B\n4155550142,4155550152\n4155550143,4155550153\n");
    {
        DoNotCallDesk desk; // nobody knows which of them it is
        QCOMPARE(desk.addList(DoNotCallDesk::registerOf(twoColumns)).error().code, ErrorCode::InvalidInput);
    }
    const auto [byColumn, second] = chosen(twoColumns, [](auto &r) { r.choices.numberColumn = QStringLiteral("B"); });
    QCOMPARE(second, (std::vector{E164{14155550152}, E164{14155550153}}));
    QCOMPARE(byColumn.reading.numberColumns, QStringList{QStringLiteral("B")});
    const auto [noHeader, everybody] =
        chosen("+14155550142,x\n+14155550143,y\n", [](auto &r) { r.choices.hasHeader = false; });
    QCOMPARE(noHeader.headerRows, 0);
    QCOMPARE(everybody.size(), 2U);
    const auto [named, one] = chosen("\xf2\xe5\xeb\xe5\xf4\xee\xed\n+14155550142\n", // "телефон"
                                     [](auto &r) { r.choices.encoding = TextEncoding::Windows1251; });
    QCOMPARE(named.reading.encoding, QStringLiteral("Windows-1251"));
    QVERIFY(!named.reading.encodingIsAssumed);
    QCOMPARE(named.reading.header, QStringLiteral("телефон"));
    QCOMPARE(one.size(), 1U);
    const auto [read, german] = chosen("phone\n491711234573\n", [](auto &r) {
        r.defaultRegion = QStringLiteral("DE");
        r.reading = NumberReading::WithCallingCode;
    });
    QCOMPARE(german, std::vector{E164{491711234573}});
    QCOMPARE(read.numbers, 1);
}

void DoNotCallListTest::aGuessOfTheEncodingFarBelowIsTold()
{
    DoNotCallDesk desk;
    const QByteArray list = "phone,note\n" + QByteArray("+14155550142,again and again\n").repeated(12'000);
    const auto summary = desk.addList(DoNotCallDesk::registerOf(list + "+14155550143,Zo\xeb\n"));
    QVERIFY2(summary.ok(), summary.ok() ? "" : qPrintable(summary.error().message));
    QCOMPARE(summary->added, 2);
    QCOMPARE(summary->reading.encoding, QStringLiteral("Windows-1252"));
    QVERIFY(summary->reading.encodingIsAssumed);
}

void DoNotCallListTest::aRowWithTwoNumbersIsOneRow()
{
    DoNotCallDesk desk;
    QVERIFY(desk.add(E164{14155550142}).ok());
    const auto summary = desk.addList(DoNotCallDesk::registerOf("Name,Phone 1,Phone 2\n"
                                                                "Ada,+14155550142,+14155550143\n"   // one is new
                                                                "Bo,+14155550143,+14155550142\n"    // both are listed
                                                                "Cy,+14155550144,+14155550145\n")); // both are new
    QVERIFY2(summary.ok(), summary.ok() ? "" : qPrintable(summary.error().message));
    QCOMPARE(summary->added, 2);
    QCOMPARE(summary->duplicates, 1);
    QCOMPARE(summary->numbers, 3);
    QCOMPARE(summary->rowsRead(), 4);
    QCOMPARE(desk.lists()[0].entries, 3);
}

void DoNotCallListTest::bothReadingsOfANumberAreListed()
{
    DoNotCallDesk desk;
    DoNotCallListRequest request = DoNotCallDesk::registerOf("phone\n491711234573\n");
    request.defaultRegion = QStringLiteral("DE");
    const auto summary = desk.addList(std::move(request));
    QVERIFY2(summary.ok(), summary.ok() ? "" : qPrintable(summary.error().message));
    QCOMPARE(summary->added, 1); // row
    QCOMPARE(summary->numbers, 2);
    QVERIFY(desk.entry(E164{491711234573}).has_value());
    QVERIFY(desk.entry(E164{49491711234573}).has_value());
}

void DoNotCallListTest::aRowWithAFieldTooManyIsListed()
{
    DoNotCallDesk desk;
    const auto summary = desk.addList(DoNotCallDesk::registerOf("name,account,phone,note\n"
                                                                "Ada,7,+14155550142,asked\n"
                                                                "Bo,7,+14155550143,please, never again\n"
                                                                "Muster, Cy,7,+14155550144,asked\n"
                                                                "Muster, Di,2025550101,+14155550145,asked\n"
                                                                "Ed,7,,please, never again\n"
                                                                "Bo,7,(415) 555-0143,,once more\n"
                                                                "Fay,7,+14155550146,asked\n"
                                                                "Gus,7,+14155550147,asked\n"));
    QVERIFY2(summary.ok(), summary.ok() ? "" : qPrintable(summary.error().message));
    QCOMPARE(summary->added, 6);
    QCOMPARE(summary->duplicates, 1);
    QCOMPARE(summary->rejected, 1); // there is no number in it
    QCOMPARE(summary->rowsRead(), 9);
    QCOMPARE(summary->firstRejects.front().row, 6);
    QCOMPARE(summary->firstRejects.front().rule, ErrorRule::RowUnreadable);
    for (const std::int64_t digits : {14155550142, 14155550143, 14155550144, 14155550145}) {
        QVERIFY(desk.entry(E164{digits}));
    }
    QVERIFY(desk.entry(E164{12025550101})); // nobody can tell that it is no telephone number
    QCOMPARE(summary->numbers, 7);
}

void DoNotCallListTest::whereverItsCountryStandsANumberIsListed()
{
    DoNotCallDesk desk;
    const auto summary = desk.addList(DoNotCallDesk::registerOf("name,country,phone,note\n"
                                                                "Ada,United Kingdom,07911 123456,asked\n"
                                                                "Bo,United Kingdom,07911 123457,please, never\n"
                                                                "Muster, Cy,United Kingdom,07911 123458,asked\n"));
    QVERIFY2(summary.ok(), summary.ok() ? "" : qPrintable(summary.error().message));
    QCOMPARE(summary->added, 3);
    QCOMPARE(summary->rejected, 0);
    for (const std::int64_t digits : {447911123456, 447911123457, 447911123458}) {
        QVERIFY(desk.entry(E164{digits}));
    }
}

void DoNotCallListTest::aListIsReadFromAFile()
{
    DoNotCallDesk desk;
    QFile file(desk.folder.filePath(QStringLiteral("numbers.txt")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(numbersFrom(14155560000, 12'345)); // no header, and no sum of whole slices
    file.close();
    DoNotCallListRequest request = DoNotCallDesk::registerOf({});
    request.path = file.fileName();
    request.source.clear();
    std::vector<ImportProgress> told;
    const auto summary = desk.addList(request, [&told](const ImportProgress &progress) { told.push_back(progress); });
    QCOMPARE(summary->added, 12'345);
    QCOMPARE(desk.count(), 12'345);
    QVERIFY(desk.entry(E164{14155560000 + 12'344}));
    QCOMPARE(desk.lists()[0].source, QStringLiteral("numbers.txt"));
    QVERIFY(!told.empty());
    QCOMPARE(told.back().rows, 12'345);
    QCOMPARE(told.back().bytesRead, told.back().bytesTotal);
    QCOMPARE(desk.addList(request)->duplicates, 12'345);
    QCOMPARE(desk.count(), 12'345);
}

void DoNotCallListTest::aBadListIsRefused()
{
    DoNotCallDesk desk;
    const auto with = [&](auto change) {
        DoNotCallListRequest request = DoNotCallDesk::registerOf("+14155550142\n");
        change(request);
        return desk.addList(request);
    };
    refuses(with([](auto &r) { r.name = QStringLiteral(" "); }), "#/name");
    refuses(with([](auto &r) { r.name = QString(ceilings::nameLength + 1, u'x'); }), "#/name");
    refuses(with([](auto &r) { r.source = QString(ceilings::nameLength + 1, u'x'); }), "#/source");
    refuses(with([](auto &r) { r.asOf = {}; }), "#/as_of");
    refuses(with([](auto &r) { r.asOf = SystemClock().wall() + Milliseconds(60'000); }), "#/as_of");
    refuses(with([](auto &r) { r.defaultRegion = QStringLiteral("XX"); }), "#/default_region");
    QCOMPARE(with([](auto &r) { r.path = QStringLiteral("/does/not/exist.csv"); }).error().code,
             ErrorCode::FileNotReadable);
    QCOMPARE(with([](auto &r) { r.content = "colour,shape\nred,round\n"; }).error().code, ErrorCode::InvalidInput);
    QCOMPARE(with([](auto &r) { r.content = {}; }).error().code, ErrorCode::InvalidInput);
    QCOMPARE(desk.count(), 0);
    QVERIFY(desk.lists().empty());
    QVERIFY(with([](auto &r) { r.name = QString(ceilings::nameLength, u'x'); }).ok());
}

void DoNotCallListTest::aListThatIsCancelledIsNotRecorded()
{
    DoNotCallDesk desk;
    auto promise = std::make_shared<std::promise<Result<DoNotCallListSummary>>>();
    auto answer = promise->get_future();
    auto begun = std::make_shared<std::promise<void>>();
    const auto isBegun = begun->get_future();
    const auto go = std::make_shared<std::promise<void>>();
    const auto job = desk.services.doNotCall.addList(
        desk.caller, DoNotCallDesk::registerOf(numbersFrom(14155560000, 50'000)),
        [begun, may = std::make_shared<std::shared_future<void>>(go->get_future().share()),
         first = std::make_shared<bool>(true)](const ImportProgress &) {
            if (std::exchange(*first, false)) {
                begun->set_value();
                may->wait(); // until it has been cancelled
            }
        },
        [promise](Result<DoNotCallListSummary> result) { promise->set_value(std::move(result)); });
    isBegun.wait();
    job->cancel();
    go->set_value();
    QCOMPARE(answer.get().error().code, ErrorCode::Cancelled);
    QVERIFY(desk.lists().empty()); // it was not complete
    QVERIFY(desk.count() > 0);     // and yet nobody on it is called
    QVERIFY(desk.count() < 50'000);
    QCOMPARE(desk.events(), 0);
}

void DoNotCallListTest::aListUnderWayEndsWithTheProgram()
{
    auto promise = std::make_shared<std::promise<Result<DoNotCallListSummary>>>();
    auto answer = promise->get_future();
    {
        DoNotCallDesk desk;
        desk.services.doNotCall.addList(
            desk.caller, DoNotCallDesk::registerOf(numbersFrom(14155560000, 200'000)), {},
            [promise](Result<DoNotCallListSummary> result) { promise->set_value(std::move(result)); });
    }
    QCOMPARE(answer.wait_for(std::chrono::seconds(0)), std::future_status::ready);
    const auto result = answer.get();
    QVERIFY(result.ok() || result.error().code == ErrorCode::Cancelled);
}

QTEST_GUILESS_MAIN(DoNotCallListTest)
#include "do_not_call_list_test.moc"
