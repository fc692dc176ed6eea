#pragma once

#include "simulation/checker/checker.h"

#include <QTest>

namespace campanile::simulation {

inline constexpr WallTime start{1'767'603'600'000};
inline constexpr CampaignId campaign{7};
inline constexpr E164 callerId{14'155'550'100};

inline BootTime at(std::int64_t seconds)
{
    return {seconds * 1'000'000};
}

/// Evidence of one campaign, row by row.
class Evidence {
public:
    Truth truth;

    Evidence()
    {
        truth.plan.start = start;
        truth.plan.rates = {{RateScope::Workspace, 0, 2}};
        truth.plan.campaigns[campaign] = {2, Milliseconds(60'000)};
        truth.plan.workspaces[{}].cooldown = Milliseconds(3'600'000);
        truth.plan.workspaces[{}].maxPerDay = 3;
        truth.plan.longestTalk = Milliseconds(300'000);
        truth.plan.lives = {{1, at(0), std::nullopt}};
        truth.plan.end = at(10'000);
        truth.plan.lists = {{campaign, {}, true}};
        truth.database.accounts[{}] = {};
        truth.database.integrity = "ok";
        truth.database.campaigns = {{campaign, CampaignStatus::Active}};
    }

    /// A person who was called at `seconds`, with this outcome; answers the index of the call in the log.
    std::size_t call(std::int64_t person, std::int64_t seconds, EndReason reason)
    {
        const bool answered = wasAnswered(reason);
        truth.database.targets.push_back({TargetId{person}, campaign, E164{12'000'000'000 + person},
                                          answered ? TargetStatus::Dispatched : TargetStatus::Failed, 1, reason});
        truth.database.calls.push_back(
            {ScheduledCallId{person}, campaign, TargetId{person}, E164{12'000'000'000 + person},
             answered ? ScheduledCallStatus::Dispatched : ScheduledCallStatus::Failed, start, 1, 1});
        truth.plan.lists[0].numbers.push_back(E164{12'000'000'000 + person});
        return attempt(person, 1, seconds, reason);
    }
    /// One more attempt of that person's row.
    std::size_t attempt(std::int64_t person, int n, std::int64_t seconds, EndReason reason)
    {
        const AttemptId id{person * 100 + n};
        const E164 to{12'000'000'000 + person};
        const WallTime wall = start + Milliseconds(seconds * 1'000);
        truth.database.attempts.push_back({id,
                                           ScheduledCallId{person},
                                           campaign,
                                           TargetId{person},
                                           to,
                                           callerId,
                                           n,
                                           n,
                                           1,
                                           AttemptState::Ended,
                                           wall,
                                           reason,
                                           {},
                                           wasAnswered(reason)});
        truth.log.push_back(logged(id, to, seconds, reason));
        truth.journal.insert(id);
        return truth.log.size() - 1;
    }
    /// The carrier's record of a call of 20 seconds, which is answered after 10 seconds, if at all.
    static LoggedCall logged(AttemptId id, E164 to, std::int64_t seconds, EndReason reason)
    {
        LoggedCall call;
        call.callId = id.toStdString() + "@test";
        call.attempt = id;
        call.to = to;
        call.from = callerId;
        call.at = at(seconds);
        call.wall = start + Milliseconds(seconds * 1'000);
        call.endedAt = at(seconds + 20);
        call.answeredAt = wasAnswered(reason) ? std::optional(at(seconds + 10)) : std::nullopt;
        call.reason = reason;
        return call;
    }
    /// Writes the counters and events that follow from the rows.
    Truth &settled()
    {
        announce();
        truth.database.counters.clear();
        for (const TargetRow &row : truth.database.targets) {
            ++truth.database.counters[{campaign, 0, static_cast<int>(row.status)}];
            if (row.lastOutcome && (row.status == TargetStatus::Failed || row.status == TargetStatus::Dispatched)) {
                ++truth.database.counters[{campaign, 1, static_cast<int>(*row.lastOutcome)}];
            }
            if (row.status == TargetStatus::Dispatched && row.lastOutcome && !wasAnswered(*row.lastOutcome)) {
                ++truth.database.counters[{campaign, 5, static_cast<int>(*row.lastOutcome)}];
            }
        }
        for (const CallRow &row : truth.database.calls) {
            if (!row.target.isNull() && row.status == ScheduledCallStatus::Pending && row.attempt > 0) {
                ++truth.database.counters[{row.campaign, 4, 0}];
            }
        }
        for (const AttemptRow &row : truth.database.attempts) {
            if (!row.campaign.isNull()) {
                truth.database.counters[{row.campaign, 2, 0}] += row.reason == EndReason::NotSent ? 0 : 1;
                truth.database.counters[{row.campaign, 3, 0}] += row.state == AttemptState::Ended ? 0 : 1;
            }
        }
        return truth;
    }

private:
    void announce()
    {
        std::vector<EventRow> &events = truth.database.events;
        events.clear();
        for (const CallRow &row : truth.database.calls) {
            events.push_back({EventType::ScheduledCallCreated, row.id, {}});
            if (row.status == ScheduledCallStatus::Failed) {
                events.push_back({EventType::ScheduledCallFailed, row.id, {}});
            } else if (row.status == ScheduledCallStatus::Cancelled) {
                events.push_back({EventType::ScheduledCallCancelled, row.id, {}});
            }
        }
        for (const AttemptRow &row : truth.database.attempts) {
            const bool hasEnded = row.state == AttemptState::Ended && row.reason != EndReason::NotSent;
            if (row.hasConversation) {
                events.push_back({EventType::ScheduledCallDispatched, row.call, row.id});
                events.push_back({EventType::ConversationStarted, row.call, row.id});
            }
            if (hasEnded) {
                events.push_back({row.hasConversation ? EventType::ConversationCompleted : EventType::CallAttemptFailed,
                                  row.call, row.id});
            }
        }
    }
};

inline QByteArray inWords(const Violations &violations)
{
    std::string words;
    for (const Violation &violation : violations) {
        words += std::string(nameOf(violation.promise)) + ": " + violation.what + '\n';
    }
    return QByteArray::fromStdString(words);
}

template<class Kind>
void isClean(Kind &evidence)
{
    const Violations violations = checkEverything(evidence.settled());
    QVERIFY2(violations.empty(), inWords(violations).constData());
}

/// The evidence breaks this promise and no other.
template<class Kind>
void breaksOnly(Promise promise, Kind &evidence)
{
    const Violations violations = checkEverything(evidence.settled());
    QVERIFY(!violations.empty());
    for (const Violation &violation : violations) {
        QVERIFY2(violation.promise == promise, inWords(violations).constData());
        QVERIFY(!violation.what.empty());
    }
}

} // namespace campanile::simulation
