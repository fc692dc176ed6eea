#include "dial_command.h"

#include "console_progress.h"
#include "core/deliver.h"
#include "core/task_queue.h"
#include "csv/csv_preview.h"
#include "dial_summary.h"
#include "english/english.h"
#include "exit_status.h"
#include "list_options.h"
#include "local/local_backend.h"
#include "unix_signals.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDateTime>
#include <QFile>
#include <QFileInfo>
#include <QTimer>

#include <algorithm>
#include <cstdio>

namespace campanile {

namespace {

constexpr int rowsShown = 20; // of each fate
// The change feed says when to look; this only bounds how often.
constexpr int lookAgainMs = 100;
// Nothing changes while a campaign waits, and its clock runs all the same.
constexpr int tickMs = 1'000;

/// The steps of one `dial`, each started by the answer to the one before. Thread: main.
class DialRun final : public QObject {
public:
    DialRun(const DialOptions &options, ListOptions list, const OwnServices &services)
        : m_options(options)
        , m_list(std::move(list))
        , m_services(services)
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

    void begin()
    {
        QFile file(m_options.file);
        QCryptographicHash hash(QCryptographicHash::Sha256);
        if (QFileInfo(m_options.file).isFile() && file.open(QIODevice::ReadOnly) && hash.addData(&file)) {
            m_fingerprint = QString::fromLatin1(hash.result().toHex());
        }
        // The file first: a bad one must leave no trace.
        m_services.imports.preview(m_services.caller, m_options.file, m_list.choices, m_options.region,
                                   step<CsvPreview>([this](const CsvPreview &) {
                                       m_fingerprint.isEmpty() ? refuseUnread() : findEarlierRun();
                                   }));
    }

    void interrupt()
    {
        m_progress.finish();
        std::fputs("Interrupted. The same command goes on where this one stopped.\n", stderr);
        QCoreApplication::exit(ExitInterrupted);
    }

private:
    /// A reply on this thread that goes on with `next`, or ends the program with the error.
    template<class T, class Next>
    Reply<T> step(Next next)
    {
        return deliverTo<T>(this, [this, next](Result<T> result) {
            if (!result) {
                fail(result.error());
                return;
            }
            if constexpr (std::is_void_v<T>) {
                next();
            } else {
                next(*result);
            }
        });
    }

    void fail(const Error &error)
    {
        m_progress.finish();
        std::fprintf(stderr, "campaniled: %s\n", error.message.toUtf8().constData());
        printCandidates(error);
        const bool ours = error.code == ErrorCode::Internal || error.code == ErrorCode::StorageFailed;
        QCoreApplication::exit(ours ? ExitFailure : ExitBadInput);
    }

    /// Only a moment ago the file could not be read, or not to its end. Known by less than all of it, the list would be
    /// another one the next time, and everybody on it called again.
    void refuseUnread()
    {
        fail({ErrorCode::FileNotReadable,
              QStringLiteral("%1 could not be read to its end; nothing was dialled. Try again.").arg(m_options.file),
              {}});
    }

    /// The columns between which a question about the list leaves the choice.
    static void printCandidates(const Error &error)
    {
        if (error.rule != ErrorRule::WhichColumn && error.rule != ErrorRule::IsThisANumber &&
            error.rule != ErrorRule::NumbersSideBySide) {
            return;
        }
        std::fputs("Name the column whose numbers are to be called:\n", stderr);
        for (qsizetype i = 1; i + 1 < error.values.size(); i += 2) {
            std::fprintf(stderr, "  --column %s  \"%s\"\n", error.values[i].toUtf8().constData(),
                         error.values[i + 1].toUtf8().constData());
        }
    }

    void findEarlierRun()
    {
        m_services.campaigns.findByFingerprint(m_services.caller, m_fingerprint,
                                               step<CampaignId>([this](CampaignId id) {
                                                   if (id.isNull()) {
                                                       setUp();
                                                   } else {
                                                       takeUp(id);
                                                   }
                                               }));
    }

    /// @param isOfThesePeople  the campaign was found by them, so the list is read as it was read for it
    void takeUp(CampaignId id, bool isOfThesePeople = false)
    {
        m_campaign = id;
        m_services.campaigns.get(m_services.caller, id,
                                 step<CampaignOverview>([this, isOfThesePeople](const CampaignOverview &found) {
                                     const Campaign &campaign = found.campaign;
                                     if (isTerminal(campaign.status) && (found.stats.total() == 0 || m_options.again)) {
                                         setUp(); // nobody was on it, or they are to be called once more
                                     } else if (isTerminal(campaign.status)) {
                                         m_earlier = found;
                                         isReadAnotherWay() ? setUp() : refuseDialled();
                                     } else if (campaign.status == CampaignStatus::Paused && !m_options.resume) {
                                         refusePaused(campaign);
                                     } else if (found.stats.total() == 0) {
                                         importFile();
                                     } else if (isReadAnotherWay() && !isOfThesePeople) {
                                         goOnIfReadAlike(campaign);
                                     } else {
                                         goOnWith(campaign);
                                     }
                                 }));
    }

