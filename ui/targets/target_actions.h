#pragma once

#include "common/notice.h"
#include "services/services.h"
#include "services/target_service.h"

#include <QObject>
#include <QPointer>

#include <memory>

class QWidget;

namespace campanile {

class JobBar;

/// What can be done with many targets at once: skip them, and export them. The backend does it, for all that are chosen
/// and not only for those that a table has in memory; this asks before, shows how far it has come, and tells what came
/// of it and what was left out. One action runs at a time. Thread: main.
class TargetActions final : public QObject {
    Q_OBJECT

public:
    /// @param bar where progress is shown; borrowed. Dialogs belong to its window.
    TargetActions(const OwnServices &services, JobBar &bar, QObject *parent);

    /// Asks, and skips all who are chosen and wait.
    /// @param name  of the campaign: what comes of it is told when another one may be shown
    /// @param count how many are chosen, as the person saw it
    void askToSkip(CampaignId campaign, const QString &name, TargetSelection selection, qint64 count,
                   const QString &person = {});
    /// Asks for file and form, and writes all who are chosen.
    /// @param name  of the campaign, of which the proposed file's name is made, too
    void askToExport(CampaignId campaign, const QString &name, TargetSelection selection, qint64 count);
    [[nodiscard]] bool isBusy() const { return m_isBusy; }

Q_SIGNALS:
    void noticeRaised(const campanile::Notice &notice);
    /// Targets may have changed.
    void done();

private:
    void skip(CampaignId campaign, const QString &name, TargetSelection selection);
    void onSkipped(const Result<SkipAccount> &result);
    void exportTo(CampaignId campaign, const QString &name, TargetExport request);
    void onExported(const QString &path, const Result<qint64> &result);
    /// What stands in the way of the file, or of reading the targets.
    [[nodiscard]] static QString whyNotExported(const QString &path, const Error &error);
    [[nodiscard]] bool refuseWhileBusy();
    /// What is told of a campaign's targets, with its name.
    [[nodiscard]] QString ofCampaign(const QString &text) const;
    /// Shows the job's progress until `end`.
    void follow(const QString &what, const std::shared_ptr<TargetJob> &job);
    [[nodiscard]] std::function<void(TargetProgress)> progress();
    void end();

    const OwnServices m_services;
    JobBar &m_bar;
    bool m_isBusy = false;
    QString m_name; ///< of the campaign whose targets it is about
};

} // namespace campanile
