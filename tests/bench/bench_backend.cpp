#include "bench_backend.h"
#include "benches.h"

#include "core/deliver.h"

#include <QDir>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>

namespace campanile::bench {

namespace {

QString emptied(const QString &folder)
{
    QDir(folder).removeRecursively();
    return folder;
}

} // namespace

BenchBackend::BenchBackend(const QString &folder)
    : BenchBackend(emptied(folder), Existing{})
{
}

BenchBackend::BenchBackend(const QString &folder, Existing)
{
    Result<std::unique_ptr<LocalBackend>> opened = LocalBackend::open({.dataDirectory = folder, .simulatedWire = {}});
    if (!opened) {
        std::fprintf(stderr, "%s\n", opened.error().message.toUtf8().constData());
        std::exit(1);
    }
    m_backend = std::move(*opened);
    m_services.emplace(m_backend->ownServices(CallerKind::CommandLine));
}

BenchBackend::~BenchBackend() = default;

template<class T>
T BenchBackend::await(const std::function<void(Reply<T>)> &call)
{
    QEventLoop loop;
    QObject here;
    std::optional<Result<T>> answer;
    call(deliverTo<T>(&here, [&](Result<T> result) {
        answer.emplace(std::move(result));
        loop.quit();
    }));
    loop.exec();
    if (!*answer) {
        std::fprintf(stderr, "%s\n", answer->error().message.toUtf8().constData());
        std::exit(1);
    }
    return std::move(**answer);
}

CampaignId BenchBackend::prepareCampaign(const QString &hours)
{
    const auto setup = await<Setup>(
        [this](Reply<Setup> reply) { m_services->workspaces.ensureBasics(m_services->caller, std::move(reply)); });
    SimulationSettings instant;
    instant.busyRate = instant.noAnswerRate = instant.declinedRate = instant.invalidRate = 0;
    instant.carrierErrorRate = instant.voicemailRate = 0;
    instant.ringTime = instant.talkTime = Milliseconds(0);
    await<Trunk>([&](Reply<Trunk> reply) {
        m_services->trunks.changeSimulation(m_services->caller, setup.trunks.front().id, instant, std::move(reply));
    });
    NewCampaign fresh;
    fresh.retry.maxAttempts = 1;
    fresh.name = QStringLiteral("Benchmark");
    fresh.hours = hours;
    fresh.agent = setup.agents.front().id;
    fresh.fromNumber = setup.numbers.front().id;
    return await<Campaign>([&](Reply<Campaign> reply) {
               m_services->campaigns.create(m_services->caller, fresh, std::move(reply));
           })
        .id;
}

ImportSummary BenchBackend::run(ImportRequest request)
{
    return await<ImportSummary>([&](Reply<ImportSummary> reply) {
        m_services->imports.start(m_services->caller, std::move(request), nullptr, std::move(reply));
    });
}

ImportSummary BenchBackend::import(CampaignId campaign, const QString &path, const QString &region)
{
    ImportRequest request;
    request.campaign = campaign;
    request.path = path;
    request.defaultRegion = region;
    return run(std::move(request));
}

ImportSummary BenchBackend::importContent(CampaignId campaign, const QByteArray &content)
{
    ImportRequest request;
    request.campaign = campaign;
    request.content = content;
    return run(std::move(request));
}

CampaignStats BenchBackend::dialAll(CampaignId campaign)
{
    QEventLoop loop;
    CampaignStats stats;
    QObject here;
    QObject::connect(&m_services->changes, &ChangeFeed::changed, &here, [&](const ChangeSet &) {
        m_services->campaigns.get(m_services->caller, campaign,
                                  deliverTo<CampaignOverview>(&here, [&](Result<CampaignOverview> now) {
                                      if (now && now->campaign.status == CampaignStatus::Completed) {
                                          stats = now->stats;
                                          loop.quit();
                                      }
                                  }));
    });
    await<Campaign>(
        [&](Reply<Campaign> reply) { m_services->campaigns.start(m_services->caller, campaign, std::move(reply)); });
    loop.exec();
    return stats;
}

void BenchBackend::startHeldCampaign(int people, int first)
{
    static constexpr std::array<const char *, 7> days{"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
    const int later = (QDate::currentDate().dayOfWeek() - 1 + 3) % 7; // far enough for any zone and any run
    const CampaignId campaign = prepareCampaign(QStringLiteral(R"({"zone":"UTC","%1":["12:00-13:00"]})")
                                                    .arg(QLatin1StringView(days.at(static_cast<std::size_t>(later)))));
    importContent(campaign, listOf(first, people));
    await<Campaign>(
        [&](Reply<Campaign> reply) { m_services->campaigns.start(m_services->caller, campaign, std::move(reply)); });
}

void BenchBackend::waitForDial()
{
    QEventLoop loop;
    QObject here;
    QObject::connect(&m_services->changes, &ChangeFeed::changed, &here, [&](const ChangeSet &set) {
        if (set.calls) {
            loop.quit();
        }
    });
    loop.exec();
}

void BenchBackend::stopAll()
{
    QEventLoop loop;
    QObject here;
    m_services->engine.stopAll(m_services->caller,
                               deliverTo<void>(&here, [&loop](const Result<void> &) { loop.quit(); }));
    loop.exec();
}

double BenchBackend::secondsToFirstRows(CampaignId campaign, const TargetFilter &filter,
                                        std::optional<TargetOrder> order)
{
    double seconds = -1; // as long as no row was read
    const SystemClock clock;
    const MonoTime start = clock.mono();
    const auto read = [&](std::vector<TargetId> ids) {
        if (seconds < 0) {
            readRows(std::move(ids));
            seconds = static_cast<double>((clock.mono() - start).count()) / 1e6;
        }
    };
    QObject here;
    const Reply<std::vector<TargetId>> deliver =
        deliverTo<std::vector<TargetId>>(&here, [&read](Result<std::vector<TargetId>> ids) { read(std::move(*ids)); });
    QueryHandle handle;
    auto ids = await<std::vector<TargetId>>([&](Reply<std::vector<TargetId>> reply) {
        handle = order ? m_services->targets.sorted(
                             m_services->caller, campaign, filter, *order,
                             [&deliver](std::vector<TargetId> first) { deliver(std::move(first)); }, std::move(reply))
                       : m_services->targets.ids(m_services->caller, campaign, filter, std::move(reply));
    });
    read(std::move(ids));
    return seconds;
}

void BenchBackend::readRows(std::vector<TargetId> ids)
{
    constexpr std::size_t shownRows = 100; // more than fit on a screen
    ids.resize(std::min(ids.size(), shownRows));
    await<std::vector<TargetRow>>([&](Reply<std::vector<TargetRow>> reply) {
        m_services->targets.rows(m_services->caller, std::move(ids), std::move(reply));
    });
}

qint64 BenchBackend::exportAll(CampaignId campaign, const QString &path)
{
    TargetExport request;
    request.path = path;
    return await<qint64>([&](Reply<qint64> reply) {
        m_services->targets.exportTo(m_services->caller, campaign, std::move(request), nullptr, std::move(reply));
    });
}

QByteArray listOf(int first, int people)
{
    QByteArray csv("phone,name\n");
    for (int i = first; i < first + people; ++i) {
        csv += '+' + QByteArray::number(listedNumber(i)) + ",Person " + QByteArray::number(i) + '\n';
    }
    return csv;
}

double secondsOf(const std::function<void()> &work)
{
    const SystemClock clock;
    const MonoTime start = clock.mono();
    work();
    return static_cast<double>((clock.mono() - start).count()) / 1e6;
}

double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

} // namespace campanile::bench