    void goOnWith(const Campaign &campaign)
    {
        if (campaign.status == CampaignStatus::Draft && !m_options.again) {
            takeUpDraft(campaign);
        } else {
            goOnWithList(campaign.status);
        }
    }

    /// Its people are settled: options that read the list in another way would be passed over without a word.
    void goOnIfReadAlike(const Campaign &campaign)
    {
        m_services.imports.last(
            m_services.caller, campaign.id, step<ImportSummary>([this, campaign](const ImportSummary &import) {
                const ListReading before = import.reading;
                const QString region = m_options.region.isEmpty() ? before.region : m_options.region;
                m_services.imports.preview(m_services.caller, m_options.file, m_list.choices, region,
                                           step<CsvPreview>([this, campaign, before](const CsvPreview &preview) {
                                               if (wasReadBy(m_list, m_options.region, preview, before)) {
                                                   goOnWith(campaign);
                                               } else {
                                                   refuseReadAnotherWay(campaign);
                                               }
                                           }));
            }));
    }

    void refuseReadAnotherWay(const Campaign &campaign)
    {
        fail({ErrorCode::Conflict,
              QStringLiteral("The people on %1 are in the campaign %2 (\"%3\", %4), for which the list was read in "
                             "another way than these options say. To go on with those people, leave out --column, "
                             "--region, --number-reading, --no-header and --encoding, or give them as at the first "
                             "time. To read the list anew, cancel that campaign in the window or by the REST API, and "
                             "then run this command again.")
                  .arg(m_options.file, campaign.id.toString(), campaign.name, QString(nameOf(campaign.status))),
              {}});
    }

    /// Whether the options say how the list is to be read: then more of its rows may be numbers than at the first time.
    [[nodiscard]] bool isReadAnotherWay() const
    {
        return m_list.choices != CsvChoices{} || m_list.reading != NumberReading::Ask || !m_options.region.isEmpty();
    }

    void refuseDialled()
    {
        fail(
            {ErrorCode::Conflict,
             QStringLiteral("This file was dialled before (%1, %2, %3 targets). To call the same people once more, add "
                            "--again.")
                 .arg(m_earlier->campaign.id.toString(), nameOf(m_earlier->campaign.status))
                 .arg(m_earlier->stats.total()),
             {}});
    }

    /// Somebody, or its circuit breaker, has paused it for a reason: only a person may say that it goes on.
    void refusePaused(const Campaign &campaign)
    {
        const QString reason = inEnglish(campaign.pauseReason);
        fail({ErrorCode::Conflict,
              QStringLiteral(
                  "The people on %1 wait in the campaign %2 (\"%3\"), which %4 To go on with it, add --resume "
                  "to this command, or resume it in the window or by the REST API.")
                  .arg(m_options.file, campaign.id.toString(), campaign.name,
                       reason.isEmpty() ? QStringLiteral("a person has paused.")
                                        : QStringLiteral("has paused itself: ") + reason),
              {}});
    }

    /// A list that went in and was never started. Its people may have been called from another file meanwhile, or wait
    /// in a campaign that was started; then it is given up, and only who is new is called.
    void takeUpDraft(const Campaign &draft)
    {
        KnownPeopleRequest request{listRequest(), draft.agent, draft.fromNumber, m_list.skipCalledSince};
        const auto startAnew = step<Campaign>([this](const Campaign &) { setUp(); });
        m_services.imports.known(m_services.caller, std::move(request),
                                 step<KnownPeople>([this, startAnew](const KnownPeople &known) {
                                     if (known.called == 0 && known.waiting == known.inDrafts) {
                                         goOnWithList(CampaignStatus::Draft);
                                     } else {
                                         m_services.campaigns.cancel(m_services.caller, m_campaign, startAnew);
                                     }
                                 }));
    }

    /// The campaign has its people already.
    void goOnWithList(CampaignStatus status)
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

