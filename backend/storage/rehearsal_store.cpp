#include "storage/rehearsal_store.h"

#include "domain/campaign.h"
#include "storage/setup_store.h"

namespace campanile {

void RehearsalStore::setStage(CampaignId campaign)
{
    m_db.giveUpDurability();
    m_db.begin();
    m_db.execute("UPDATE engine SET rehearsal = 1, stopped = 0");
    m_db.execute("UPDATE trunks SET kind = ?", CarrierKind::Simulated);
    SetupStore setup(m_db);
    for (Trunk &trunk : setup.trunks()) {
        trunk.simulation.speed = 1;
        setup.update(trunk);
    }
    m_db.execute("UPDATE campaigns SET hold_queue = 1 WHERE id <> ?", campaign);
    m_db.execute("UPDATE campaigns SET status = ? WHERE id <> ? AND status = ?", CampaignStatus::Paused, campaign,
                 CampaignStatus::Active);
    m_db.commit();
}

bool RehearsalStore::isStage()
{
    return m_db.integer("SELECT rehearsal FROM engine").value_or(0) != 0;
}

} // namespace campanile
