#pragma once

#include "domain/ids.h"

#include <set>

namespace campanile {

/// The kinds of rows that a group of committed transactions changed: enough to know what to read again, without the
/// rows themselves. Sets are merged, so a slow listener sees one large change instead of many small ones.
struct ChangeSet {
    bool setup = false;             ///< workspace, agents, trunks or phone numbers
    bool engine = false;            ///< Stop all
    bool calls = false;             ///< attempts: the live list and the history
    bool queue = false;             ///< scheduled calls that are not covered by a campaign's list
    bool credit = false;            ///< account or ledger
    bool doNotCall = false;         ///< the lists of numbers never to call
    bool events = false;            ///< the outbox has new events
    std::set<CampaignId> campaigns; ///< their own row or their counters
    std::set<CampaignId> targets;   ///< campaigns whose lists changed

    [[nodiscard]] bool isEmpty() const
    {
        return !setup && !engine && !calls && !queue && !credit && !doNotCall && !events && campaigns.empty() &&
               targets.empty();
    }
    void merge(const ChangeSet &other)
    {
        setup = setup || other.setup;
        engine = engine || other.engine;
        calls = calls || other.calls;
        queue = queue || other.queue;
        credit = credit || other.credit;
        doNotCall = doNotCall || other.doNotCall;
        events = events || other.events;
        campaigns.insert(other.campaigns.begin(), other.campaigns.end());
        targets.insert(other.targets.begin(), other.targets.end());
    }
    friend bool operator==(const ChangeSet &, const ChangeSet &) = default;
};

} // namespace campanile
