#pragma once

#include "common/notice.h"
#include "services/services.h"

#include <QObject>

class QWidget;

namespace campanile {

/// What can be done to a campaign, with the question that comes before it where one is due: starting costs money and
/// cancelling and deleting are for ever, so these are asked with the facts; pausing and resuming undo each other and
/// are just done.
class CampaignActions final : public QObject {
    Q_OBJECT

public:
    /// @param window  carries the questions.
    CampaignActions(const OwnServices &services, QWidget *window);

    void start(const CampaignOverview &overview);
    void pause(CampaignId id);
    void resume(CampaignId id);
    void cancel(const CampaignOverview &overview);
    /// Makes a draft with the campaign's settings and without its targets; `duplicated` tells it.
    void duplicate(CampaignId id);
    /// Shows the settings of a draft and changes them.
    void edit(const Campaign &draft);
    /// Deletes a draft with its list.
    void remove(const CampaignOverview &draft);
    /// What follows when an import is undone.
    enum class AfterUndo { Nothing, ImportAgain };
    /// Removes what a failed import left. It asks nothing: nobody of it may be called, and the list can come again.
    void undoImport(CampaignId id, AfterUndo after);

Q_SIGNALS:
    /// The backend has answered; what is shown of campaigns is to be read again.
    void done();
    void duplicated(campanile::CampaignId copy);
    /// A list is to be chosen for the campaign.
    void importWanted(campanile::CampaignId campaign);
    void noticeRaised(const campanile::Notice &notice);
    void noticeWithdrawn(QLatin1StringView cause);

private:
    using Call = void (CampaignService::*)(const Caller &, CampaignId, Reply<Campaign>);
    void send(Call call, CampaignId id, const QString &failure);
    void sendRemoval(CampaignId id, const QString &name, qint64 targets);

    const OwnServices m_services;
    QWidget *m_window;
};

} // namespace campanile
