#pragma once

#include "services/agent_service.h"
#include "services/call_service.h"
#include "services/campaign_service.h"
#include "services/change_feed.h"
#include "services/credit_service.h"
#include "services/do_not_call_service.h"
#include "services/engine_service.h"
#include "services/forecast_service.h"
#include "services/import_service.h"
#include "services/key_service.h"
#include "services/phone_number_service.h"
#include "services/queue_service.h"
#include "services/rehearsal_service.h"
#include "services/schedule_service.h"
#include "services/target_service.h"
#include "services/trunk_service.h"
#include "services/why_service.h"
#include "services/workspace_service.h"

namespace campanile {

/// The doors to the backend, as they are handed to the faces: borrowed, and alive as long as the backend. Behind them
/// is the backend in this process (local_backend.h), or one day an owner elsewhere.
struct Services {
    CampaignService &campaigns;
    TargetService &targets;
    ImportService &imports;
    CallService &calls;
    WorkspaceService &workspaces;
    AgentService &agents;
    TrunkService &trunks;
    PhoneNumberService &numbers;
    KeyService &keys;
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

/// The doors, and the one caller that goes through them: what is handed to a face that serves a single person, such as
/// the window and the command line.
struct OwnServices : Services { // NOLINT(cppcoreguidelines-pro-type-member-init): nobody makes it without its braces
    Caller caller;
};

} // namespace campanile
