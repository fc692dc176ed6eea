#include "local/lists/skip_job.h"

#include "engine/calls/row_moves.h"
#include "local/editing.h"
#include "local/lists/line_state.h"
#include "storage/campaign_store.h"
#include "storage/target_store.h"

#include <algorithm>
#include <span>
#include <utility>

namespace campanile {

namespace {

// A slice is one transaction's worth of rows; behind it waits the gate, so it must be over in some milliseconds. A
// target in the queue costs four statements, one that was not scheduled yet a single one.
constexpr std::size_t targetsPerSlice = 500;
constexpr Microseconds progressEvery{100'000};

Error cancelled()
{
    return {ErrorCode::Cancelled,
            QStringLiteral("Skipping was cancelled; whoever was skipped until then stays skipped.")};
}

/// Skips one target if that is possible, and answers as what it counts.
qint64 SkipAccount::*skip(WriteTransaction &tx, CampaignId campaign, TargetId importingFrom, TargetId id)
{
    const std::optional<Target> target = TargetStore(tx.db).find(id);
    if (!target || target->campaign != campaign) {
        return &SkipAccount::gone;
    }
    if (!importingFrom.isNull() && id >= importingFrom) {
        return &SkipAccount::importing;
    }
    switch (target->status) {
    case TargetStatus::Pending:
    case TargetStatus::Scheduled:
        return RowMoves(tx).skip(*target) ? &SkipAccount::skipped : &SkipAccount::onTheLine;
    case TargetStatus::Dispatched: // which begins with the answer
        return stateOnTheLine(tx.db, id) ? &SkipAccount::onTheLine : &SkipAccount::called;
    case TargetStatus::Failed:
        return &SkipAccount::called;
    case TargetStatus::Skipped:
        return &SkipAccount::alreadySkipped;
    }
    return &SkipAccount::gone;
}

Result<SkipAccount> skipSlice(WriteTransaction &tx, WorkspaceId workspace, CampaignId campaign,
                              std::span<const TargetId> targets)
{
    SkipAccount account;
    CampaignStore campaigns(tx.db);
    if (!campaigns.find(workspace, campaign)) { // deleted since the action began
        account.gone = static_cast<qint64>(targets.size());
        return account;
    }
    const TargetId importingFrom = campaigns.importingFrom(campaign);
    for (const TargetId id : targets) {
        ++(account.*skip(tx, campaign, importingFrom, id));
    }
    return account;
}

void add(const SkipAccount &slice, SkipAccount &account)
{
    for (const auto count : {&SkipAccount::skipped, &SkipAccount::onTheLine, &SkipAccount::called,
                             &SkipAccount::alreadySkipped, &SkipAccount::importing, &SkipAccount::gone}) {
        account.*count += slice.*count;
    }
}

} // namespace

SkipJob::SkipJob(BackendCore &core, WorkspaceId workspace, CampaignId campaign,
                 std::function<void(TargetProgress)> progress, Reply<SkipAccount> reply)
    : m_core(core)
    , m_workspace(workspace)
    , m_campaign(campaign)
    , m_progress(std::move(progress))
    , m_reply(std::move(reply))
{
}

void SkipJob::start(TargetSelection selection)
{
    m_core.readers.read<SelectedTargets>(
        [&core = m_core, workspace = m_workspace, campaign = m_campaign, selection = std::move(selection)](
            Connection &db) { return selectTargets(core, db, workspace, campaign, selection); },
        [job = shared_from_this()](Result<SelectedTargets> targets) {
            if (!targets) {
                job->answer(targets.error());
                return;
            }
            job->m_targets = *std::move(targets);
            job->m_account.chosen = static_cast<qint64>(job->m_targets->size());
            job->tellProgress();
            job->skipNext();
        });
}

void SkipJob::skipNext()
{
    const std::size_t from = m_done;
    const std::size_t size = std::min(targetsPerSlice, m_targets->size() - from);
    if (size == 0) {
        return end(std::nullopt);
    }
    if (m_cancelled) {
        return end(cancelled());
    }
    m_core.writer.submit<SkipAccount>(
        WritePriority::Imports,
        asEdit<SkipAccount>(m_workspace,
                            [workspace = m_workspace, campaign = m_campaign, targets = m_targets, from,
                             size](WriteTransaction &tx) -> Result<SkipAccount> {
                                return skipSlice(tx, workspace, campaign, std::span(*targets).subspan(from, size));
                            }),
        [job = shared_from_this(), size](const Result<SkipAccount> &slice) { job->onSkipped(size, slice); });
}

void SkipJob::onSkipped(std::size_t targets, const Result<SkipAccount> &slice)
{
    if (!slice) {
        return end(slice.error());
    }
    m_done += targets;
    add(*slice, m_account);
    tellProgress();
    skipNext();
}

void SkipJob::tellProgress()
{
    const MonoTime now = m_core.clock.mono();
    const bool isLast = m_done == m_targets->size();
    if (!m_progress || (m_done > 0 && !isLast && now - m_lastTold < progressEvery)) {
        return;
    }
    m_lastTold = m_done > 0 ? now : MonoTime{}; // the first slice is told of as soon as it is done
    m_progress({static_cast<qint64>(m_done), m_account.chosen});
}

void SkipJob::end(std::optional<Error> stopped)
{
    const bool isNothingDone = m_done == 0 && stopped && stopped->code != ErrorCode::Cancelled;
    if (m_account.skipped > 0) { // the campaign may be over now, and has to look whom to call next
        m_core.onEngine([campaign = m_campaign](Engine &engine) { engine.campaignChanged(campaign); });
    }
    if (isNothingDone) {
        return answer(*stopped);
    }
    m_account.notReached = m_account.chosen - static_cast<qint64>(m_done);
    m_account.stopped = std::move(stopped);
    answer(m_account);
}

/// Whoever is answered may hold this job.
void SkipJob::answer(Result<SkipAccount> result)
{
    m_progress = nullptr;
    const Reply<SkipAccount> reply = std::exchange(m_reply, {});
    reply(std::move(result));
}

} // namespace campanile
