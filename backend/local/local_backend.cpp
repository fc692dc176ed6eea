#include "local/local_backend.h"

#include "carriers/simulated/simulated_carrier.h"
#include "core/start_thread.h"
#include "local/backend_core.h"
#include "local/calls/local_call_service.h"
#include "local/calls/local_queue_service.h"
#include "local/calls/local_why_service.h"
#include "local/campaigns/local_campaign_service.h"
#include "local/campaigns/local_forecast_service.h"
#include "local/campaigns/local_rehearsal_service.h"
#include "local/campaigns/local_schedule_service.h"
#include "local/credit/local_credit_service.h"
#include "local/engine/engine_thread.h"
#include "local/engine/local_engine_service.h"
#include "local/lists/local_do_not_call_service.h"
#include "local/lists/local_import_service.h"
#include "local/lists/local_target_service.h"
#include "local/setup/api_keys.h"
#include "local/setup/local_agent_service.h"
#include "local/setup/local_key_service.h"
#include "local/setup/local_phone_number_service.h"
#include "local/setup/local_trunk_service.h"
#include "local/setup/local_workspace_service.h"
#include "storage/engine_store.h"
#include "storage/process_store.h"
#include "storage/rehearsal_store.h"
#include "storage/setup_store.h"

#include <optional>
#include <system_error>

namespace campanile {

namespace {

// When the program ends, calls on the wire have this long to end by themselves; then they are hung up.
constexpr Microseconds drainGrace{1'500'000};

/// What the first connection finds and leaves behind before the threads start.
struct Opening {
    Enrolment enrolment;
    std::string instance;
    bool stopped = false;
};

Opening prepare(Connection &db, WallTime now)
{
    Opening opening;
    EngineStore engine(db);
    db.begin();
    engine.ensure();
    // This process holds the lock of the data directory, so no other process works here, however the last one ended.
    opening.enrolment = ProcessStore(db).enrolAlone(now);
    opening.instance = engine.instance();
    opening.stopped = engine.isStopped();
    db.commit();
    return opening;
}

/// The first workspace; it is made on the first start.
WorkspaceId ensureWorkspace(Connection &db, IdSource &ids)
{
    SetupStore setup(db);
    const std::vector<Workspace> known = setup.workspaces();
    if (!known.empty()) {
        return known.front().id;
    }
    const Workspace fresh{.id = ids.next<WorkspaceId>(), .name = QStringLiteral("My workspace")};
    setup.insert(fresh);
    return fresh.id;
}

CarrierFactory carrierFactory(const QString &wirePath)
{
    return [wirePath](const Trunk &trunk, EventLoop &loop, CarrierListener &listener,
                      MediaListener &media) -> std::unique_ptr<Carrier> {
        if (trunk.kind != CarrierKind::Simulated) {
            return nullptr;
        }
        std::unique_ptr<Wire> wire;
        if (!wirePath.isEmpty()) {
            Result<std::unique_ptr<Wire>> connected = Wire::connectTo(wirePath);
            if (!connected) {
                return nullptr; // a simulation that is to be watched does not run unwatched
            }
            wire = std::move(*connected);
        }
        return std::make_unique<SimulatedCarrier>(loop, listener, media, trunk.simulation, std::move(wire));
    };
}

/// Opens the log. A program without a log works all the same, and says so on standard error.
void openLog(const LocalBackendOptions &options, const DataDirectory &directory)
{
    if (!options.log) {
        return;
    }
    log::Options chosen = *options.log;
    if (chosen.folder.isEmpty()) {
        chosen.folder = directory.path() == DataDirectory::defaultPath() ? log::defaultFolder()
                                                                         : directory.path() + QStringLiteral("/log");
    }
    if (const Result<void> started = log::start(chosen); !started) {
        qWarning("%s", qUtf8Printable(started.error().message));
    }
    log::info(log::Layer::Program, "started");
}

} // namespace

// In the order of construction; the destructor below takes it apart in the only safe order.
struct LocalBackend::Private {
    /// Ends the log after everything that writes into it, also of a backend that could not be opened.
    struct OwnedLog {
        bool isOwned = false;
        ~OwnedLog()
        {
            if (isOwned) {
                log::stop();
            }
        }
    } ownedLog;
    SystemClock clock;
    std::unique_ptr<DataDirectory> directory;
    ChangeFeed changes;
    HoldBoard holds;
    std::unique_ptr<IdSource> ids;
    WorkspaceId firstWorkspace;
    std::unique_ptr<ApiKeys> keys;
    std::unique_ptr<ThreadedWriter> writer;
    std::unique_ptr<ReaderPool> readers;
    std::unique_ptr<ReaderPool> patientReaders;
    std::unique_ptr<EngineThread> engine;
    std::optional<BackendCore> core;
    std::unique_ptr<LocalCampaignService> campaigns;
    std::unique_ptr<LocalTargetService> targets;
    std::unique_ptr<LocalImportService> imports;
    std::unique_ptr<LocalCallService> calls;
    std::unique_ptr<LocalWorkspaceService> workspaces;
    std::unique_ptr<LocalAgentService> agents;
    std::unique_ptr<LocalTrunkService> trunks;
    std::unique_ptr<LocalPhoneNumberService> numbers;
    std::unique_ptr<LocalKeyService> keyService;
    std::unique_ptr<LocalEngineService> engineService;
    std::unique_ptr<LocalQueueService> queue;
    std::unique_ptr<LocalWhyService> why;
    std::unique_ptr<LocalForecastService> forecasts;
    std::unique_ptr<LocalRehearsalService> rehearsals;
    std::unique_ptr<LocalCreditService> credit;
    std::unique_ptr<LocalDoNotCallService> doNotCall;
    std::unique_ptr<LocalScheduleService> schedules;

