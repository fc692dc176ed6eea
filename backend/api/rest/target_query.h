#pragma once

#include "api/rest/query_reader.h"
#include "domain/ceilings.h"
#include "services/target_service.h"

namespace campanile {

/// Reads `status`, `state` and `q`, which say the same of every list of targets.
inline TargetFilter readTargetFilter(QueryReader &query)
{
    TargetFilter filter;
    filter.status = query.status(targetStatusFrom);
    filter.states = query.names<TargetStates>("state", targetStateFrom);
    filter.text = query.text("q", ceilings::searchLength);
    return filter;
}

} // namespace campanile
