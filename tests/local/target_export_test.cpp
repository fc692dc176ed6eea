// Targets written to a file, and the file read back.

#include "core/time_zone.h"
#include "support/calling_desk.h"

#include <QDir>
#include <QFile>
#include <QTest>

using namespace campanile;
using namespace campanile::test;

namespace {

class ExportDesk : public CallingDesk {
public:
    const QString file = folder.filePath(QStringLiteral("targets.csv"));

    Result<qint64> write(CampaignId campaign, TargetExport request = {},
                         const std::function<void(TargetProgress)> &progress = {})
    {
        request.path = request.path.isEmpty() ? file : request.path;
        return await<qint64>([&](Reply<qint64> reply) {
            static_cast<void>(
                services.targets.exportTo(caller, campaign, std::move(request), progress, std::move(reply)));
        });
    }
    [[nodiscard]] QByteArray written() const
    {
        QFile in(file);
        return in.open(QIODevice::ReadOnly) ? in.readAll() : QByteArray();
    }
    [[nodiscard]] QList<QByteArray> lines() const { return written().split('\n'); }
    /// The files in the folder of the test, beside the data directory.
    [[nodiscard]] QStringList files() const { return QDir(folder.path()).entryList(QDir::Files); }
};

/// What a list is made of.
std::vector<std::tuple<E164, QString, std::string>> peopleOf(const std::vector<TargetRow> &targets)
{
    std::vector<std::tuple<E164, QString, std::string>> people;
    for (const Target &target : targets) {
        people.emplace_back(target.number, target.name, target.variables);
    }
    return people;
}

} // namespace

class TargetExportTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyColumnIsWritten();
    void whatWasWrittenCanBeReadBack();
    void variablesOfAllRowsHaveColumns();
    void formulasAreMadeHarmless();
    void instantsAreWrittenInTheZone();
    void onlyWhatIsChosenIsWritten();
    void cancellingLeavesNoFile();
    void aFileIsReplacedWhenTheNewOneIsWhole();
    void whatCannotBeWrittenIsSaid();
};