    void openDatabase(Opening &opening);
    void startThreads(const Opening &opening, const LocalBackendOptions &options);
    void makeServices(const Opening &opening);
};

void LocalBackend::Private::openDatabase(Opening &opening)
{
    const std::unique_ptr<Connection> connection = directory->database().openUpToDate();
    Connection &db = *connection;
    if (RehearsalStore(db).isStage()) {
        throw StorageError({ErrorCode::StorageCorrupt,
                            QStringLiteral("%1 is the copy that a rehearsal ran on, where nothing really happened. "
                                           "Choose another data directory with --data-dir.")
                                .arg(directory->database().name()),
                            {}});
    }
    opening = prepare(db, clock.wall());
    ids = std::make_unique<IdSource>(clock, opening.enrolment.idSlot, opening.enrolment.newestId);
    db.begin();
    firstWorkspace = ensureWorkspace(db, *ids);
    keys = std::make_unique<ApiKeys>(db, *ids, firstWorkspace, clock, *directory);
    db.commit();
}

void LocalBackend::Private::startThreads(const Opening &opening, const LocalBackendOptions &options)
{
    const Database database = directory->database();
    writer = std::make_unique<ThreadedWriter>([database] { return database.open(Connection::Access::ReadWrite); }, *ids,
                                              clock, [this](const ChangeSet &set) { changes.publish(set); });
    readers = std::make_unique<ReaderPool>(database);
    patientReaders = std::make_unique<ReaderPool>(database, 1, ReaderPool::Readers::Patient);
    engine = std::make_unique<EngineThread>(clock, database, [&](EventLoop &loop, Connection &reader) {
        return std::make_unique<Engine>(loop, *writer, reader, holds, carrierFactory(options.simulatedWire),
                                        Engine::Options{.process = opening.enrolment.id,
                                                        .pace = ProcessWatch::alone,
                                                        .instance = opening.instance,
                                                        .journalFolder = directory->journalPath(),
                                                        .freeBytes = [this] { return directory->freeBytes(); },
                                                        .stopped = opening.stopped});
    });
}

void LocalBackend::Private::makeServices(const Opening &opening)
{
    core.emplace(BackendCore{clock, *ids, *writer, *readers, *patientReaders, holds, *directory, opening.enrolment.id,
                             [this](std::function<void(Engine &)> task) { engine->post(std::move(task)); },
                             &engine->engine().trunks()});
    campaigns = std::make_unique<LocalCampaignService>(*core);
    targets = std::make_unique<LocalTargetService>(*core);
    imports = std::make_unique<LocalImportService>(*core);
    calls = std::make_unique<LocalCallService>(*core);
    workspaces = std::make_unique<LocalWorkspaceService>(*core);
    agents = std::make_unique<LocalAgentService>(*core);
    trunks = std::make_unique<LocalTrunkService>(*core);
    numbers = std::make_unique<LocalPhoneNumberService>(*core);
    keyService = std::make_unique<LocalKeyService>(*core, *keys);
    engineService = std::make_unique<LocalEngineService>(*core, engine->engine());
    queue = std::make_unique<LocalQueueService>(*core);
    why = std::make_unique<LocalWhyService>(*core, engine->engine());
    forecasts = std::make_unique<LocalForecastService>(*core);
    rehearsals = std::make_unique<LocalRehearsalService>(*core);
    credit = std::make_unique<LocalCreditService>(*core);
    doNotCall = std::make_unique<LocalDoNotCallService>(*core);
    schedules = std::make_unique<LocalScheduleService>(clock);
}

Result<std::unique_ptr<LocalBackend>> LocalBackend::open(const LocalBackendOptions &options)
{
    auto parts = std::make_unique<Private>();
    Result<std::unique_ptr<DataDirectory>> directory =
        DataDirectory::take(options.dataDirectory.isEmpty() ? defaultDataDirectory() : options.dataDirectory);
    if (!directory) {
        return directory.error();
    }
    parts->directory = std::move(*directory);
    openLog(options, *parts->directory);
    parts->ownedLog.isOwned = options.log.has_value();
    Opening opening;
    try {
        parts->openDatabase(opening);
    } catch (const StorageError &error) {
        return error.error();
    }
    try {
        parts->startThreads(opening, options);
    } catch (const std::system_error &refusal) {
        return withoutMeans(refusal);
    }
    const Result<void> started = parts->engine->started();
    if (started) {
        parts->makeServices(opening);
    }
    std::unique_ptr<LocalBackend> backend(new LocalBackend(std::move(parts)));
    return started ? Result<std::unique_ptr<LocalBackend>>(std::move(backend))
                   : Result<std::unique_ptr<LocalBackend>>(started.error());
}

LocalBackend::LocalBackend(std::unique_ptr<Private> parts)
    : m_parts(std::move(parts))
{
}

LocalBackend::~LocalBackend()
{
    m_parts->engine->drain(drainGrace); // nothing new is dialled from here on
    m_parts->imports.reset();           // cancels and undoes imports under way
    m_parts->doNotCall.reset();         // and lists
    m_parts->forecasts.reset();         // ends those under way
    if (m_parts->targets) {
        m_parts->targets->cancelJobs();
    }
    if (m_parts->campaigns) {
        m_parts->campaigns->stopLookingAhead();
    }
    m_parts->rehearsals.reset(); // and takes their copies away
    m_parts->patientReaders.reset();
    m_parts->readers.reset();
    m_parts->writer->finish(); // replies still find engine and services
    m_parts->engine.reset();   // and its reader, before the connection that tidies up
    m_parts->writer.reset();
    log::info(log::Layer::Program, "ended");
}

Services LocalBackend::services()
{
    return {*m_parts->campaigns,  *m_parts->targets,       *m_parts->imports,   *m_parts->calls,
            *m_parts->workspaces, *m_parts->agents,        *m_parts->trunks,    *m_parts->numbers,
            *m_parts->keyService, *m_parts->engineService, m_parts->changes,    *m_parts->queue,
            *m_parts->why,        *m_parts->credit,        *m_parts->doNotCall, *m_parts->schedules,
            *m_parts->forecasts,  *m_parts->rehearsals};
}

OwnServices LocalBackend::ownServices(CallerKind kind)
{
    return {services(), ownerOf(m_parts->firstWorkspace, kind)};
}

const ApiKeyLookup &LocalBackend::apiKeys() const
{
    return *m_parts->keys;
}

QString LocalBackend::defaultDataDirectory()
{
    return DataDirectory::defaultPath();
}

QString LocalBackend::dataDirectory() const
{
    return m_parts->directory->path();
}

QString LocalBackend::uploadsDirectory() const
{
    return m_parts->directory->uploadsPath();
}

QString LocalBackend::apiKeyPath() const
{
    return m_parts->directory->apiKeyPath();
}

} // namespace campanile
