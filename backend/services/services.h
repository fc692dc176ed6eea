#pragma once

#include "services/call_service.h"
#include "services/campaign_service.h"
#include "services/change_feed.h"
#include "services/credit_service.h"
#include "services/do_not_call_service.h"
#include "services/engine_service.h"
#include "services/forecast_service.h"
#include "services/import_service.h"
#include "services/queue_service.h"
#include "services/rehearsal_service.h"
#include "services/schedule_service.h"
#include "services/setup_service.h"
#include "services/target_service.h"
#include "services/why_service.h"

namespace campanile {

/// The doors to the backend, as the faces are handed them: borrowed, all alive as long as the backend.
/// Behind them is the backend in this process (local_backend.h), or one day an owner elsewhere.
struct Services {
    CampaignService &campaigns;
    TargetService &targets;
    ImportService &imports;
    CallService &calls;
    SetupService &setup;
    EngineService &engine;
    ChangeFeed &changes;
    QueueService &queue;
    WhyService &why;
    CreditService &credit;
    DoNotCallService &doNotCall;
    ScheduleService &schedules;
    ForecastService &forecasts;
    RehearsalService &rehearsals;
};

} // namespace campanile
