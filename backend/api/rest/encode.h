#pragma once

#include "api/rest/query_reader.h"
#include "core/clock.h"
#include "domain/call.h"
#include "domain/target.h"
#include "domain/target_state.h"
#include "domain/workspace.h"
#include "services/campaign_service.h"
#include "services/do_not_call_service.h"
#include "services/engine_service.h"

#include <nlohmann/json.hpp>

#include <string>

/// The JSON form of each object of the API: one function per schema of the OpenAPI document. Members are in the order
/// of the document; times are RFC 3339 in UTC with milliseconds; absent values are null. These are plain functions of
/// plain values. Thread: any.
namespace campanile {

using OutJson = nlohmann::ordered_json; // keeps the order of members

/// "2026-07-28T09:30:00.000Z"; null for 0.
OutJson timeJson(WallTime time);

OutJson campaignJson(const Campaign &campaign);
OutJson campaignJson(const CampaignOverview &overview);
OutJson statsJson(const CampaignOverview &overview);
OutJson targetJson(const TargetRow &target);
OutJson importJson(const ImportSummary &summary);
OutJson callJson(const Call &call);
OutJson agentJson(const Agent &agent);
OutJson phoneNumberJson(const PhoneNumber &number);
OutJson trunkJson(const Trunk &trunk);
OutJson engineJson(const EngineStatus &status);
OutJson doNotCallListJson(const DoNotCallListSummary &added);
OutJson doNotCallListJson(const DoNotCallList &list);

/// {"data": […], "next_cursor": …}.
/// @param next the id to go on after; null on the last page.
template<class Row, class RowId>
OutJson pageJson(const std::vector<Row> &rows, RowId next, OutJson (*encode)(const Row &))
{
    OutJson data = OutJson::array();
    for (const Row &row : rows) {
        data.push_back(encode(row));
    }
    return {{"data", std::move(data)},
            {"next_cursor", next.isNull() ? OutJson(nullptr) : OutJson(encodeCursor(next.toStdString()))}};
}

} // namespace campanile
