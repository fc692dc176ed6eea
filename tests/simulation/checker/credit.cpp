#include "domain/credit.h"

#include "simulation/checker/index.h"
#include "simulation/checker/words.h"

/// Money: the ledger, what calls cost, and what they were allowed to cost.
namespace campanile::simulation {

namespace {

// The end of a call is written within this time, unless the disk has trouble.
constexpr Microseconds settledWithin{5'000'000};

/// One workspace's account: nothing of any other moves it.
class Account {
public:
    Account(const Truth &truth, WorkspaceId workspace, const CreditRule &rule, Report &report)
        : m_truth(truth)
        , m_workspace(workspace)
        , m_rule(rule)
        , m_report(report)
        , m_index(truth)
    {
        for (const LedgerRow &entry : truth.database.ledger) {
            if (entry.workspace != workspace) {
                continue;
            }
            m_ledger.push_back(entry);
            if (entry.kind == CreditKind::Call) {
                m_paid[entry.attempt] += -entry.amount;
            }
        }
        const auto account = truth.database.accounts.find(workspace);
        m_account = account == truth.database.accounts.end() ? AccountRow{} : account->second;
    }

    void check()
    {
        checkSums();
        checkCharges();
        checkPayments();
        checkReloads();
        checkOverdraft();
    }

private:
    void checkSums()
    {
        Money sum;
        Money open;
        for (const LedgerRow &entry : m_ledger) {
            sum += entry.amount;
        }
        for (const AttemptRow &attempt : m_truth.database.attempts) {
            if (attempt.workspace != m_workspace) {
                continue;
            }
            open += attempt.state == AttemptState::Ended ? Money{} : attempt.reserved;
            if (attempt.reserved != priceOf(attempt.from)) {
                m_report.add(attempt.id.toStdString() + " set " + inWords(attempt.reserved) +
                             " aside, and a minute costs " + inWords(priceOf(attempt.from)));
            }
        }
        if (sum != m_account.balance) {
            m_report.add("the balance is " + inWords(m_account.balance) + ", and the ledger comes to " + inWords(sum));
        }
        if (open != m_account.reserved) {
            m_report.add(inWords(m_account.reserved) + " are set aside, and open calls need " + inWords(open));
        }
    }

    [[nodiscard]] Money priceOf(E164 callerId) const
    {
        const auto price = m_rule.prices.find(callerId);
        return price == m_rule.prices.end() ? Money{} : price->second;
    }

    /// Every conversation that has ended is charged once, for its seconds, and nothing else is charged.
    void checkCharges()
    {
        std::map<AttemptId, Money> due;
        for (const ConversationRow &talk : m_truth.database.conversations) {
            const AttemptRow *attempt = m_index.attempt(talk.attempt);
            if (talk.hasEnded && attempt != nullptr && attempt->workspace == m_workspace) {
                const Money cost = costOf(talk.seconds, attempt->reserved);
                due[talk.attempt] += cost;
                if (cost != talk.cost) {
                    m_report.add(talk.attempt.toStdString() + " talked for " + std::to_string(talk.seconds) +
                                 " s, and cost " + inWords(talk.cost));
                }
            }
        }
        for (const auto &[attempt, paid] : m_paid) {
            due.try_emplace(attempt);
        }
        for (const auto &[attempt, cost] : due) {
            const auto paid = m_paid.find(attempt);
            const Money amount = paid == m_paid.end() ? Money{} : paid->second;
            if (amount != cost) {
                m_report.add(attempt.toStdString() + " cost " + inWords(cost) + ", and " + inWords(amount) +
                             " were charged");
            }
        }
    }

    void checkPayments()
    {
        std::map<std::string, std::vector<Money>> entries;
        for (const LedgerRow &entry : m_ledger) {
            if (entry.kind == CreditKind::TopUp || entry.kind == CreditKind::Correction) {
                entries[entry.note].push_back(entry.amount);
            }
        }
        for (const Payment &payment : m_rule.payments) {
            const std::vector<Money> found = entries[payment.note];
            entries.erase(payment.note);
            const bool isRight = found.empty() ? !payment.answered : found == std::vector<Money>{payment.amount};
            if (!isRight) {
                m_report.add(payment.note + " of " + inWords(payment.amount) +
                             (payment.answered ? ", answered, " : ", never answered, ") + "has " +
                             std::to_string(found.size()) + " entries");
            }
        }
        for (const auto &[note, amounts] : entries) {
            m_report.add("nobody has paid \"" + note + '"');
        }
    }

