#include "campaigns/campaign_actions.h"

#include "campaigns/campaign_state.h"
#include "campaigns/edit_draft_dialog.h"
#include "common/confirm_dialog.h"
#include "common/words.h"
#include "core/deliver.h"

#include <QWidget>

namespace campanile {

namespace {

constexpr QLatin1StringView actionCause{"campaigns/action"};

/// How long the first attempts take at the campaign's own rate; 0 when it has none.
qint64 secondsAtRate(const CampaignOverview &overview)
{
    const int rate = overview.campaign.ratePerMinute;
    const qint64 waiting = overview.stats.total() - overview.stats.terminal();
    return rate > 0 ? waiting * 60 / rate : 0;
}

} // namespace

CampaignActions::CampaignActions(const OwnServices &services, QWidget *window)
    : QObject(window)
    , m_services(services)
    , m_window(window)
{
}

void CampaignActions::start(const CampaignOverview &overview)
{
    const Campaign &campaign = overview.campaign;
    const int targets = static_cast<int>(overview.stats.of(TargetStatus::Pending));
    Question question;
    question.title = tr("Start “%1”?").arg(campaign.name);
    question.detail = tr("%Ln target(s) will be called.", nullptr, targets);
    question.facts = {{tr("Rate"), Words::rate(campaign.ratePerMinute)},
                      {tr("Calls"), Words::atOnce(campaign.maxConcurrent)},
                      {tr("Attempts"), tr("up to %Ln per target", nullptr, campaign.retry.maxAttempts)},
                      {tr("From"), Words::number(overview.from)},
                      {tr("Agent"), overview.agentName}};
    if (const qint64 seconds = secondsAtRate(overview); seconds > 0) {
        question.facts.emplace_back(tr("First attempts take"), tr("about %1").arg(Words::length(seconds)));
    }
    question.doIt = tr("Start campaign");
    question.leaveIt = tr("Not now");
    ConfirmDialog::ask(m_window, question, [this, id = campaign.id] {
        send(&CampaignService::start, id, tr("The campaign was not started."));
    });
}

void CampaignActions::pause(CampaignId id)
{
    send(&CampaignService::pause, id, tr("The campaign was not paused."));
}

void CampaignActions::resume(CampaignId id)
{
    send(&CampaignService::resume, id, tr("The campaign was not resumed."));
}

void CampaignActions::cancel(const CampaignOverview &overview)
{
    const CampaignStats &stats = overview.stats;
    const auto waiting = static_cast<int>(stats.total() - CampaignState::done(overview) - stats.inFlight);
    const auto calls = static_cast<int>(stats.inFlight);
    Question question;
    question.title = tr("Cancel “%1” for good?").arg(overview.campaign.name);
    question.detail = tr("Targets not yet dialled are skipped. A cancelled campaign cannot be started again.");
    if (calls > 0) {
        question.detail += u' ' + tr("%Ln call(s) in progress will finish.", nullptr, calls);
    }
    question.doIt =
        waiting > 0 ? tr("Cancel campaign and skip %Ln target(s)", nullptr, waiting) : tr("Cancel campaign");
    question.leaveIt = overview.campaign.status == CampaignStatus::Active ? tr("Keep running") : tr("Keep campaign");
    question.destructive = true;
    ConfirmDialog::ask(m_window, question, [this, id = overview.campaign.id] {
        send(&CampaignService::cancel, id, tr("The campaign was not cancelled."));
    });
}

void CampaignActions::duplicate(CampaignId id)
{
    m_services.campaigns.duplicate(
        m_services.caller, id, {}, deliverTo<Campaign>(this, [this, id](const Result<Campaign> &copy) {
            if (copy.ok()) {
                Q_EMIT duplicated(copy->id);
            } else {
                Q_EMIT noticeRaised(failureNotice(tr("The campaign was not duplicated."), copy.error(), tr("Try again"),
                                                  [this, id] { duplicate(id); }));
            }
        }));
}

void CampaignActions::edit(const Campaign &draft)
{
    auto *dialog = new EditDraftDialog(m_services, draft, m_window);
    connect(dialog, &EditDraftDialog::edited, this, &CampaignActions::done);
    dialog->open();
}

void CampaignActions::remove(const CampaignOverview &draft)
{
    const qint64 targets = draft.stats.total();
    Question question;
    question.title = tr("Delete “%1” for good?").arg(draft.campaign.name);
    question.detail =
        tr("The draft is deleted with its list and the records of its imports. Nobody on the list has been "
           "called by it, and this cannot be undone.");
    question.facts = {{tr("Targets on the list"), Words::count(targets)},
                      {tr("Agent"), draft.agentName},
                      {tr("Made"), Words::moment(draft.campaign.createdAt)}};
    question.doIt =
        targets > 0 ? tr("Delete draft and %Ln target(s)", nullptr, static_cast<int>(targets)) : tr("Delete draft");
    question.leaveIt = tr("Keep draft");
    question.destructive = true;
    ConfirmDialog::ask(m_window, question, [this, id = draft.campaign.id, name = draft.campaign.name, targets] {
        sendRemoval(id, name, targets);
    });
}

void CampaignActions::sendRemoval(CampaignId id, const QString &name, qint64 targets)
{
    const auto answered = [this, id, name, targets](const Result<void> &removed) {
        if (removed.ok()) {
            Q_EMIT noticeWithdrawn(actionCause);
            const QString told = targets > 0
                                     ? tr("“%1” was deleted with %Ln target(s).", nullptr, static_cast<int>(targets))
                                     : tr("“%1” was deleted.");
            Q_EMIT noticeRaised({Notice::Severity::Success, told.arg(name), {}, {}});
        } else {
            Q_EMIT noticeRaised(failureNotice(
                tr("“%1” was not deleted.").arg(name), removed.error(), tr("Try again"),
                [this, id, name, targets] { sendRemoval(id, name, targets); }, actionCause));
        }
        Q_EMIT done();
    };
    m_services.campaigns.remove(m_services.caller, id, deliverTo<void>(this, answered));
}

void CampaignActions::undoImport(CampaignId id, AfterUndo after)
{
    const auto answered = [this, id, after](const Result<void> &undone) {
        if (undone.ok()) {
            Q_EMIT noticeWithdrawn(actionCause);
        } else {
            Q_EMIT noticeRaised(failureNotice(
                tr("The import was not undone."), undone.error(), tr("Try again"),
                [this, id, after] { undoImport(id, after); }, actionCause));
        }
        Q_EMIT done();
        if (undone.ok() && after == AfterUndo::ImportAgain) {
            Q_EMIT importWanted(id);
        }
    };
    m_services.imports.undo(m_services.caller, id, deliverTo<void>(this, answered));
}

void CampaignActions::send(Call call, CampaignId id, const QString &failure)
{
    const auto answered = [this, call, id, failure](const Result<Campaign> &result) {
        if (!result.ok()) {
            Q_EMIT noticeRaised(failureNotice(
                failure, result.error(), tr("Try again"), [this, call, id, failure] { send(call, id, failure); },
                actionCause));
        } else {
            Q_EMIT noticeWithdrawn(actionCause);
        }
        Q_EMIT done();
    };
    (m_services.campaigns.*call)(m_services.caller, id, deliverTo<Campaign>(this, answered));
}

} // namespace campanile
