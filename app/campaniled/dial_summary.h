#pragma once

#include "core/error.h"
#include "domain/campaign.h"
#include "domain/target.h"
#include "domain/target_state.h"
#include "other_campaigns.h"

#include <optional>
#include <vector>

namespace campanile {

/// What `campaniled dial` has to say at its end.
struct DialSummary {
    ImportSummary import;
    CampaignStats stats;
    TargetStateCounts states;         ///< of the same moment
    double seconds = 0;               ///< from the start of the program to the last outcome
    std::vector<RejectedRow> rejects; ///< the first ones, to be shown
    std::vector<RejectedRow> skipped; ///< the same
    std::vector<OtherCampaign> others{};
    std::optional<Campaign> paused{}; ///< the list's campaign, when it is paused and people wait in it
};

/// How the list was read, for a person, on stderr: said before anybody is called.
void printReading(const ImportSummary &import);
/// As one JSON object, with the members that the manual page names.
void printJson(const DialSummary &summary);
/// For a person.
void printText(const DialSummary &summary);
/// Why the campaign is paused, and how to go on, on stderr.
void printPause(const QString &file, const Campaign &paused);
/// Why nobody was called, on stderr: the message, the first rows of the list that were not taken, and the answers to a
/// question about the list.
/// @param asJson  also as one JSON object on stdout, with the members that the manual page names
/// @param import  what became of the list's rows, when it was read
void printRefusal(const Error &error, bool asJson, const ImportSummary &import = {});

} // namespace campanile