    /// The account never buys more in one month than its rule allows.
    void checkReloads()
    {
        std::map<int, Money> months;
        for (const LedgerRow &entry : m_ledger) {
            if (entry.kind != CreditKind::AutoReload) {
                continue;
            }
            Money &month = months[monthOf(entry.at)];
            month += entry.amount;
            if (m_rule.reload == Money{} || entry.amount.micros % m_rule.reload.micros != 0) {
                m_report.add("nobody has agreed to a reload of " + inWords(entry.amount));
            }
            if (m_rule.reloadMonthlyLimit > Money{} && month > m_rule.reloadMonthlyLimit) {
                m_report.add("reloads come to " + inWords(month) + " in one month, of at most " +
                             inWords(m_rule.reloadMonthlyLimit));
            }
        }
    }

    /// Money that comes in or goes out at an instant. A payment counts from the earliest instant at which it can have
    /// been there, and a cost only from the instant at which it must have been charged.
    struct Move {
        BootTime at;
        Money by;
        const LoggedCall *call = nullptr; ///< that is dialled now, for this price
    };

    void checkOverdraft()
    {
        std::vector<Move> moves = comings();
        for (const LoggedCall &call : m_truth.log) {
            addCall(call, moves);
        }
        std::stable_sort(moves.begin(), moves.end(), [](const Move &a, const Move &b) { return a.at < b.at; });
        Money available;
        for (const Move &move : moves) {
            available += move.by;
            if (move.call != nullptr && available < Money{}) {
                m_report.add(inWords(*move.call) + " went out with no more than " + inWords(available - move.by) +
                             " there for it");
            }
        }
    }

    [[nodiscard]] std::vector<Move> comings() const
    {
        std::vector<Move> moves;
        std::map<std::string, const Payment *> payments;
        for (const Payment &payment : m_rule.payments) {
            payments.emplace(payment.note, &payment);
        }
        BootTime least; // the ledger's order is that of its commits
        for (const LedgerRow &entry : m_ledger) {
            if (entry.kind == CreditKind::Call) {
                const LoggedCall *call = m_index.firstInvite(entry.attempt);
                least = call != nullptr && call->endedAt ? std::max(least, *call->endedAt) : least;
                continue;
            }
            const auto payment = payments.find(entry.note);
            const bool isPayment = entry.kind == CreditKind::TopUp && payment != payments.end();
            least = isPayment ? std::max(least, payment->second->asked) : least;
            moves.push_back({least, entry.amount});
        }
        return moves;
    }

    void addCall(const LoggedCall &call, std::vector<Move> &moves) const
    {
        const AttemptRow *attempt = m_index.attempt(call.attempt);
        if (attempt == nullptr || attempt->workspace != m_workspace || attempt->reason == EndReason::OutcomeUnknown) {
            return; // C3; another's; or nobody knows when it gave its minute back
        }
        const Money price = priceOf(call.from);
        moves.push_back({call.at, -price, &call});
        if (!call.endedAt) {
            return;
        }
        const auto paid = m_paid.find(call.attempt);
        const Money cost = paid == m_paid.end() ? Money{} : paid->second;
        const Money certain = std::min(price, cost);
        moves.push_back({*call.endedAt, price - certain});
        if (isWrittenAtOnce(*attempt, *call.endedAt)) {
            moves.push_back({*call.endedAt + settledWithin, certain - cost});
        }
    }

    [[nodiscard]] bool isWrittenAtOnce(const AttemptRow &attempt, BootTime ended) const
    {
        const BootTime by = ended + settledWithin;
        const auto life = m_index.lives.find(attempt.process);
        const bool lives = life != m_index.lives.end() && (!life->second->until || *life->second->until > by);
        return lives && std::none_of(m_truth.plan.troubles.begin(), m_truth.plan.troubles.end(),
                                     [&](const Span &t) { return t.from <= by && t.until >= ended; });
    }

    const Truth &m_truth;
    const WorkspaceId m_workspace;
    const CreditRule &m_rule;
    Report &m_report;
    const Index m_index;
    std::vector<LedgerRow> m_ledger;
    AccountRow m_account;
    std::map<AttemptId, Money> m_paid;
};

bool hasEntries(const Truth &truth, WorkspaceId workspace)
{
    return std::any_of(truth.database.ledger.begin(), truth.database.ledger.end(),
                       [workspace](const LedgerRow &entry) { return entry.workspace == workspace; });
}

} // namespace

Violations checkCredit(const Truth &truth, const Index &)
{
    Report report(Promise::Credit);
    for (const auto &[workspace, account] : truth.database.accounts) {
        const auto rule = truth.plan.workspaces.find(workspace);
        if (rule != truth.plan.workspaces.end() && rule->second.credit) {
            Account(truth, workspace, *rule->second.credit, report).check();
        } else if (account.balance != Money{} || account.reserved != Money{} || hasEntries(truth, workspace)) {
            report.add("calls of " + workspace.toStdString() + " cost nothing, and yet its account has moved");
        }
    }
    return report.take();
}

} // namespace campanile::simulation