    void setUp()
    {
        m_services.workspaces.ensureBasics(
            m_services.caller, step<Setup>([this](const Setup &setup) {
                const Agent *agent = pick(setup.agents, m_options.agent, [](const Agent &a) { return a.name; });
                const PhoneNumber *number =
                    pick(setup.numbers, m_options.from, [](const PhoneNumber &n) { return n.number.toString(); });
                if (agent == nullptr || number == nullptr) {
                    fail({ErrorCode::NotFound,
                          agent == nullptr ? QStringLiteral("There is no agent \"%1\".").arg(m_options.agent)
                                           : QStringLiteral("There is no phone number \"%1\".").arg(m_options.from),
                          {}});
                    return;
                }
                // Only people whom this very agent has called from this very number are known to be called.
                const bool isAnotherPair = m_earlier && (m_earlier->campaign.agent != agent->id ||
                                                         m_earlier->campaign.fromNumber != number->id);
                isAnotherPair ? refuseDialled() : askWhoIsKnown(agent->id, number->id);
            }));
    }

    /// The list is known by its people, not by its bytes: a file that was saved again has the same ones.
    void askWhoIsKnown(AgentId agent, PhoneNumberId number)
    {
        KnownPeopleRequest request{listRequest(), agent, number, m_list.skipCalledSince};
        m_services.imports.known(m_services.caller, std::move(request),
                                 step<KnownPeople>([this, agent, number](const KnownPeople &known) {
                                     if (known.same.isNull() || isTerminal(known.sameStatus)) {
                                         createUnlessKnown(known, agent, number);
                                     } else if (known.sameStatus == CampaignStatus::Draft) {
                                         takeUpOwnDraft(known, agent, number);
                                     } else {
                                         takeUp(known.same, true);
                                     }
                                 }));
    }

    /// A draft with exactly these people is taken up when this program made it. Another one is somebody else's to
    /// start.
    void takeUpOwnDraft(const KnownPeople &known, AgentId agent, PhoneNumberId number)
    {
        m_services.campaigns.get(m_services.caller, known.same,
                                 step<CampaignOverview>([this, known, agent, number](const CampaignOverview &draft) {
                                     if (draft.campaign.sourceFingerprint.isEmpty()) {
                                         createUnlessKnown(known, agent, number);
                                     } else {
                                         takeUp(known.same, true);
                                     }
                                 }));
    }

    void createUnlessKnown(const KnownPeople &known, AgentId agent, PhoneNumberId number)
    {
        if (!m_options.again && known.people > 0 && known.fresh() == 0) {
            refuseKnownList(known);
        } else {
            create(agent, number);
        }
    }

    void refuseKnownList(const KnownPeople &known)
    {
        QString message = QStringLiteral("Everybody on %1 was called before by this agent from this caller ID (%2 "
                                         "people, the last call on %3).")
                              .arg(m_options.file)
                              .arg(known.called)
                              .arg(known.lastCall.toUtc().toString(Qt::ISODate));
        QString advice = QStringLiteral(" To call the same people once more, add --again.");
        if (known.waiting > 0) {
            message = QStringLiteral("Nobody on %1 is new: this agent has called %2 people from this caller ID before, "
                                     "and %3 wait in campaigns that have not ended, such as %4.")
                          .arg(m_options.file)
                          .arg(known.called)
                          .arg(known.waiting)
                          .arg(known.waitsIn.toString());
            advice =
                QStringLiteral(" Start those campaigns, or let them go on, in the window or by the REST API; --again "
                               "would call everybody once more besides.");
        }
        fail({ErrorCode::Conflict, message + advice, {}});
    }

    void create(AgentId agent, PhoneNumberId number)
    {
        NewCampaign campaign;
        campaign.name = QFileInfo(m_options.file).fileName().left(200);
        campaign.agent = agent;
        campaign.fromNumber = number;
        campaign.ratePerMinute = m_options.ratePerMinute;
        campaign.maxConcurrent = m_options.maxConcurrent;
        campaign.retry = {m_options.maxAttempts, Milliseconds(m_options.retryDelaySeconds * 1000LL)};
        if (m_options.noBreaker) {
            campaign.breaker = {.run = 0, .percent = 100, .window = 50};
        }
        campaign.sourceFingerprint = m_fingerprint;
        m_services.campaigns.create(m_services.caller, campaign, step<Campaign>([this](const Campaign &made) {
                                        m_campaign = made.id;
                                        importFile();
                                    }));
    }

    [[nodiscard]] ImportRequest listRequest() const
    {
        ImportRequest request;
        request.path = m_options.file;
        request.sourceName = QFileInfo(m_options.file).fileName();
        request.defaultRegion = m_options.region;
        request.choices = m_list.choices;
        request.reading = m_list.reading;
        return request;
    }

    template<class Row, class NameOf>
    static const Row *pick(const std::vector<Row> &rows, const QString &wanted, NameOf name)
    {
        const auto found = std::find_if(rows.begin(), rows.end(), [&](const Row &row) {
            return wanted.isEmpty() || row.id.toString() == wanted || name(row) == wanted;
        });
        return found == rows.end() ? nullptr : &*found;
    }

