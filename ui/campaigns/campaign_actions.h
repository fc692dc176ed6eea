#pragma once

#include "common/notice.h"
#include "services/campaign_service.h"

#include <QObject>

class QWidget;

namespace campanile {

/// What can be done to a campaign, with the question that comes before it where one is due: starting costs money and
/// cancelling is for ever, so both are asked with the facts; pausing and resuming undo each other and are just done.
class CampaignActions final : public QObject {
    Q_OBJECT

public:
    /// @param window  carries the questions.
    CampaignActions(CampaignService &campaigns, const Caller &caller, QWidget *window);

    void start(const CampaignOverview &overview);
    void pause(CampaignId id);
    void resume(CampaignId id);
    void cancel(const CampaignOverview &overview);
    /// Makes a draft with the campaign's settings and without its targets; `duplicated` tells it.
    void duplicate(CampaignId id);

Q_SIGNALS:
    /// The backend has answered; what is shown of campaigns is to be read again.
    void done();
    void duplicated(campanile::CampaignId copy);
    void noticeRaised(const campanile::Notice &notice);
    void noticeWithdrawn(QLatin1StringView cause);

private:
    using Call = void (CampaignService::*)(const Caller &, CampaignId, Reply<Campaign>);
    void send(Call call, CampaignId id, const QString &failure);

    CampaignService &m_campaigns;
    const Caller m_caller;
    QWidget *m_window;
};

} // namespace campanile
