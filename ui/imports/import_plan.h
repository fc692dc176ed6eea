#pragma once

#include "core/number_parser.h"
#include "csv/csv_preview.h"
#include "domain/campaign.h"

#include <QString>

namespace campanile {

/// What the user has decided on the first half of the import sheet.
struct ImportPlan {
    QString path;
    CsvChoices choices; ///< with which the rows were shown
    ColumnMapping mapping;
    QString region;                             ///< ISO 3166-1 of numbers without +; empty: that of the caller ID
    NumberReading reading = NumberReading::Ask; ///< of numbers that may or may not begin with their calling code
    CampaignId campaign;                        ///< an existing one; null: `created` is to be made
    NewCampaign created;
};

} // namespace campanile
