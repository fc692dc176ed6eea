#pragma once

#include "csv/csv_preview.h"
#include "domain/campaign.h"

#include <QString>

namespace campanile {

/// What the user has decided on the first half of the import sheet.
struct ImportPlan {
    QString path;
    CsvChoices choices; ///< with which the rows were shown
    ColumnMapping mapping;
    QString region;      ///< ISO 3166-1 of numbers without +; empty: that of the caller ID
    CampaignId campaign; ///< an existing one; null: `created` is to be made
    NewCampaign created;
};

} // namespace campanile
