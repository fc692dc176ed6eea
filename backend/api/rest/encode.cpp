#include "api/rest/encode.h"

#include "english/english.h"
#include "services/campaign_hold.h"

#include <array>
#include <chrono>
#include <cstdio>

namespace campanile {

namespace {

std::string utf8(QLatin1StringView name)
{
    return {name.data(), static_cast<std::size_t>(name.size())};
}

OutJson orNull(const QString &text)
{
    return text.isEmpty() ? OutJson(nullptr) : OutJson(text.toStdString());
}

OutJson orNull(int number)
{
    return number == 0 ? OutJson(nullptr) : OutJson(number);
}

template<class Tag>
OutJson orNull(Id<Tag> id)
{
    return id.isNull() ? OutJson(nullptr) : OutJson(id.toStdString());
}

OutJson orNull(E164 number)
{
    return number.isNull() ? OutJson(nullptr) : OutJson(number.toStdString());
}

OutJson endReasonJson(std::optional<EndReason> reason)
{
    return reason ? OutJson(utf8(nameOf(*reason))) : OutJson(nullptr);
}

OutJson dispositionJson(std::optional<EndReason> reason)
{
    return reason ? OutJson(utf8(dispositionOf(*reason))) : OutJson(nullptr);
}

/// How many targets of a bulk campaign are in each state; null of a recurring one, which has no list.
OutJson statesJson(const CampaignOverview &overview)
{
    if (overview.campaign.kind != CampaignKind::Bulk) {
        return nullptr;
    }
    OutJson json = OutJson::object();
    for (const TargetState state : allTargetStates) {
        json[utf8(nameOf(state))] = overview.states.of(state);
    }
    return json;
}

/// What holds the campaign. Its own plan does not: how many calls it makes at once, `max_concurrent` tells.
Hold shownHold(const CampaignOverview &overview)
{
    return isHeld(overview) ? overview.hold : Hold{};
}

OutJson textsJson(const QStringList &texts)
{
    OutJson json = OutJson::array();
    for (const QString &text : texts) {
        json.push_back(text.toStdString());
    }
    return json;
}

OutJson rowsJson(const std::vector<RejectedRow> &rows)
{
    OutJson json = OutJson::array();
    for (const RejectedRow &row : rows) {
        json.push_back({{"row", row.row}, {"number", row.number.toStdString()}, {"reason", row.reason.toStdString()}});
    }
    return json;
}

OutJson campaignImportJson(const CampaignImport &import)
{
    if (import.state == CampaignImport::State::None) {
        return nullptr;
    }
    return {
        {"state", import.state == CampaignImport::State::Running ? "running" : "failed"},
        {"import_id", orNull(import.id)},
        {"source", import.source.toStdString()},
        {"started_at", timeJson(import.startedAt)},
        {"targets", import.targets},
        {"failure", orNull(import.failure ? import.failure->message : QString())},
    };
}

OutJson earlierJson(const std::optional<EarlierImport> &earlier)
{
    if (!earlier) {
        return nullptr;
    }
    return {
        {"campaign_id", orNull(earlier->campaign)}, {"campaign_name", earlier->campaignName.toStdString()},
        {"imported_at", timeJson(earlier->at)},     {"people", earlier->people},
        {"same_bytes", earlier->sameBytes},
    };
}

/// Where all of an import's rows that were not taken can be read; null when there are none.
OutJson rowsUrl(ImportId id, qint64 rows, const char *which)
{
    return rows > 0 && !id.isNull() ? OutJson("/v1/imports/" + id.toStdString() + which) : OutJson(nullptr);
}

/// Null for targets that came as JSON, which leave nothing to be found out.
OutJson readingJson(const ListReading &reading)
{
    if (reading.encoding.isEmpty()) {
        return nullptr;
    }
    return {
        {"number_columns", textsJson(reading.numberColumns)},
        {"country_column", orNull(reading.countryColumn)},
        {"timezone_column", orNull(reading.timezoneColumn)},
        {"permission_columns", textsJson(reading.permissionColumns)},
        {"label_columns", textsJson(reading.labelColumns)},
        {"encoding", reading.encoding.toStdString()},
        {"encoding_is_assumed", reading.encodingIsAssumed},
        {"unreadable_characters", reading.unreadableCharacters},
        {"delimiter", reading.delimiter.toStdString()},
        {"header", orNull(reading.header)},
        {"header_line", reading.headerLine == 0 ? OutJson(nullptr) : OutJson(reading.headerLine)},
    };
}

} // namespace

OutJson timeJson(WallTime time)
{
    if (time.ms == 0) {
        return nullptr;
    }
    using namespace std::chrono;
    const sys_time<milliseconds> instant{milliseconds(time.ms)};
    const auto day = floor<days>(instant);
    const year_month_day date(day);
    const hh_mm_ss clock(instant - day);
    std::array<char, 64> text{};
    std::snprintf(text.data(), text.size(), "%04d-%02u-%02uT%02d:%02d:%02d.%03dZ", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                  static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()),
                  static_cast<int>(clock.seconds().count()), static_cast<int>(clock.subseconds().count()));
    return text.data();
}