    void importFile()
    {
        ImportRequest request = listRequest();
        request.campaign = m_campaign;
        if (!m_options.again) {
            request.skipCalledSince = m_list.skipCalledSince;
        }
        const auto tell = [this](ImportProgress progress) {
            m_fromImport.post([this, progress] { m_progress.showImport(progress); });
        };
        m_services.imports.start(m_services.caller, request, tell,
                                 step<ImportSummary>([this](const ImportSummary &import) {
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

    void refuseEmptyList()
    {
        for (const std::vector<RejectedRow> *rows : {&m_import.firstRejects, &m_import.firstSkipped}) {
            for (const RejectedRow &row : *rows) {
                std::fprintf(stderr, "line %lld: \"%s\": %s\n", static_cast<long long>(row.row),
                             row.number.toUtf8().constData(), row.reason.toUtf8().constData());
            }
        }
        m_services.campaigns.cancel(m_services.caller, m_campaign, step<Campaign>([this](const Campaign &) {
                                        fail(
                                            {ErrorCode::InvalidInput,
                                             QStringLiteral("No row of %1 has a new number that can be called; %2 were "
                                                            "rejected and %3 skipped. Nothing was dialled.")
                                                 .arg(m_options.file)
                                                 .arg(m_import.rejected)
                                                 .arg(m_import.skipped),
                                             {}});
                                    }));
    }

    void configure(CampaignStatus status)
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

    void goOn(CampaignStatus status)
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

    void look()
    {
        m_services.campaigns.get(m_services.caller, m_campaign,
                                 step<CampaignOverview>([this](const CampaignOverview &now) {
                                     if (!m_dialling) {
                                         return; // an earlier look has seen the end
                                     }
                                     if (isTerminal(now.campaign.status)) {
                                         m_dialling = false;
                                         m_look.stop();
                                         m_tick.stop();
                                         m_progress.finish();
                                         summarise(now.stats);
                                     } else {
                                         m_progress.showCampaign(now);
                                     }
                                 }));
    }

    void summarise(const CampaignStats &stats)
    {
        m_services.imports.rejects(
            m_services.caller, m_import.id, 0, rowsShown,
            step<std::vector<RejectedRow>>([this, stats](const std::vector<RejectedRow> &rejects) {
                m_services.imports.skipped(
                    m_services.caller, m_import.id, 0, rowsShown,
                    step<std::vector<RejectedRow>>([this, stats, rejects](const std::vector<RejectedRow> &skipped) {
                        conclude({m_import, stats, 0, rejects, skipped});
                    }));
            }));
    }

    void conclude(DialSummary summary)
    {
        summary.seconds = static_cast<double>((m_clock.mono() - m_startedAt).count()) / 1e6;
        m_options.json ? printJson(summary) : printText(summary);
        QCoreApplication::exit(summary.stats.of(TargetStatus::Failed) > 0 ? ExitSomeFailed : ExitSuccess);
    }

    const DialOptions m_options;
    const ListOptions m_list;
    const OwnServices m_services;
    const SystemClock m_clock;
    ConsoleProgress m_progress;
    const MonoTime m_startedAt;
    QString m_fingerprint;
    CampaignId m_campaign;
    std::optional<CampaignOverview> m_earlier; // of this file, and ended
    ImportSummary m_import;
    bool m_dialling = false;
    QTimer m_look;
    QTimer m_tick;
    TaskQueue m_fromImport{this}; // whose progress comes on a thread of its own
};

} // namespace

int runDial(const DialOptions &options)
{
    Result<ListOptions> list = readListOptions(options);
    if (!list) {
        std::fprintf(stderr, "campaniled: %s\n", list.error().message.toUtf8().constData());
        return ExitBadInput;
    }
    Result<std::unique_ptr<LocalBackend>> backend = LocalBackend::open(
        {.dataDirectory = options.dataDirectory, .simulatedWire = options.simulatedWire, .log = options.log});
    if (!backend) {
        std::fprintf(stderr, "campaniled: %s\n", backend.error().message.toUtf8().constData());
        return ExitBadInput;
    }
    UnixSignals signals;
    DialRun run(options, std::move(*list), (*backend)->ownServices(CallerKind::CommandLine));
    QObject::connect(&signals, &UnixSignals::endRequested, &run, [&run] { run.interrupt(); });
    QMetaObject::invokeMethod(
        &run, [&run] { run.begin(); }, Qt::QueuedConnection);
    const int status = QCoreApplication::exec();
    // Before the run: an import that has not ended tells the run how far it is until the backend has undone it.
    (*backend).reset();
    return status;
}

} // namespace campanile
