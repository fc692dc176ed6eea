#pragma once

#include "domain/campaign.h"
#include "domain/target.h"

#include <vector>

namespace campanile {

/// What `campaniled dial` has to say at its end.
struct DialSummary {
    ImportSummary import;
    CampaignStats stats;
    double seconds = 0;               ///< from the start of the program to the last outcome
    std::vector<RejectedRow> rejects; ///< the first ones, to be shown
    std::vector<RejectedRow> skipped; ///< the same
};

/// How the list was read, for a person, on stderr: said before anybody is called.
void printReading(const ImportSummary &import);
/// As one JSON object, with the members that the manual page names.
void printJson(const DialSummary &summary);
/// For a person.
void printText(const DialSummary &summary);

} // namespace campanile
