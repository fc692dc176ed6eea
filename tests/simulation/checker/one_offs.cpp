#include "simulation/checker/index.h"
#include "simulation/checker/words.h"

/// One-off calls: each exists once, and is dialled as somebody wanted it at that time.
namespace campanile::simulation {

namespace {

constexpr Milliseconds slack{5'000};

/// The versions that may have been in force when the call left: asked for by then, and not known to be replaced.
std::vector<const OneOffVersion *> possibleAt(const OneOffRequest &request, BootTime at)
{
    std::vector<const OneOffVersion *> possible;
    for (const OneOffVersion &version : request.versions) {
        if (version.asked > at) {
            break;
        }
        if (version.answered && *version.answered <= at) {
            possible.clear();
        }
        possible.push_back(&version);
    }
    return possible;
}

/// Why this call is not what that version asks for; empty when it is.
std::string whyWrong(const AttemptRow &attempt, const LoggedCall &invite, const OneOffVersion &version,
                     const Truth &truth)
{
    if (invite.to != version.to) {
        return "was meant for " + version.to.toStdString();
    }
    // A further attempt waits for its delay, whatever the clock is set to meanwhile.
    const bool isFirst = attempt.n == 1 && version.scheduledAt.ms > 0;
    if (isFirst && attempt.intentAt < version.scheduledAt) {
        return "was dialled " + inWords(Milliseconds(version.scheduledAt.ms - attempt.intentAt.ms)) + " too early";
    }
    if (version.expiresAt.ms > 0 && attempt.intentAt >= version.expiresAt) {
        return "was dialled " + inWords(Milliseconds(attempt.intentAt.ms - version.expiresAt.ms)) +
               " after it had expired";
    }
    if (isFirst && attempt.intentAt > version.scheduledAt + truth.plan.oneOffGrace + slack) {
        return "was dialled " + inWords(Milliseconds(attempt.intentAt.ms - version.scheduledAt.ms)) + " late";
    }
    return {};
}

void checkCalls(const CallRow &row, const OneOffRequest &request, const Index &index, const Truth &truth,
                Report &report)
{
    const auto attempts = index.attemptsOf.find(row.id);
    if (attempts == index.attemptsOf.end()) {
        return;
    }
    for (const AttemptRow *attempt : attempts->second) {
        const LoggedCall *invite = index.firstInvite(attempt->id);
        if (invite == nullptr) {
            continue;
        }
        if (request.cancelled && invite->at > *request.cancelled + Microseconds(truth.plan.requestGrace)) {
            report.add(inWords(*invite) + " was withdrawn " + inWords(*request.cancelled));
        }
        std::string why = "was never asked for";
        for (const OneOffVersion *version : possibleAt(request, invite->at)) {
            why = whyWrong(*attempt, *invite, *version, truth);
            if (why.empty()) {
                break;
            }
        }
        if (!why.empty()) {
            report.add(inWords(*invite) + " of " + row.id.toStdString() + ' ' + why);
        }
    }
}

void checkRequest(const OneOffRequest &request, std::size_t number, const std::vector<const CallRow *> &rows,
                  Report &report)
{
    const std::string name = "request " + std::to_string(number) + " to " + request.versions.front().to.toStdString();
    if (rows.size() > 1 || request.answers.size() > 1) {
        report.add(name + " became " + std::to_string(std::max(rows.size(), request.answers.size())) + " calls");
    }
    if (!request.answers.empty() && (rows.empty() || rows.front()->id != *request.answers.begin())) {
        report.add(name + " was accepted as " + request.answers.begin()->toStdString() + ", which is not there");
    }
    if (request.refused && !rows.empty()) {
        report.add(name + " was refused, and is there as " + rows.front()->id.toStdString());
    }
    if (request.cancelled && !rows.empty() && rows.front()->status != ScheduledCallStatus::Cancelled) {
        report.add(name + " was withdrawn, and is " + nameOf(rows.front()->status).data());
    }
}

} // namespace

Violations checkOneOffs(const Truth &truth, const Index &index)
{
    Report report(Promise::OneOffs);
    std::map<const OneOffRequest *, std::vector<const CallRow *>> rows;
    for (const CallRow &row : truth.database.calls) {
        const auto request = index.requests.find(row.id);
        if (request == index.requests.end()) {
            continue; // of a campaign
        }
        if (request->second == nullptr) {
            report.add(row.id.toStdString() + " to " + row.to.toStdString() + " was never asked for");
            continue;
        }
        rows[request->second].push_back(&row);
        checkCalls(row, *request->second, index, truth, report);
    }
    for (std::size_t i = 0; i < truth.plan.oneOffs.size(); ++i) {
        checkRequest(truth.plan.oneOffs[i], i, rows[&truth.plan.oneOffs[i]], report);
    }
    return report.take();
}

} // namespace campanile::simulation
