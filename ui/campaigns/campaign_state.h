#pragma once

#include "common/words.h"
#include "services/campaign_service.h"

namespace campanile {

/// What the window says of a campaign's state, in one place for list, head, badge and menu. Thread: main.
class CampaignState {
    Q_DECLARE_TR_FUNCTIONS(campanile::CampaignState)

public:
    /// Like Words::look, but an active campaign that is held looks held, and stopped while Stop all is in force. A
    /// campaign into which a list goes looks importing, and one whose import failed and is not undone looks so.
    static StateLook look(const CampaignOverview &overview);
    /// As campanile::isHeld.
    static bool isHeld(const CampaignOverview &overview);
    /// How many calls it makes at once: "at most 5 at once", or "at its limit: 5 of 5 calls" while it is.
    static QString atOnce(const CampaignOverview &overview);
    /// Why it does not dial now, for a tool tip: of a held campaign, and of one that runs at its own limit.
    static QString whyWaiting(const CampaignOverview &overview);
    /// For how many people nothing is left to do. Whoever is talking has been reached, and is not done with.
    static qint64 done(const CampaignOverview &overview);
    /// Whether it can be started: a draft with somebody to call, into which no list goes and of whose list nothing is
    /// left that was not imported. A recurring one has whom it calls in its plan.
    static bool canStart(const CampaignOverview &overview);
    /// Whether a list can go into it: it has not ended, and no other import runs or has to be undone first.
    static bool canImport(const CampaignOverview &overview);
    /// Whether it is a draft that can be deleted now: no import into it runs or has to be undone first.
    static bool canDelete(const CampaignOverview &overview);
    /// Whether an import into it has failed, and a person may undo it: nothing else takes its targets out already.
    static bool canUndoImport(const CampaignOverview &overview);
    /// Whether it has paused itself, so that a person has to look.
    static bool hasPausedItself(const CampaignOverview &overview);

private:
    static bool isWhole(const CampaignOverview &overview);
};

} // namespace campanile
