#pragma once

#include "common/notice.h"
#include "domain/ids.h"

#include <QWidget>

namespace campanile {

struct EngineStatus;

/// One destination of the sidebar. The frame knows pages by this class alone; frame/page_registry.h tells how one is
/// added. A page reads again by itself when the change feed says so, but only while it is shown.
class PageWidget : public QWidget {
    Q_OBJECT

public:
    using QWidget::QWidget;

    /// F5: reads everything again.
    virtual void refresh() = 0;
    /// Ctrl+F: puts the keyboard into the page's filter, where it has one.
    virtual void focusFilter() {}
    /// Escape: shows everything again.
    virtual void clearFilter() {}
    /// The engine's status has been read.
    virtual void setEngine(const EngineStatus &) {}
    /// F1: what the page is for and what can be done on it, in a few sentences.
    [[nodiscard]] virtual QString help() const { return {}; }

Q_SIGNALS:
    /// The sidebar shows this number behind the page's name; it shows nothing for 0.
    void badgeChanged(qint64 count);
    /// The window shows this below the page.
    void noticeRaised(const campanile::Notice &notice);
    /// What a notice with this cause says is over.
    void noticeWithdrawn(QLatin1StringView cause);
    /// The user wants to see that campaign.
    void campaignWanted(campanile::CampaignId campaign);
    /// The user wants to import a list; a null id leaves the campaign open.
    void importWanted(campanile::CampaignId campaign);
    void newCampaignWanted();
};

} // namespace campanile