void TargetExportTest::everyColumnIsWritten()
{
    ExportDesk desk;
    desk.hurry();
    const CampaignId campaign = desk.begun({answering(), E164{14155550001}}); // the second is busy
    QTRY_COMPARE_WITH_TIMEOUT(desk.overview(campaign).campaign.status, CampaignStatus::Completed, 30'000);
    const Result<qint64> rows = desk.write(campaign);
    QVERIFY2(rows.ok(), rows.ok() ? "" : qPrintable(rows.error().message));
    QCOMPARE(*rows, 2);
    const QList<QByteArray> lines = desk.lines();
    QCOMPARE(lines.size(), 4); // the last is empty
    QCOMPARE(lines[0], QByteArray("\xef\xbb\xbfnumber,name,status,state,attempts,last_outcome,next_at\r"));
    QVERIFY2(lines[1].startsWith("+14155550000,Person,dispatched,answered,1,"), lines[1].constData());
    QVERIFY2(lines[2].startsWith("+14155550001,Person,failed,busy,1,busy,\r"), lines[2].constData());
    QCOMPARE(desk.files(), QStringList{QStringLiteral("targets.csv")}); // nothing is left of the work
}

void TargetExportTest::whatWasWrittenCanBeReadBack()
{
    ExportDesk desk;
    const CampaignId campaign = desk.createCampaign()->id;
    QByteArray csv("phone,name,city,note\n");
    for (int i = 0; i < 5'000; ++i) { // more than one slice
        csv += "+1415555" + QByteArray::number(2'000 + i) + ",\"Zo\xc3\xab, no. " + QByteArray::number(i) +
               "\",Bern,\"two\nlines\"\n";
    }
    QCOMPARE(desk.import(campaign, csv)->inserted, 5'000);
    QCOMPARE(*desk.write(campaign), 5'000);
    QVERIFY(desk.lines()[0].endsWith(",next_at,city,note\r"));
    const CampaignId again = desk.createCampaign()->id;
    QCOMPARE(desk.import(again, desk.written())->inserted, 5'000);
    const auto before = peopleOf(desk.targets(campaign));
    const auto after = peopleOf(desk.targets(again));
    QCOMPARE(after.size(), before.size());
    for (std::size_t i = 0; i < before.size(); ++i) {
        QCOMPARE(std::get<E164>(after[i]), std::get<E164>(before[i]));
        QCOMPARE(std::get<QString>(after[i]), std::get<QString>(before[i]));
        const std::string &all = std::get<std::string>(before[i]);
        const std::string variables = all.substr(all.find(R"("city")")); // behind the name, which is a column anyway
        QVERIFY(variables.find("Bern") != std::string::npos && variables.find("two") != std::string::npos);
        QVERIFY2(std::get<std::string>(after[i]).find(variables) != std::string::npos,
                 std::get<std::string>(after[i]).c_str());
    }
}

void TargetExportTest::variablesOfAllRowsHaveColumns()
{
    ExportDesk desk;
    const CampaignId campaign = desk.createCampaign()->id;
    QVERIFY(desk.append(campaign, {{E164{14155552000}, "Ada", R"({"city":"Bern"})", 1},
                                   {E164{14155552001}, "Tom", R"({"plan":"gold","state":"Ohio","status":"vip"})", 2},
                                   {E164{14155552002}, "Eve", "{}", 3}})
                .ok());
    QCOMPARE(*desk.write(campaign), 3);
    const QList<QByteArray> lines = desk.lines();
    QVERIFY(lines[0].endsWith(",next_at,city,plan,variables.state,variables.status\r"));
    QCOMPARE(lines[1], QByteArray("+14155552000,Ada,pending,waiting,0,,,Bern,,,\r"));
    QCOMPARE(lines[2], QByteArray("+14155552001,Tom,pending,waiting,0,,,,gold,Ohio,vip\r"));
    QCOMPARE(lines[3], QByteArray("+14155552002,Eve,pending,waiting,0,,,,,,\r"));
}

void TargetExportTest::formulasAreMadeHarmless()
{
    ExportDesk desk;
    const CampaignId campaign = desk.createCampaign()->id;
    QVERIFY(desk.append(campaign, {{E164{14155552000}, "=1+1", "{}", 1}}).ok());
    QVERIFY(desk.write(campaign).ok());
    QCOMPARE(desk.lines()[1], QByteArray("+14155552000,'=1+1,pending,waiting,0,,\r"));
    TargetExport plain;
    plain.spreadsheetSafe = false;
    QVERIFY(desk.write(campaign, plain).ok());
    QVERIFY(desk.written().startsWith("number,"));
    QCOMPARE(desk.lines()[1], QByteArray("+14155552000,=1+1,pending,waiting,0,,\r"));
}

void TargetExportTest::instantsAreWrittenInTheZone()
{
    ExportDesk desk;
    NewCampaign fresh = oneAttemptEach();
    fresh.hours = ClosedHours().text();
    const CampaignId campaign = desk.begun({E164{14155552000}}, fresh);
    QTRY_COMPARE(desk.stats(campaign).of(TargetStatus::Scheduled), 1);
    TargetExport request;
    request.zone = QStringLiteral("Asia/Kolkata"); // half an hour off, and no summer time
    QVERIFY(desk.write(campaign, request).ok());
    const WallTime next = desk.targets(campaign).front().nextAt;
    const QByteArray there = TimeZone::find(request.zone)->toRfc3339(next).toLatin1();
    QVERIFY(there.endsWith("+05:30"));
    const QByteArray line = desk.lines()[1];
    QVERIFY2(line.startsWith("+14155552000,Person,scheduled,"), line.constData());
    QVERIFY2(line.endsWith(",0,," + there + '\r'), line.constData());
}

void TargetExportTest::onlyWhatIsChosenIsWritten()
{
    ExportDesk desk;
    const CampaignId campaign = desk.draft(30);
    TargetExport request;
    request.selection.filter.text = QStringLiteral("person 2");
    QCOMPARE(*desk.write(campaign, request), 11); // 2, and 20 to 29
    request.selection.filter.text = QStringLiteral("nobody");
    QCOMPARE(*desk.write(campaign, request), 0);
    QCOMPARE(desk.lines().size(), 2); // the head stands all the same
    QVERIFY(desk.skip(desk.targets(campaign)[3].id).ok());
    request.selection.filter = {};
    request.selection.filter.states = {TargetState::Skipped};
    QCOMPARE(*desk.write(campaign, request), 1);
    QCOMPARE(desk.lines()[1], QByteArray("+14155552003,Person 3,skipped,skipped,0,,\r"));
}

void TargetExportTest::cancellingLeavesNoFile()
{
    ExportDesk desk;
    const CampaignId campaign = desk.draft(9'000);
    std::promise<std::shared_ptr<TargetJob>> promise;
    const std::shared_future<std::shared_ptr<TargetJob>> known = promise.get_future().share();
    TargetExport request;
    request.path = desk.file;
    const Result<qint64> result = await<qint64>([&](Reply<qint64> reply) {
        promise.set_value(desk.services.targets.exportTo(
            desk.caller, campaign, request, [known](TargetProgress) { known.get()->cancel(); }, std::move(reply)));
    });
    QVERIFY(!result.ok());
    QCOMPARE(result.error().code, ErrorCode::Cancelled);
    QCOMPARE(desk.files(), QStringList());
}

void TargetExportTest::aFileIsReplacedWhenTheNewOneIsWhole()
{
    ExportDesk desk;
    const CampaignId campaign = desk.draft(3);
    QFile old(desk.file);
    QVERIFY(old.open(QIODevice::WriteOnly) && old.write("what was there before") > 0);
    old.close();
    TargetExport request;
    request.zone = QStringLiteral("Mars/Olympus");
    QVERIFY(!desk.write(campaign, request).ok());
    QCOMPARE(desk.written(), QByteArray("what was there before"));
    QCOMPARE(*desk.write(campaign), 3);
    QVERIFY(desk.written().contains("Person 2"));
    QCOMPARE(desk.files(), QStringList{QStringLiteral("targets.csv")});
}

void TargetExportTest::whatCannotBeWrittenIsSaid()
{
    ExportDesk desk;
    const CampaignId campaign = desk.draft(1);
    TargetExport nowhere;
    nowhere.path = desk.folder.filePath(QStringLiteral("no such folder/targets.csv"));
    const Result<qint64> refused = desk.write(campaign, nowhere);
    QCOMPARE(refused.error().code, ErrorCode::InvalidInput);
    QCOMPARE(refused.error().pointer, QStringLiteral("#/path"));
    TargetExport folder;
    folder.path = desk.folder.path() + QStringLiteral("/taken");
    QVERIFY(QDir().mkpath(folder.path));
    const Result<qint64> taken = desk.write(campaign, folder);
    QCOMPARE(taken.error().code, ErrorCode::InvalidInput); // and nothing about the database
    QCOMPARE(taken.error().pointer, QStringLiteral("#/path"));
    QVERIFY(QDir(folder.path).removeRecursively());
    TargetExport zone;
    zone.zone = QStringLiteral("Mars/Olympus");
    QCOMPARE(desk.write(campaign, zone).error().pointer, QStringLiteral("#/zone"));
    QCOMPARE(desk.write(CampaignId{1}).error().code, ErrorCode::NotFound);
    QCOMPARE(desk.files(), QStringList());
}

QTEST_GUILESS_MAIN(TargetExportTest)
#include "target_export_test.moc"
