#pragma once

#include "local/calls/local_queue_service.h"
#include "local/campaigns/local_campaign_service.h"
#include "local/credit/local_credit_service.h"
#include "simulation/world/life_loop.h"

namespace campanile::simulation {

/// The services of one life of the program, as the window, the REST API and the command line call them, for the
/// workspace of whoever asks. Here they answer on the world's own loop. Nothing that they would read on the readers'
/// threads may be asked: there are none. Thread: one.
class Office {
    BackendCore m_core; // first: the services borrow it

public:
    /// What outlives the life.
    struct Premises {
        ReaderPool &readers;
        DataDirectory &directory;
    };

    /// Borrows all.
    Office(LifeLoop &loop, IdSource &ids, Writer &writer, HoldBoard &holds, Engine &engine, ProcessId process,
           const Premises &premises);
    Office(const Office &) = delete;
    Office &operator=(const Office &) = delete;

    LocalCampaignService campaigns;
    LocalQueueService queue;
    LocalCreditService credit;
};

} // namespace campanile::simulation
