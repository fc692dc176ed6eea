#pragma once

#include "campaigns/campaign_news.h"
#include "common/page_widget.h"
#include "services/services.h"

class QLabel;
class QSplitter;
class QStackedWidget;

namespace campanile {

class ActionButton;
class CampaignActions;
class CampaignDetail;
class CampaignListModel;
class Coalescer;
class ConsoleTable;
class EmptyState;

/// All campaigns above, the chosen one below.
class CampaignsPage final : public PageWidget {
    Q_OBJECT

public:
    static constexpr QLatin1StringView key{"campaigns"};
    static constexpr QLatin1StringView icon{"view-task"};
    static QString title();

    explicit CampaignsPage(const OwnServices &services, QWidget *parent = nullptr);

    void refresh() override;
    void focusFilter() override;
    void clearFilter() override;
    [[nodiscard]] QString help() const override;

    /// Chooses that campaign, as soon as it is listed.
    void choose(CampaignId campaign);
    /// The chosen campaign while it has no targets and invites to drop a list; else null.
    [[nodiscard]] CampaignId inviting() const;
    [[nodiscard]] CampaignActions &actions() const { return *m_actions; }
    /// The chosen campaign as it was last read; null when there is none.
    [[nodiscard]] const CampaignOverview *chosen() const;
    /// How many campaigns are active.
    [[nodiscard]] int activeCount() const;
    /// Whether many targets are being skipped or exported.
    [[nodiscard]] bool isActingOnTargets() const;

Q_SIGNALS:
    /// Another campaign is chosen, or it has been read again; chosen() tells it.
    void chosenChanged();
    /// Campaigns were completed or have paused themselves.
    void newsFound(const std::vector<campanile::CampaignNews> &news);

protected:
    void showEvent(QShowEvent *event) override;

private:
    QWidget *buildHead();
    QWidget *buildList();
    QWidget *buildMasterDetail();
    QWidget *buildEmpty();
    void connectParts();
    void read();
    void onRead(const Result<std::vector<CampaignOverview>> &result);
    void keepChoice();
    void showChosen();
    void onChanged(const ChangeSet &changes);
    void onCurrentRowChanged(int row);
    void tellNews();
    void tellBadge();

    const OwnServices m_services;
    CampaignActions *m_actions;
    CampaignListModel *m_model;
    Coalescer *m_coalescer;
    QLabel *m_summary = nullptr;
    ActionButton *m_import = nullptr;
    ActionButton *m_add = nullptr;
    ConsoleTable *m_table = nullptr;
    CampaignDetail *m_detail = nullptr;
    QSplitter *m_splitter = nullptr;
    EmptyState *m_empty = nullptr;
    QStackedWidget *m_stack = nullptr;
    CampaignId m_chosen;
    CampaignId m_wanted; ///< to be chosen once it is listed
    CampaignNewsFinder m_news;
};

} // namespace campanile
