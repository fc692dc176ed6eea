#pragma once

#include "local/backend_core.h"
#include "services/campaign_service.h"

namespace campanile {

/// CampaignService on the backend of this process.
class LocalCampaignService final : public CampaignService {
public:
    explicit LocalCampaignService(BackendCore &core)
        : m_core(core)
    {
    }

    void list(Reply<std::vector<CampaignOverview>> reply) override;
    void get(CampaignId id, Reply<CampaignOverview> reply) override;
    void create(NewCampaign fresh, Reply<Campaign> reply) override;
    void edit(CampaignId id, CampaignEdit edit, Reply<Campaign> reply) override;
    void duplicate(CampaignId id, CampaignCopy changes, Reply<Campaign> reply) override;
    void setSpendLimit(CampaignId id, Money limit, Reply<Campaign> reply) override;
    void start(CampaignId id, Reply<Campaign> reply) override;
    void pause(CampaignId id, Reply<Campaign> reply) override;
    void pauseWithQueue(CampaignId id, Reply<Campaign> reply) override;
    void resume(CampaignId id, Reply<Campaign> reply) override;
    void cancel(CampaignId id, Reply<Campaign> reply) override;
    void activity(CampaignId id, std::int64_t before, int limit, Reply<Page<Event, std::int64_t>> reply) override;
    void findByFingerprint(QString fingerprint, Reply<CampaignId> reply) override;

private:
    using Change = std::function<Result<void>(WriteTransaction &, Campaign &)>;
    void pauseAs(CampaignId id, bool holdQueue, Reply<Campaign> reply);
    void told(Result<Campaign> result, const Reply<Campaign> &reply);
    void move(CampaignId id, CampaignStatus to, Change also, Reply<Campaign> reply);

    BackendCore &m_core;
};

} // namespace campanile
