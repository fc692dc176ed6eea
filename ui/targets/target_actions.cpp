#include "targets/target_actions.h"

#include "common/bidi.h"
#include "common/confirm_dialog.h"
#include "common/job_bar.h"
#include "common/reasons.h"
#include "common/words.h"
#include "core/deliver.h"
#include "targets/export_dialog.h"

#include <QStringList>

#include <array>
#include <limits>
#include <utility>

namespace campanile {

namespace {

/// The count of a counted text, which Qt takes as an int.
int counted(qint64 n)
{
    return static_cast<int>(qMin<qint64>(n, std::numeric_limits<int>::max()));
}

} // namespace

TargetActions::TargetActions(const OwnServices &services, JobBar &bar, QObject *parent)
    : QObject(parent)
    , m_services(services)
    , m_bar(bar)
{
}

bool TargetActions::refuseWhileBusy()
{
    if (m_isBusy) {
        Q_EMIT noticeRaised({Notice::Severity::Information,
                             tr("Another action on targets is still running. Wait for it, or cancel it, and try "
                                "again."),
                             {},
                             {}});
    }
    return m_isBusy;
}

std::function<void(TargetProgress)> TargetActions::progress()
{
    const Reply<TargetProgress> deliver = deliverTo<TargetProgress>(this, [this](const Result<TargetProgress> &far) {
        if (m_isBusy) {
            m_bar.setProgress(far->done, far->total);
        }
    });
    return [deliver](TargetProgress far) { deliver(far); };
}

void TargetActions::follow(const QString &what, const std::shared_ptr<TargetJob> &job)
{
    if (job) { // otherwise the refusal is on its way
        m_bar.begin(what, [job] { job->cancel(); });
    }
}

QString TargetActions::ofCampaign(const QString &text) const
{
    return tr("“%1”: %2", "name of a campaign, and what became of its targets").arg(m_name, text);
}

void TargetActions::end()
{
    m_isBusy = false;
    m_bar.end();
}

void TargetActions::askToSkip(CampaignId campaign, const QString &name, TargetSelection selection, qint64 count,
                              const QString &person)
{
    if (refuseWhileBusy()) {
        return;
    }
    ConfirmDialog::ask(
        m_bar.window(),
        {person.isEmpty() ? tr("Skip %Ln target(s)?", nullptr, counted(count)) : tr("Skip %1?").arg(person),
         tr("They will not be called by this campaign. This cannot be undone. Targets that are on the "
            "line or were called already are left as they are, and you are told how many."),
         {},
         tr("Skip %Ln target(s)", nullptr, counted(count)),
         tr("Keep"),
         true},
        [this, campaign, name, selection = std::move(selection)] { skip(campaign, name, selection); });
}

void TargetActions::skip(CampaignId campaign, const QString &name, TargetSelection selection)
{
    if (refuseWhileBusy()) {
        return;
    }
    m_isBusy = true;
    m_name = name;
    follow(tr("Skipping targets of “%1”").arg(name),
           m_services.targets.skipAll(
               m_services.caller, campaign, std::move(selection), progress(),
               deliverTo<SkipAccount>(this, [this](const Result<SkipAccount> &result) { onSkipped(result); })));
}

namespace {

/// Who was left out and why, as parts of one line. Null counts are left out.
class LeftOutText {
    Q_DECLARE_TR_FUNCTIONS(campanile::LeftOutText)

public:
    static QString of(const SkipAccount &account)
    {
        const std::array parts = {
            std::pair(account.onTheLine, tr("%Ln on the line", nullptr, counted(account.onTheLine))),
            std::pair(account.called, tr("%Ln called already", nullptr, counted(account.called))),
            std::pair(account.alreadySkipped, tr("%Ln skipped before", nullptr, counted(account.alreadySkipped))),
            std::pair(account.importing, tr("%Ln still being imported", nullptr, counted(account.importing))),
            std::pair(account.gone, tr("%Ln no longer on the list", nullptr, counted(account.gone))),
            std::pair(account.notReached, tr("%Ln not looked at", nullptr, counted(account.notReached))),
        };
        QStringList texts;
        for (const auto &[count, text] : parts) {
            if (count > 0) {
                texts << text;
            }
        }
        return texts.join(QStringLiteral(" · "));
    }
};

} // namespace

void TargetActions::onSkipped(const Result<SkipAccount> &result)
{
    end();
    Q_EMIT done();
    if (!result.ok()) {
        Q_EMIT noticeRaised(failureNotice(ofCampaign(tr("No target was skipped.")), result.error()));
        return;
    }
    QString text = tr("%Ln target(s) skipped.", nullptr, counted(result->skipped));
    if (const QString leftOut = LeftOutText::of(*result); !leftOut.isEmpty()) {
        text += u' ' + tr("Left as they were: %1.").arg(leftOut);
    }
    text = ofCampaign(text);
    const bool isCancelled = result->stopped && result->stopped->code == ErrorCode::Cancelled;
    if (result->stopped && !isCancelled) {
        Q_EMIT noticeRaised(failureNotice(text, *result->stopped));
        return;
    }
    const auto severity =
        isCancelled || result->skipped == 0 ? Notice::Severity::Information : Notice::Severity::Success;
    Q_EMIT noticeRaised({severity, isCancelled ? tr("Skipping was cancelled: %1").arg(text) : text, {}, {}});
}

void TargetActions::askToExport(CampaignId campaign, const QString &name, TargetSelection selection, qint64 count)
{
    if (refuseWhileBusy()) {
        return;
    }
    auto *dialog = new ExportDialog(name, count, m_bar.window());
    connect(dialog, &ExportDialog::chosen, this,
            [this, campaign, name, selection = std::move(selection)](const QString &path, bool spreadsheetSafe,
                                                                     const QString &zone) {
                exportTo(campaign, name, {selection, path, spreadsheetSafe, zone});
            });
    dialog->open();
}

void TargetActions::exportTo(CampaignId campaign, const QString &name, TargetExport request)
{
    if (refuseWhileBusy()) {
        return;
    }
    m_isBusy = true;
    m_name = name;
    const QString path = request.path;
    follow(tr("Exporting targets of “%1”").arg(name),
           m_services.targets.exportTo(
               m_services.caller, campaign, std::move(request), progress(),
               deliverTo<qint64>(this, [this, path](const Result<qint64> &result) { onExported(path, result); })));
}

void TargetActions::onExported(const QString &path, const Result<qint64> &result)
{
    end();
    if (result.ok()) {
        Q_EMIT noticeRaised({Notice::Severity::Success,
                             ofCampaign(tr("%Ln target(s) written to %1.", nullptr, counted(*result)).arg(path)),
                             {},
                             {}});
    } else if (result.error().code == ErrorCode::Cancelled) {
        Q_EMIT noticeRaised(
            {Notice::Severity::Information, ofCampaign(tr("The export was cancelled; no file was written.")), {}, {}});
    } else {
        Q_EMIT noticeRaised(
            {Notice::Severity::Failure,
             ofCampaign(tr("The targets were not exported.") + u' ' + whyNotExported(path, result.error())),
             {},
             {}});
    }
}

QString TargetActions::whyNotExported(const QString &path, const Error &error)
{
    if (error.pointer != QLatin1StringView("#/path")) {
        return Reasons::inWords(error);
    }
    const QString file = verbatim(path);
    return error.code == ErrorCode::StorageFull
               ? tr("There is no room for %1. Free some space, or choose another disk.").arg(file)
               : tr("%1 cannot be written. Choose another name, or a folder in which files can be made.").arg(file);
}

} // namespace campanile
