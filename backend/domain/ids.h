#pragma once

#include "core/ids.h"

#include <string_view>

namespace campanile {

#define CAMPANILE_ID(Name, Prefix)                                                                                     \
    struct Name##Tag {                                                                                                 \
        static constexpr std::string_view prefix = Prefix;                                                             \
    };                                                                                                                 \
    using Name = Id<Name##Tag>

CAMPANILE_ID(WorkspaceId, "ws_");
CAMPANILE_ID(AgentId, "agt_");
CAMPANILE_ID(TrunkId, "trk_");
CAMPANILE_ID(PhoneNumberId, "num_");
CAMPANILE_ID(CampaignId, "cmp_");
CAMPANILE_ID(TargetId, "tgt_");
CAMPANILE_ID(ImportId, "imp_");
CAMPANILE_ID(ScheduledCallId, "sc_");
CAMPANILE_ID(AttemptId, "att_");
CAMPANILE_ID(ConversationId, "OUT-");
CAMPANILE_ID(EventId, "evt_");
CAMPANILE_ID(DoNotCallListId, "dnc_");
CAMPANILE_ID(RehearsalId, "reh_");
CAMPANILE_ID(MediaFactId, "mf_");
CAMPANILE_ID(ProcessId, "prc_"); // counts enrolments and is not made by IdSource
CAMPANILE_ID(ApiKeyId, "key_");

#undef CAMPANILE_ID

} // namespace campanile