OutJson campaignJson(const Campaign &campaign)
{
    return {
        {"id", campaign.id.toStdString()},
        {"kind", campaign.kind == CampaignKind::Recurring ? "recurring" : "bulk"},
        {"name", campaign.name.toStdString()},
        {"description", campaign.description.toStdString()},
        {"status", utf8(nameOf(campaign.status))},
        {"agent_id", orNull(campaign.agent)},
        {"phone_number_id", orNull(campaign.fromNumber)},
        {"rate_limit_per_minute", orNull(campaign.ratePerMinute)},
        {"max_concurrent", orNull(campaign.maxConcurrent)},
        {"max_attempts", campaign.retry.maxAttempts},
        {"retry_delay_seconds", campaign.retry.delay.count() / 1'000},
        {"created_at", timeJson(campaign.createdAt)},
        {"started_at", timeJson(campaign.startedAt)},
        {"ended_at", timeJson(campaign.endedAt)},
        {"pause_reason", orNull(inEnglish(campaign.pauseReason))},
    };
}

OutJson campaignJson(const CampaignOverview &overview)
{
    OutJson json = campaignJson(overview.campaign);
    json["agent_name"] = overview.agentName.toStdString();
    json["from_number"] = orNull(overview.from);
    json["held_because"] = orNull(withInstantInEnglish(shownHold(overview)));
    json["held_until"] = timeJson(shownHold(overview).until);
    json["expected_end_at"] = timeJson(overview.expectedEnd);
    json["target_count"] = overview.stats.total();
    json["terminal_count"] = overview.stats.terminal();
    json["import"] = campaignImportJson(overview.import);
    json["counts_by_state"] = statesJson(overview);
    return json;
}

OutJson statsJson(const CampaignOverview &overview)
{
    const CampaignStats &stats = overview.stats;
    OutJson targets = OutJson::object();
    for (const TargetStatus status : allTargetStatuses) {
        targets[utf8(nameOf(status))] = stats.of(status);
    }
    OutJson endReasons = OutJson::object();
    OutJson dispositions = OutJson::object();
    for (const auto &[reason, count] : stats.byOutcome) {
        endReasons[utf8(nameOf(reason))] = count;
        const std::string disposition = utf8(dispositionOf(reason));
        dispositions[disposition] = dispositions.value(disposition, qint64{0}) + count;
    }
    return {
        {"campaign_id", overview.campaign.id.toStdString()},
        {"status", utf8(nameOf(overview.campaign.status))},
        {"total", stats.total()},
        {"terminal", stats.terminal()},
        {"targets", std::move(targets)},
        {"counts_by_state", statesJson(overview)},
        {"dispositions", std::move(dispositions)},
        {"end_reasons", std::move(endReasons)},
        {"attempts", stats.attempts},
        {"in_flight", stats.inFlight},
        {"held_because", orNull(withInstantInEnglish(shownHold(overview)))},
        {"held_until", timeJson(shownHold(overview).until)},
        {"expected_end_at", timeJson(overview.expectedEnd)},
    };
}

OutJson targetJson(const TargetRow &target)
{
    const TargetStanding &standing = target.standing;
    OutJson variables = OutJson::parse(target.variables, nullptr, false);
    return {
        {"id", target.id.toStdString()},
        {"campaign_id", orNull(target.campaign)},
        {"to_number", orNull(target.number)},
        {"name", target.name.toStdString()},
        {"variables", variables.is_object() ? std::move(variables) : OutJson::object()},
        {"status", utf8(nameOf(target.status))},
        {"state", utf8(nameOf(standing.state))},
        {"state_at", timeJson(standing.at)},
        {"held_because", orNull(withInstantInEnglish({standing.heldBy, standing.at}))},
        {"undecided", standing.undecided},
        {"attempts", target.attempts},
        {"disposition", dispositionJson(target.lastOutcome)},
        {"end_reason", endReasonJson(target.lastOutcome)},
        {"next_at", timeJson(target.nextAt)},
    };
}

OutJson importJson(const ImportSummary &summary)
{
    return {
        {"import_id", orNull(summary.id)},
        {"rows_read", summary.rowsRead()},
        {"inserted", summary.inserted},
        {"duplicates", summary.duplicates},
        {"rejected", summary.rejected},
        {"skipped", summary.skipped},
        {"already_called", summary.known},
        {"header_rows", summary.headerRows},
        {"preamble_rows", summary.preambleRows},
        {"errors", rowsJson(summary.firstRejects)},
        {"rejects_url", rowsUrl(summary.id, summary.rejected, "/rejects")},
        {"skips", rowsJson(summary.firstSkipped)},
        {"skips_url", rowsUrl(summary.id, summary.skipped, "/skips")},
        {"reading", readingJson(summary.reading)},
        {"earlier_import", earlierJson(summary.earlier)},
    };
}

OutJson doNotCallListJson(const DoNotCallListSummary &added)
{
    return {
        {"id", added.id.toStdString()},
        {"rows_read", added.rowsRead()},
        {"added", added.added},
        {"duplicates", added.duplicates},
        {"rejected", added.rejected},
        {"header_rows", added.headerRows},
        {"preamble_rows", added.preambleRows},
        {"numbers", added.numbers},
        {"errors", rowsJson(added.firstRejects)},
        {"reading", readingJson(added.reading)},
    };
}

OutJson doNotCallListJson(const DoNotCallList &list)
{
    return {
        {"id", list.id.toStdString()},  {"name", list.name.toStdString()},    {"source", list.source.toStdString()},
        {"as_of", timeJson(list.asOf)}, {"added_at", timeJson(list.addedAt)}, {"numbers", list.entries},
    };
}

OutJson callJson(const Call &call)
{
    return {
        {"id", call.id.toStdString()},
        {"conversation_id", orNull(call.conversation)},
        {"scheduled_call_id", orNull(call.scheduledCall)},
        {"campaign_id", orNull(call.campaign)},
        {"campaign_name", orNull(call.campaignName)},
        {"target_id", orNull(call.target)},
        {"name", orNull(call.targetName)},
        {"to_number", orNull(call.to)},
        {"from_number", orNull(call.from)},
        {"status", utf8(nameOf(conversationStatusOf(call)))},
        {"state", utf8(nameOf(call.state))},
        {"attempt", call.attempt},
        {"disposition",
         call.disposition.isEmpty() ? dispositionJson(call.endReason) : OutJson(call.disposition.toStdString())},
        {"end_reason", endReasonJson(call.endReason)},
        {"ended_by", orNull(QString(nameOf(call.endedBy)))},
        {"sip_code", orNull(call.sipCode)},
        {"sip_reason", orNull(call.sipPhrase)},
        {"dialled_at", timeJson(call.dialledAt)},
        {"answered_at", timeJson(call.answeredAt)},
        {"ended_at", timeJson(call.endedAt)},
        {"duration_seconds", call.talkSeconds()},
    };
}

OutJson agentJson(const Agent &agent)
{
    return {
        {"id", agent.id.toStdString()},
        {"name", agent.name.toStdString()},
        {"endpoint", agent.endpoint.toStdString()},
        {"first_message", agent.firstMessage.toStdString()},
        {"disabled", agent.disabled},
        {"max_hold_seconds", agent.maxHoldSeconds},
        {"max_duration_seconds", agent.maxDurationSeconds},
    };
}

OutJson phoneNumberJson(const PhoneNumber &number)
{
    return {
        {"id", number.id.toStdString()},
        {"number", orNull(number.number)},
        {"label", number.label.toStdString()},
        {"trunk_id", orNull(number.trunk)},
        {"rate_limit_per_minute", orNull(number.ratePerMinute)},
        {"verified", number.verified},
    };
}

OutJson trunkJson(const Trunk &trunk)
{
    OutJson json = {
        {"id", trunk.id.toStdString()},
        {"name", trunk.name.toStdString()},
        {"kind", trunk.kind == CarrierKind::Sip ? "sip" : "simulated"},
        {"max_channels", orNull(trunk.maxChannels)},
        {"simulation", nullptr},
    };
    if (trunk.kind == CarrierKind::Simulated) {
        const SimulationSettings &s = trunk.simulation;
        json["simulation"] = {
            {"busy_rate", s.busyRate},
            {"no_answer_rate", s.noAnswerRate},
            {"declined_rate", s.declinedRate},
            {"invalid_rate", s.invalidRate},
            {"carrier_error_rate", s.carrierErrorRate},
            {"voicemail_rate", s.voicemailRate},
            {"ring_time_ms", s.ringTime.count()},
            {"ring_limit_ms", s.ringLimit.count()},
            {"talk_time_ms", s.talkTime.count()},
            {"speed", s.speed},
            {"seed", s.seed},
        };
    }
    return json;
}

OutJson engineJson(const EngineStatus &status)
{
    return {
        {"running", status.running},
        {"stopped_by_hand", status.stoppedByHand},
        {"problem", orNull(inEnglish(status.problem))},
        {"advice", orNull(inEnglish(status.advice))},
        {"live_calls", status.liveCalls},
        {"queued", status.queued},
        {"next_due_at", timeJson(status.nextDueAt)},
        {"unresolved", status.unresolved},
        {"storage", status.storage.toStdString()},
        {"data_directory", orNull(status.dataDirectory)},
    };
}

} // namespace campanile
