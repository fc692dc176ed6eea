// A program that asks for a call, a campaign, an agent, targets, a list and a register of numbers never to call, each
// with an idempotency key, is killed at the calls of the system by which it changes its data. The next one asks for the
// same. However often that happens: each request has one effect, and once it was answered, every answer is the same
// bytes.
//
// The same program asks when it is started as `once_kill_test ask FOLDER`.

#include "support/service_desk.h"

#include "storage/connection.h"

#include <QCoreApplication>
#include <QDir>
#include <QProcess>
#include <QTest>

#include <algorithm>
#include <array>
#include <atomic>
#include <fstream>
#include <map>
#include <sstream>

#include <fcntl.h>
#include <unistd.h>

using namespace campanile;
using namespace campanile::test;

namespace {

constexpr int patienceMs = 120'000;
// The short form strikes this many calls, an even choice of all.
constexpr std::size_t mostPoints = 60;
constexpr std::size_t rowsOfList = 3;

QString dataOf(const QString &folder)
{
    return folder + QStringLiteral("/data");
}

// ---- the program that asks ----

/// Differs with every encoding, so that equal bytes can only be those that were kept.
std::string nonce()
{
    static std::atomic<int> count{0};
    return std::to_string(::getpid()) + '.' + std::to_string(++count);
}

/// One line in one write: a killed process leaves a whole line or none.
void note(const QString &folder, const std::string &line)
{
    const QByteArray path = QFile::encodeName(folder + QStringLiteral("/answers"));
    const int file = ::open(path.constData(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    const std::string text = line + '\n';
    if (file < 0 || ::write(file, text.data(), text.size()) != static_cast<ssize_t>(text.size()) ||
        ::fsync(file) != 0) {
        qFatal("An answer could not be written down.");
    }
    ::close(file);
}

/// What the client of a program would do: it asks until the request is answered, and notes the answer.
class Client {
public:
    Client(LocalBackend &backend, QString folder)
        : m_services(backend.ownServices(CallerKind::CommandLine))
        , m_folder(std::move(folder))
    {
    }

    template<class T, class Ask>
    void ask(const char *name, Ask ask)
    {
        Caller caller = m_services.caller;
        caller.once = Once{QString::fromLatin1(name), QStringLiteral("the only body")};
        for (;;) {
            const KeptAnswer answer = answerTo<T>(caller, ask);
            if (answer.status != inProgress) {
                note(m_folder, std::string(name) + ' ' + std::to_string(answer.status) + ' ' + answer.body);
                return;
            }
        }
    }

    OwnServices &services() { return m_services; }

private:
    static constexpr int inProgress = 425;

    template<class T, class Ask>
    KeptAnswer answerTo(const Caller &caller, Ask ask)
    {
        auto promise = std::make_shared<std::promise<KeptAnswer>>();
        std::future<KeptAnswer> answer = promise->get_future();
        ask(caller, Answering<T>(
                        [](const Result<T> &result) {
                            if (result.ok()) {
                                return KeptAnswer{201, {}, idOf(*result) + '-' + nonce()};
                            }
                            const bool waits = result.error().code == ErrorCode::RequestInProgress;
                            return KeptAnswer{waits ? inProgress : 409, {}, result.error().message.toStdString()};
                        },
                        [promise](const KeptAnswer &given, bool) { promise->set_value(given); }));
        return answer.get();
    }
    static std::string idOf(const ImportSummary &made) { return std::to_string(made.id.value); }
    template<class Made>
    static std::string idOf(const Made &made)
    {
        return std::to_string(made.id.value);
    }

    OwnServices m_services;
    const QString m_folder;
};

struct Prepared {
    PhoneNumberId number;
    AgentId agent;
    CampaignId forTargets;
    CampaignId forList;
};

std::vector<NewTarget> threePeople()
{
    std::vector<NewTarget> rows;
    for (std::size_t i = 0; i < rowsOfList; ++i) {
        rows.push_back({E164{14155552000 + static_cast<std::int64_t>(i)}, "Person", "{}", static_cast<qint64>(i) + 1});
    }
    return rows;
}

int askEverything(const QString &folder)
{
    auto opened = LocalBackend::open({.dataDirectory = dataOf(folder), .simulatedWire = {}});
    if (!opened) {
        std::fprintf(stderr, "%s\n", qPrintable(opened.error().message));
        return 1;
    }
    Client client(**opened, folder);
    OwnServices &services = client.services();
    Prepared ids;
    std::ifstream(QFile::encodeName(folder + QStringLiteral("/ids")).constData()) >> ids.number.value >>
        ids.agent.value >> ids.forTargets.value >> ids.forList.value;
    client.ask<ScheduledCall>("call", [&](const Caller &caller, Answering<ScheduledCall> answering) {
        NewCall call;
        call.to = E164{14155550142};
        call.fromNumber = ids.number;
        call.agent = ids.agent;
        call.scheduledAt = SystemClock().wall() + Milliseconds(24LL * 3'600'000);
        services.queue.place(caller, call, std::move(answering));
    });
    client.ask<Campaign>("campaign", [&](const Caller &caller, Answering<Campaign> answering) {
        NewCampaign campaign;
        campaign.name = QStringLiteral("Asked for once");
        campaign.agent = ids.agent;
        campaign.fromNumber = ids.number;
        services.campaigns.create(caller, campaign, std::move(answering));
    });
    client.ask<Agent>("agent", [&](const Caller &caller, Answering<Agent> answering) {
        services.agents.create(caller, {.name = QStringLiteral("Asked for once")}, std::move(answering));
    });
    client.ask<ImportSummary>("targets", [&](const Caller &caller, Answering<ImportSummary> answering) {
        services.targets.append(caller, ids.forTargets, {threePeople(), {}}, std::move(answering));
    });
    client.ask<ImportSummary>("list", [&](const Caller &caller, Answering<ImportSummary> answering) {
        services.imports.start(caller, ServiceDesk::importOf(ids.forList, listOf(threePeople())), {},
                               std::move(answering));
    });
    client.ask<DoNotCallListSummary>("register", [&](const Caller &caller, Answering<DoNotCallListSummary> answering) {
        DoNotCallListRequest request;
        request.name = QStringLiteral("Asked for once");
        request.asOf = WallTime{1'767'225'600'000}; // 2026-01-01
        request.content = "+14155559001\n+14155559002\n";
        services.doNotCall.addList(caller, std::move(request), {}, std::move(answering));
    });
    return 0;
}

// ---- the test ----

constexpr std::array requests = {"call", "campaign", "agent", "targets", "list", "register"};
/// By which the program changes what is outside of it: the data, and the answers it writes down.
constexpr std::array changes = {"pwrite", "write", "fdatasync", "fsync", "ftruncate", "unlink", "rename"};

struct Point {
    std::string call;
    long at = 0;
};

/// A folder with data, in which the program asks.
class Round {
public:
    explicit Round(const QString &prepared)
    {
        QVERIFY(QDir().mkpath(dataOf(path())));
        for (const QString &name : {QStringLiteral("ids"), QStringLiteral("data/campanile.sqlite")}) {
            QVERIFY2(QFile::copy(prepared + QLatin1Char('/') + name, path() + QLatin1Char('/') + name),
                     qPrintable(name));
        }
    }
    [[nodiscard]] QString path() const { return m_folder.path(); }

    /// Runs the program under the strike; empty: it only counts. Answers the report.
    std::string strike(const Point &point)
    {
        const QString report = path() + QStringLiteral("/report");
        QStringList arguments;
        if (!point.call.empty()) {
            arguments << QStringLiteral("--call") << QString::fromStdString(point.call) << QStringLiteral("--at")
                      << QString::number(point.at) << QStringLiteral("--of") << QStringLiteral("files");
        }
        arguments << QStringLiteral("--data-dir") << dataOf(path()) << QStringLiteral("--report") << report
                  << QStringLiteral("--") << QCoreApplication::applicationFilePath() << QStringLiteral("ask") << path();
        run(QStringLiteral(CAMPANILE_STRIKE), arguments);
        std::ifstream file(QFile::encodeName(report).constData());
        return {std::istreambuf_iterator<char>(file), {}};
    }
    /// Runs the program to its end.
    void finish() { QCOMPARE(run(QCoreApplication::applicationFilePath(), {QStringLiteral("ask"), path()}), 0); }

    /// Every answer that was noted, by request.
    [[nodiscard]] std::map<std::string, std::vector<std::string>> answers() const
    {
        std::map<std::string, std::vector<std::string>> all;
        std::ifstream file(QFile::encodeName(path() + QStringLiteral("/answers")).constData());
        for (std::string name, rest; file >> name && std::getline(file, rest);) {
            all[name].push_back(rest);
        }
        return all;
    }
    [[nodiscard]] std::int64_t count(Sql<0> sql) const
    {
        Connection db(dataOf(path()) + QStringLiteral("/campanile.sqlite"), Connection::Access::ReadOnly);
        return db.integer(sql).value();
    }

private:
    int run(const QString &program, const QStringList &arguments)
    {
        QProcess process;
        process.setProcessChannelMode(QProcess::MergedChannels);
        process.start(program, arguments);
        if (!process.waitForFinished(patienceMs)) {
            process.kill();
            process.waitForFinished();
            return -1;
        }
        m_output = process.readAll();
        if (process.exitCode() != 0) {
            qWarning("%s", m_output.constData());
        }
        return process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
    }

    const QTemporaryDir m_folder;
    QByteArray m_output;
};

/// The calls that are struck: an even choice of all that change anything.
std::vector<Point> pointsOf(const std::string &report)
{
    std::vector<Point> all;
    std::istringstream lines(report);
    for (std::string line; std::getline(lines, line);) {
        std::istringstream words(line);
        std::string kind;
        std::string call;
        long every = 0;
        long ofData = 0;
        long ofFiles = 0;
        words >> kind >> call >> every >> ofData >> ofFiles;
        if (kind == "count" && std::find(changes.begin(), changes.end(), call) != changes.end()) {
            for (long at = 1; at <= ofFiles; ++at) {
                all.push_back({call, at});
            }
        }
    }
    std::vector<Point> chosen;
    const std::size_t step = std::max<std::size_t>(1, (all.size() + mostPoints - 1) / mostPoints);
    for (std::size_t i = 0; i < all.size(); i += step) {
        chosen.push_back(all[i]);
    }
    return chosen;
}

void check(const Round &round, const QByteArray &where)
{
    const auto answers = round.answers();
    for (const char *request : requests) {
        const auto found = answers.find(request);
        QVERIFY2(found != answers.end(), (where + request).constData());
        for (const std::string &answer : found->second) {
            QVERIFY2(answer.starts_with(" 201 "), (where + request + QByteArray::fromStdString(answer)).constData());
            QVERIFY2(answer == found->second.front(), (where + request + " was answered differently").constData());
        }
    }
    QVERIFY2(round.count("SELECT count(*) FROM scheduled_calls") == 1, where.constData());
    QVERIFY2(round.count("SELECT count(*) FROM campaigns") == 3, where.constData()); // two were there
    QVERIFY2(round.count("SELECT count(*) FROM agents") == 2, where.constData());    // one was there
    QVERIFY2(round.count("SELECT count(*) FROM targets") == static_cast<std::int64_t>(2 * rowsOfList),
             where.constData());
    QVERIFY2(round.count("SELECT count(*) FROM imports") == 2, where.constData());
    QVERIFY2(round.count("SELECT count(*) FROM do_not_call_lists") == 1, where.constData());
    QVERIFY2(round.count("SELECT count(*) FROM do_not_call") == 2, where.constData());
    QVERIFY2(round.count("SELECT count(*) FROM idempotency_keys") == static_cast<std::int64_t>(requests.size()),
             where.constData());
}

} // namespace

class OnceKillTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void anUndisturbedProgramIsAnsweredTheSameTwice();
    void aKilledProgramHasAskedOnce();

private:
    QTemporaryDir m_prepared;
};

void OnceKillTest::initTestCase()
{
    ServiceDesk desk(dataOf(m_prepared.path()));
    const CampaignId forTargets = desk.createCampaign()->id;
    const CampaignId forList = desk.createCampaign()->id;
    std::ofstream(QFile::encodeName(m_prepared.path() + QStringLiteral("/ids")).constData())
        << desk.setup.numbers.front().id.value << ' ' << desk.setup.agents.front().id.value << ' ' << forTargets.value
        << ' ' << forList.value << '\n';
    desk.backend.reset();
}

void OnceKillTest::anUndisturbedProgramIsAnsweredTheSameTwice()
{
    Round round(m_prepared.path());
    round.finish();
    round.finish();
    check(round, "undisturbed: ");
    QCOMPARE(round.answers().at("list").size(), 2U);
}

void OnceKillTest::aKilledProgramHasAskedOnce()
{
    Round counting(m_prepared.path());
    const std::string report = counting.strike({});
    const std::vector<Point> points = pointsOf(report);
    QVERIFY2(points.size() > 20, report.c_str()); // tracing is permitted, and the program changes things
    int killed = 0;
    for (const Point &point : points) {
        Round round(m_prepared.path());
        killed += round.strike(point).starts_with("struck") ? 1 : 0;
        round.finish();
        round.finish();
        check(round, QByteArray::fromStdString("killed at " + point.call + ' ' + std::to_string(point.at) + ": "));
        if (QTest::currentTestFailed()) {
            return;
        }
    }
    QVERIFY(killed > static_cast<int>(points.size()) / 2);
}

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    if (argc == 3 && std::string_view(argv[1]) == "ask") {
        return askEverything(QString::fromLocal8Bit(argv[2]));
    }
    OnceKillTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "once_kill_test.moc"
