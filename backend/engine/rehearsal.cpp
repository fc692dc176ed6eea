#include "engine/rehearsal.h"

#include "carriers/simulated/simulated_carrier.h"
#include "engine/calls/row_moves.h"
#include "engine/engine.h"
#include "storage/campaign_store.h"
#include "storage/engine_store.h"
#include "storage/process_store.h"

#include <algorithm>

namespace campanile {

namespace {

constexpr Milliseconds leastHorizon{3'600'000};
constexpr Milliseconds longestHorizon{366 * 86'400'000LL};
// How often the campaign's hold is looked at.
constexpr Milliseconds lookEvery{10'000};

Result<void> check(const RehearsalRequest &request)
{
    if (request.horizon < leastHorizon || request.horizon > longestHorizon) {
        return {ErrorCode::InvalidInput, QStringLiteral("A rehearsal runs for 1 hour to 366 days."),
                QStringLiteral("#/horizon_seconds")};
    }
    return checkRehearsalSpeed(request.speed);
}

/// Starts or resumes the campaign as a person does at that instant.
Result<void> startOrResume(Connection &stage, CampaignId id, WallTime start)
{
    CampaignStore campaigns(stage);
    std::optional<Campaign> campaign = campaigns.find(id);
    if (!campaign) {
        return {ErrorCode::NotFound, QStringLiteral("There is no such campaign.")};
    }
    if (isTerminal(campaign->status)) {
        return {ErrorCode::Conflict,
                QStringLiteral("The campaign is %1; there is nothing left to rehearse.").arg(nameOf(campaign->status))};
    }
    if (campaign->kind == CampaignKind::Bulk && campaigns.stats(id).total() == 0) {
        return {ErrorCode::Conflict, QStringLiteral("The campaign has no targets yet. Add some, then rehearse it.")};
    }
    if (campaign->status == CampaignStatus::Active) {
        return {};
    }
    if (campaign->status == CampaignStatus::Draft) {
        campaign->startedAt = start;
    }
    campaign->status = CampaignStatus::Active;
    campaign->pauseReason = {};
    campaign->holdQueue = false;
    campaigns.updateLifeCycle(*campaign);
    campaigns.startBreakerAnew(id);
    campaigns.setExpandedTo(id, start);
    return {};
}

CarrierFactory simulatedCarriers()
{
    return [](const Trunk &trunk, EventLoop &loop, CarrierListener &listener,
              MediaListener &media) -> std::unique_ptr<Carrier> {
        return std::make_unique<SimulatedCarrier>(loop, listener, media, trunk.simulation);
    };
}

} // namespace

Result<std::unique_ptr<Rehearsal>> Rehearsal::begin(Connection &stage, const RehearsalRequest &request, WallTime now)
{
    if (const Result<void> sound = check(request); !sound) {
        return sound.error();
    }
    const WallTime start = std::max(request.start, now);
    stage.begin();
    if (const Result<void> active = startOrResume(stage, request.campaign, start); !active) {
        stage.rollback();
        return active.error();
    }
    RowMoves::clearStage(stage);
    stage.commit();
    std::unique_ptr<Rehearsal> rehearsal(new Rehearsal(stage, request, start));
    rehearsal->m_engine->start([&rehearsal = *rehearsal](const Result<void> &ready) {
        if (!ready) {
            rehearsal.m_end = RehearsalEnd::Failed;
            rehearsal.m_failure = ready.error();
        }
    });
    return rehearsal;
}

Rehearsal::Rehearsal(Connection &stage, const RehearsalRequest &request, WallTime start)
    : m_stage(stage)
    , m_request(request)
    , m_start(start)
    , m_clock(start)
{
    stage.begin();
    const Enrolment enrolment = ProcessStore(stage).enrolAlone(start); // no other process uses the copy
    stage.commit();
    m_ids = std::make_unique<IdSource>(m_clock, enrolment.idSlot, enrolment.newestId);
    m_writer = std::make_unique<InlineWriter>(stage, *m_ids, m_clock, [](const ChangeSet &) {});
    m_engine = std::make_unique<Engine>(m_loop, *m_writer, stage, m_holds, simulatedCarriers(),
                                        Engine::Options{.process = enrolment.id,
                                                        .pace = ProcessWatch::alone,
                                                        .instance = EngineStore(stage).instance(),
                                                        .journalFolder = {},
                                                        .rehearsal = true,
                                                        .freeBytes = {}});
}

Rehearsal::~Rehearsal() = default;

bool Rehearsal::run(Microseconds time)
{
    while (m_end == RehearsalEnd::Running && time > Microseconds(0)) {
        const Microseconds step = std::min<Microseconds>(time, lookEvery);
        const MonoTime end = m_clock.mono() + step;
        m_loop.runUntil([this] { return m_end != RehearsalEnd::Running; }, step);
        m_clock.advance(std::max(end - m_clock.mono(), Microseconds(0)));
        if (const Hold hold = m_holds.of({m_request.campaign, {}}); hold.reason != HoldReason::None) {
            m_held[hold.reason] += std::chrono::duration_cast<Milliseconds>(step);
        }
        look();
        time -= step;
    }
    return m_end == RehearsalEnd::Running;
}

void Rehearsal::look()
{
    const std::optional<Campaign> campaign = CampaignStore(m_stage).find(m_request.campaign);
    if (m_end != RehearsalEnd::Running || !campaign) {
        return;
    }
    if (isTerminal(campaign->status)) {
        m_end = RehearsalEnd::Finished;
    } else if (campaign->status == CampaignStatus::Paused) {
        // Calls on the wire go on after a pause; they are part of what is to be seen.
        m_end = CampaignStore(m_stage).inFlight(campaign->id) == 0 ? RehearsalEnd::Paused : m_end;
    } else if (m_clock.wall() >= m_start + m_request.horizon) {
        m_end = RehearsalEnd::CutOff;
    }
}

RehearsalState Rehearsal::state()
{
    CampaignStore campaigns(m_stage);
    RehearsalState state;
    state.campaign = m_request.campaign;
    state.start = m_start;
    state.now = m_clock.wall();
    state.speed = m_request.speed;
    state.end = m_end;
    state.failure = m_failure;
    state.stats = campaigns.stats(m_request.campaign);
    state.hold = m_holds.of({m_request.campaign, {}});
    state.held = m_held;
    if (const std::optional<Campaign> campaign = campaigns.find(m_request.campaign)) {
        state.pauseReason = campaign->pauseReason;
        state.spent = campaign->spent;
    }
    return state;
}

} // namespace campanile
