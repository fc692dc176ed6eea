#include "dial_run.h"

#include "dial_refusals.h"
#include "exit_status.h"

#include <QCoreApplication>

#include <algorithm>
#include <cstdio>

namespace campanile {

namespace {

constexpr int rowsShown = 20; // of each fate
// The change feed says when to look; this only bounds how often.
constexpr int lookAgainMs = 100;
// Nothing changes while a campaign waits, and its clock runs all the same.
constexpr int tickMs = 1'000;

} // namespace

DialRun::DialRun(const DialOptions &options, const ListOptions &list, const OwnServices &services)
    : m_options(options)
    , m_list(list)
    , m_services(services)
    , m_finder(options, list, services)
    , m_progress(options.json)
    , m_startedAt(m_clock.mono())
{
    m_look.setSingleShot(true);
    m_look.setInterval(lookAgainMs);
    connect(&m_look, &QTimer::timeout, this, [this] { look(); });
    m_tick.setInterval(tickMs);
    connect(&m_tick, &QTimer::timeout, this, [this] { look(); });
    connect(&services.changes, &ChangeFeed::changed, this, [this](const ChangeSet &changes) {
        if (m_dialling && changes.campaigns.contains(m_campaign) && !m_look.isActive()) {
            m_look.start();
        }
    });
}

void DialRun::begin()
{
    m_finder.find([this](const Result<FoundCampaign> &found) {
        if (!found) {
            fail(found.error());
            return;
        }
        m_campaign = found->id;
        tellOthers(*found);
    });
}

/// The engine of this process dials for every active campaign, not for this list alone.
void DialRun::tellOthers(const FoundCampaign &found)
{
    m_services.campaigns.list(
        m_services.caller, step<std::vector<CampaignOverview>>([this, found](const std::vector<CampaignOverview> &all) {
            m_others = otherCampaigns(all, m_campaign);
            m_progress.setOthers(static_cast<int>(m_others.size()));
            printOthers(m_others);
            found.hasPeople ? goOnWithPeople(found.status) : importFile();
        }));
}

void DialRun::interrupt()
{
    m_progress.finish();
    std::fputs("Interrupted. The same command goes on where this one stopped.\n", stderr);
    QCoreApplication::exit(ExitInterrupted);
}

void DialRun::fail(const Error &error)
{
    m_progress.finish();
    printRefusal(error, m_options.json, m_refusedList);
    const bool ours = error.code == ErrorCode::Internal || error.code == ErrorCode::StorageFailed;
    QCoreApplication::exit(ours ? ExitFailure : ExitBadInput);
}

void DialRun::importFile()
{
    ImportRequest request = listRequest(m_options, m_list);
    request.campaign = m_campaign;
    if (!m_options.again) {
        request.skipCalledSince = m_list.skipCalledSince;
    }
    const auto tell = [this](ImportProgress progress) {
        m_fromImport.post([this, progress] { m_progress.showImport(progress); });
    };
    m_services.imports.start(m_services.caller, request, tell, step<ImportSummary>([this](const ImportSummary &import) {
                                 m_import = import;
                                 m_progress.finish();
                                 if (!m_options.json) {
                                     printReading(import);
                                 }
                                 if (import.inserted == 0) {
                                     refuseEmptyList();
                                 } else {
                                     configure(CampaignStatus::Draft);
                                 }
                             }));
}

void DialRun::refuseEmptyList()
{
    m_refusedList = m_import;
    m_services.campaigns.cancel(m_services.caller, m_campaign, step<Campaign>([this](const Campaign &) {
                                    fail(refusedEmpty(m_options.file, m_import));
                                }));
}

/// The campaign has its people already.
void DialRun::goOnWithPeople(CampaignStatus status)
{
    m_services.imports.last(m_services.caller, m_campaign,
                            step<ImportSummary>([this, status](const ImportSummary &import) {
                                m_import = import;
                                if (!m_options.json && !import.reading.numberColumns.isEmpty()) {
                                    printReading(import);
                                }
                                configure(status);
                            }));
}

void DialRun::configure(CampaignStatus status)
{
    if (m_options.speed <= 0) {
        goOn(status);
        return;
    }
    m_services.workspaces.read(
        m_services.caller, step<Setup>([this, status](const Setup &setup) {
            const auto simulated = std::find_if(setup.trunks.begin(), setup.trunks.end(), [](const Trunk &trunk) {
                return trunk.kind == CarrierKind::Simulated;
            });
            if (simulated == setup.trunks.end()) {
                goOn(status);
                return;
            }
            SimulationSettings settings = simulated->simulation;
            settings.speed = m_options.speed;
            m_services.trunks.changeSimulation(m_services.caller, simulated->id, settings,
                                               step<Trunk>([this, status](const Trunk &) { goOn(status); }));
        }));
}

void DialRun::goOn(CampaignStatus status)
{
    m_dialling = true;
    m_tick.start();
    const auto watch = step<Campaign>([this](const Campaign &) { look(); });
    if (status == CampaignStatus::Draft) {
        m_services.campaigns.start(m_services.caller, m_campaign, watch);
    } else if (status == CampaignStatus::Paused) {
        m_services.campaigns.resume(m_services.caller, m_campaign, watch);
    } else {
        look();
    }
}

void DialRun::look()
{
    m_services.campaigns.get(m_services.caller, m_campaign, step<CampaignOverview>([this](const CampaignOverview &now) {
                                 if (!m_dialling) {
                                     return; // an earlier look has seen the end
                                 }
                                 // Whoever is on the line when the campaign is paused talks to the end.
                                 const bool isPaused = now.campaign.status == CampaignStatus::Paused;
                                 if (isTerminal(now.campaign.status)) {
                                     stopLooking();
                                     summarise(now);
                                 } else if (isPaused && now.stats.inFlight == 0) {
                                     m_paused = now.campaign;
                                     stopLooking();
                                     summarise(now);
                                 } else {
                                     m_progress.showCampaign(now);
                                 }
                             }));
}

void DialRun::stopLooking()
{
    m_dialling = false;
    m_look.stop();
    m_tick.stop();
    m_progress.finish();
}

/// @param last  how its campaign stands at the end of this run
void DialRun::summarise(const CampaignOverview &last)
{
    m_services.campaigns.list(
        m_services.caller, step<std::vector<CampaignOverview>>([this, last](const std::vector<CampaignOverview> &all) {
            recount(m_others, all);
            readLeftOut(last);
        }));
}

void DialRun::readLeftOut(const CampaignOverview &last)
{
    m_services.imports.rejects(
        m_services.caller, m_import.id, 0, rowsShown,
        step<std::vector<RejectedRow>>([this, last](const std::vector<RejectedRow> &rejects) {
            m_services.imports.skipped(
                m_services.caller, m_import.id, 0, rowsShown,
                step<std::vector<RejectedRow>>([this, last, rejects](const std::vector<RejectedRow> &skipped) {
                    conclude({m_import, last.stats, last.states, 0, rejects, skipped, m_others, m_paused});
                }));
        }));
}

void DialRun::conclude(DialSummary summary)
{
    summary.seconds = static_cast<double>((m_clock.mono() - m_startedAt).count()) / 1e6;
    m_options.json ? printJson(summary) : printText(summary);
    if (summary.paused) {
        printPause(m_options.file, *summary.paused);
    }
    const bool someFailed = summary.stats.of(TargetStatus::Failed) > 0;
    QCoreApplication::exit(summary.paused ? ExitPaused : someFailed ? ExitSomeFailed : ExitSuccess);
}

} // namespace campanile
