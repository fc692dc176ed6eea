#pragma once

#include "core/error.h"
#include "domain/campaign.h"
#include "domain/target.h"
#include "services/campaign_service.h"
#include "services/import_service.h"

#include <QString>

namespace campanile {

// Why `campaniled dial` calls nobody on a file: an English sentence that says what is the matter and what to do.

/// FileNotReadable: the file could be read a moment ago, and now it cannot, or not to its end.
Error refusedUnread(const QString &file);
/// Conflict: the people on the file are in this campaign already, and the options read the file in another way.
Error refusedReadAnotherWay(const QString &file, const Campaign &campaign);
/// Conflict: this campaign has called everybody on the file, and has ended.
Error refusedDialled(const CampaignOverview &earlier);
/// Conflict: the people on the file wait in this campaign, which is paused. Said before a run, and at the end of one
/// whose campaign has paused itself.
Error refusedPaused(const QString &file, const Campaign &campaign);
/// Conflict: everybody on the file was called before, or waits in another campaign.
/// @param isSinceInstant  only calls since an instant that was given count
Error refusedKnown(const QString &file, const KnownPeople &known, bool isSinceInstant);
/// InvalidInput: every row of the file was rejected or skipped.
Error refusedEmpty(const QString &file, const ImportSummary &import);

} // namespace campanile
