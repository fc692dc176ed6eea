#include "engine/calls/credit_watch.h"

#include "domain/credit.h"
#include "engine/gate/credit_book.h"

#include <algorithm>
#include <map>

namespace campanile {

namespace {

/// What the talk will have cost when `ahead` has passed, beyond the minute that is set aside for it.
Money beyondItsMinute(const Talk &talk, Microseconds ahead)
{
    const std::int64_t seconds = ((talk.length + ahead).count() + 999'999) / 1'000'000;
    return std::max(costOf(seconds, talk.pricePerMinute) - talk.pricePerMinute, Money{});
}

Money sumBeyond(const std::vector<Talk> &talks, Microseconds ahead)
{
    Money sum;
    for (const Talk &talk : talks) {
        sum += beyondItsMinute(talk, ahead);
    }
    return sum;
}

} // namespace

std::vector<AttemptId> unaffordable(std::vector<Talk> talks, Money spare, Microseconds ahead)
{
    std::erase_if(talks, [ahead](const Talk &talk) { return beyondItsMinute(talk, ahead) <= Money{}; });
    std::ranges::sort(talks, std::less{}, &Talk::length);
    Money needed = sumBeyond(talks, ahead);
    std::vector<AttemptId> ending;
    for (const Talk &talk : talks) {
        if (needed <= spare) {
            break;
        }
        // The seconds of the talk up to now have to be paid even when it ends now.
        needed = needed - beyondItsMinute(talk, ahead) + beyondItsMinute(talk, {});
        ending.push_back(talk.attempt);
    }
    return ending;
}

void CreditWatch::start()
{
    m_loop.after(every, [this] {
        look();
        start();
    });
}

void CreditWatch::look()
{
    std::map<WorkspaceId, std::vector<Talk>> byWorkspace;
    for (Talk &talk : m_calls.talks()) {
        byWorkspace[talk.workspace].push_back(std::move(talk));
    }
    for (auto &[workspace, talks] : byWorkspace) {
        // Looks ahead over two intervals, because the writer's reply and hanging up take time.
        if (const Money needed = sumBeyond(talks, every * 2); needed > Money{}) {
            askFor(workspace, needed, std::move(talks));
        }
    }
}

void CreditWatch::askFor(WorkspaceId workspace, Money needed, std::vector<Talk> talks)
{
    m_writer.submit<Money>(
        WritePriority::Commands,
        [workspace, needed](WriteTransaction &transaction) -> Result<Money> {
            CreditBook credit(transaction);
            const Money spare = credit.spare(workspace, needed);
            credit.save();
            return spare;
        },
        [this, talks = std::move(talks)](const Result<Money> &spare) {
            m_loop.post([this, talks, spare] {
                if (spare) { // otherwise outcomes cannot be written either, and the engine says so already
                    judge(talks, *spare);
                }
            });
        });
}

void CreditWatch::judge(std::vector<Talk> talks, Money spare)
{
    for (const AttemptId attempt : unaffordable(std::move(talks), spare, every * 2)) {
        m_calls.cutShort(attempt, EndReason::InsufficientCredits);
    }
}

} // namespace campanile
