#include "simulation/checker/index.h"

#include <array>

/// The outbox: everything that has happened according to a call's rows is announced as often as it happened.
namespace campanile::simulation {

namespace {

/// How often each event was announced of one call or attempt; the index is its type.
using Told = std::array<int, static_cast<std::size_t>(lastEventType) + 1>;

int &times(Told &told, EventType type)
{
    return told.at(static_cast<std::size_t>(type));
}

void expect(const std::string &name, Told &told, EventType type, int n, Report &report)
{
    if (times(told, type) != n) {
        report.add(name + " has " + std::to_string(times(told, type)) + " times " + nameOf(type).data() + ", and " +
                   std::to_string(n) + " times it happened");
    }
}

void checkAttempt(const AttemptRow &attempt, Told &told, Report &report)
{
    const bool hasEnded = attempt.state == AttemptState::Ended && attempt.reason != EndReason::NotSent;
    const int answered = attempt.hasConversation ? 1 : 0;
    const std::string name = attempt.id.toStdString();
    expect(name, told, EventType::ScheduledCallDispatched, answered, report);
    expect(name, told, EventType::ConversationStarted, answered, report);
    expect(name, told, EventType::ConversationCompleted, hasEnded ? answered : 0, report);
    expect(name, told, EventType::CallAttemptFailed, hasEnded ? 1 - answered : 0, report);
}

void checkCall(const CallRow &call, Told &told, Report &report)
{
    const std::string name = call.id.toStdString();
    expect(name, told, EventType::ScheduledCallCreated, 1, report);
    expect(name, told, EventType::ScheduledCallCancelled, call.status == ScheduledCallStatus::Cancelled ? 1 : 0,
           report);
    if (call.status == ScheduledCallStatus::Failed && times(told, EventType::ScheduledCallFailed) == 0) {
        report.add(name + " has failed, and nobody was told");
    }
}

/// Adds each event to its row, found by bisection: both are in the order of ids, and there may be a million.
template<class Row, class Id>
void count(const std::vector<Row> &rows, Id id, EventType type, std::vector<Told> &told)
{
    const auto row =
        std::lower_bound(rows.begin(), rows.end(), id, [](const Row &r, Id wanted) { return r.id < wanted; });
    if (row != rows.end() && row->id == id) {
        ++times(told[static_cast<std::size_t>(row - rows.begin())], type);
    }
}

} // namespace

Violations checkOutbox(const Truth &truth, const Index &)
{
    Report report(Promise::Outbox);
    const DatabaseCopy &database = truth.database;
    std::vector<Told> ofCalls(database.calls.size());
    std::vector<Told> ofAttempts(database.attempts.size());
    for (const EventRow &event : database.events) {
        count(database.calls, event.call, event.type, ofCalls);
        count(database.attempts, event.attempt, event.type, ofAttempts);
    }
    for (std::size_t i = 0; i < ofAttempts.size(); ++i) {
        checkAttempt(database.attempts[i], ofAttempts[i], report);
    }
    for (std::size_t i = 0; i < ofCalls.size(); ++i) {
        checkCall(database.calls[i], ofCalls[i], report);
    }
    if (database.lastSequence != database.eventCount) {
        report.add("the outbox has " + std::to_string(database.eventCount) + " events, and its last sequence is " +
                   std::to_string(database.lastSequence));
    }
    if (database.strayConversations != 0) {
        report.add(std::to_string(database.strayConversations) +
                   " conversations have another id than was promised with their calls");
    }
    return report.take();
}

} // namespace campanile::simulation
