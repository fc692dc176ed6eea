// The part of LocalTargetService that acts on many targets, or reads all of them in another order.

#include "local/input_check.h"
#include "local/lists/local_target_service.h"
#include "local/lists/skip_job.h"
#include "local/lists/target_export.h"
#include "local/lists/target_reads.h"
#include "local/reader_query.h"

namespace campanile {

namespace {

constexpr int firstInOrder = 1'000; // more than any screen shows

std::vector<TargetId> targetsOf(const std::vector<std::int64_t> &values)
{
    std::vector<TargetId> ids;
    ids.reserve(values.size());
    for (const std::int64_t value : values) {
        ids.push_back(TargetId{value});
    }
    return ids;
}

} // namespace

QueryHandle LocalTargetService::sorted(const Caller &caller, CampaignId campaign, TargetFilter filter,
                                       TargetOrder order, std::function<void(std::vector<TargetId>)> first,
                                       Reply<std::vector<TargetId>> reply)
{
    if (!isAllowed(caller, Scope::CampaignsRead, reply)) {
        return nullptr;
    }
    if (const Result<void> checked = checkSearchText(filter.text); !checked) {
        reply(checked.error());
        return nullptr;
    }
    auto ticket = m_core.readers.read<std::vector<TargetId>>(
        [&core = m_core, workspace = caller.workspace, campaign, filter = std::move(filter), order,
         first = std::move(first)](Connection &db) -> Result<std::vector<TargetId>> {
            TargetReads reads(core, db, workspace);
            const auto known = first ? reads.firstOrdered(campaign, filter, order, firstInOrder) : std::nullopt;
            if (known) {
                first(targetsOf(*known));
            }
            std::optional<RowOrder> rows = reads.ordered(campaign, filter, order);
            if (!rows) {
                return std::vector<TargetId>();
            }
            if (first && !known && rows->size() > firstInOrder) {
                first(targetsOf(rows->first(firstInOrder)));
            }
            return targetsOf(rows->all());
        },
        std::move(reply));
    return std::make_unique<ReaderQuery>(std::move(ticket));
}

std::shared_ptr<TargetJob> LocalTargetService::skipAll(const Caller &caller, CampaignId campaign,
                                                       TargetSelection selection,
                                                       std::function<void(TargetProgress)> progress,
                                                       Reply<SkipAccount> reply)
{
    if (!isAllowed(caller, Scope::CampaignsWrite, reply)) {
        return nullptr;
    }
    auto job = std::make_shared<SkipJob>(m_core, caller.workspace, campaign, std::move(progress), std::move(reply));
    remember(job);
    job->start(std::move(selection));
    return job;
}

std::shared_ptr<TargetJob> LocalTargetService::exportTo(const Caller &caller, CampaignId campaign, TargetExport request,
                                                        std::function<void(TargetProgress)> progress,
                                                        Reply<qint64> reply)
{
    if (!isAllowed(caller, Scope::CampaignsRead, reply)) {
        return nullptr;
    }
    auto job = std::make_shared<TargetExportJob>(m_core, caller.workspace, campaign, std::move(request),
                                                 std::move(progress), std::move(reply));
    remember(job);
    job->start();
    return job;
}

void LocalTargetService::remember(const std::shared_ptr<TargetJob> &job)
{
    const std::scoped_lock lock(m_mutex);
    std::erase_if(m_jobs, [](const std::weak_ptr<TargetJob> &known) { return known.expired(); });
    m_jobs.push_back(job);
}

void LocalTargetService::cancelJobs()
{
    const std::scoped_lock lock(m_mutex);
    for (const std::weak_ptr<TargetJob> &known : m_jobs) {
        if (const std::shared_ptr<TargetJob> job = known.lock()) {
            job->cancel();
        }
    }
}

} // namespace campanile
