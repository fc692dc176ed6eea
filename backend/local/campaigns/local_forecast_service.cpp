#include "local/campaigns/local_forecast_service.h"

#include "engine/forecast/forecast.h"
#include "storage/campaign_store.h"
#include "storage/reader_pool.h"

namespace campanile {

namespace {

/// A forecast under way. First it reads, which the ticket interrupts; then it computes, which checks the token.
class ForecastQuery final : public RunningQuery {
public:
    ForecastQuery(std::shared_ptr<ReadTicket> ticket, std::stop_source stop)
        : m_ticket(std::move(ticket))
        , m_stop(std::move(stop))
    {
    }
    ~ForecastQuery() override
    {
        m_stop.request_stop();
        m_ticket->cancel();
    }

private:
    std::shared_ptr<ReadTicket> m_ticket;
    std::stop_source m_stop;
};

} // namespace

QueryHandle LocalForecastService::forecast(const Caller &caller, ForecastRequest request, Reply<Forecast> reply)
{
    if (!isAllowed(caller, Scope::CampaignsRead, reply)) {
        return nullptr;
    }
    std::stop_source stop;
    auto ticket = m_core.readers.read<Forecast>(
        [workspace = caller.workspace, request, stop, ending = m_ending.get_token(),
         now = m_core.clock.wall()](Connection &db) -> Result<Forecast> {
            if (!CampaignStore(db).find(workspace, request.campaign)) {
                return notFound<Forecast>("campaign");
            }
            std::stop_source either = stop;
            const std::stop_callback chain(ending, [&either] { either.request_stop(); });
            return campanile::forecast(db, request, now, either.get_token());
        },
        std::move(reply));
    return std::make_unique<ForecastQuery>(std::move(ticket), std::move(stop));
}

} // namespace campanile
