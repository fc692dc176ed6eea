#pragma once

#include "local/backend_core.h"
#include "local/campaigns/expected_ends.h"
#include "services/campaign_service.h"

namespace campanile {

/// CampaignService on the backend of this process.
class LocalCampaignService final : public CampaignService {
public:
    explicit LocalCampaignService(BackendCore &core)
        : m_core(core)
        , m_ends(core.clock, core.readers)
    {
    }

    /// Stops looking ahead, before the readers go.
    void stopLookingAhead() { m_ends.stop(); }

    void list(const Caller &caller, Reply<std::vector<CampaignOverview>> reply) override;
    void get(const Caller &caller, CampaignId id, Reply<CampaignOverview> reply) override;
    void create(const Caller &caller, NewCampaign fresh, Answering<Campaign> answering) override;
    void edit(const Caller &caller, CampaignId id, CampaignEdit edit, Reply<Campaign> reply) override;
    void remove(const Caller &caller, CampaignId id, Reply<void> reply) override;
    void duplicate(const Caller &caller, CampaignId id, CampaignCopy changes, Answering<Campaign> answering) override;
    void setSpendLimit(const Caller &caller, CampaignId id, Money limit, Reply<Campaign> reply) override;
    void start(const Caller &caller, CampaignId id, Reply<Campaign> reply) override;
    void pause(const Caller &caller, CampaignId id, Reply<Campaign> reply) override;
    void pauseWithQueue(const Caller &caller, CampaignId id, Reply<Campaign> reply) override;
    void resume(const Caller &caller, CampaignId id, Reply<Campaign> reply) override;
    void cancel(const Caller &caller, CampaignId id, Reply<Campaign> reply) override;
    void activity(const Caller &caller, CampaignId id, std::int64_t before, int limit,
                  Reply<Page<Event, std::int64_t>> reply) override;
    void findByFingerprint(const Caller &caller, QString fingerprint, Reply<CampaignId> reply) override;

private:
    using Change = std::function<Result<void>(WriteTransaction &, Campaign &)>;
    void pauseAs(WorkspaceId workspace, CampaignId id, bool holdQueue, Reply<Campaign> reply);
    void told(const Result<Campaign> &result, const Reply<Campaign> &reply);
    void move(WorkspaceId workspace, CampaignId id, CampaignStatus to, Change also, Reply<Campaign> reply);

    [[nodiscard]] CampaignOverview overviewOf(Connection &db, Campaign campaign);

    BackendCore &m_core;
    ExpectedEnds m_ends;
};

} // namespace campanile
