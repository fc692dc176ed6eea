#pragma once

#include "common/notice.h"
#include "services/campaign_service.h"
#include "services/services.h"

#include <QWidget>

class QLabel;
class QStackedWidget;

namespace campanile {

class ActionButton;
class Coalescer;
class ConsoleTable;
class EmptyState;
class JobBar;
class SearchField;
class SegmentedBar;
class TargetActions;
class TargetModel;

/// The list of one campaign: a filter by text and state with a count of what matches, and the rows that do, in the
/// order of any column. Chosen rows are skipped from the context menu or with Delete, and copied with Ctrl+C; all that
/// match are exported.
class TargetsPanel final : public QWidget {
    Q_OBJECT

public:
    explicit TargetsPanel(const OwnServices &services, QWidget *parent = nullptr);

    /// Shows the campaign as it is now. Another campaign begins with an empty filter; the same one keeps filter, place
    /// and selection.
    void setOverview(const CampaignOverview &overview);
    void focusFilter();
    void clearFilter();
    void refresh();
    /// Whether targets are being skipped or exported, of this campaign or another one.
    [[nodiscard]] bool isActing() const;

Q_SIGNALS:
    void noticeRaised(const campanile::Notice &notice);
    void importWanted(campanile::CampaignId campaign);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    QWidget *buildFilters();
    QWidget *buildRows();
    void connectParts();
    void applyFilter();
    void onChanged(const ChangeSet &changes);
    void readAgain();
    void showRowsOrReason();
    void offerActions(const QPoint &where);
    void showMatches();
    [[nodiscard]] bool refuseWhileLoading();
    [[nodiscard]] QString personIn(int row) const;
    void askToSkip();
    void askToExport();
    void tellCopied(qint64 rows, qint64 chosen);
    [[nodiscard]] TargetSelection allShown() const;
    [[nodiscard]] TargetSelection chosen() const;
    [[nodiscard]] bool isFiltered() const;

    const OwnServices m_services;
    CampaignOverview m_overview;
    SearchField *m_search = nullptr;
    SegmentedBar *m_states = nullptr;
    QLabel *m_matches = nullptr;
    ActionButton *m_export = nullptr;
    JobBar *m_bar = nullptr;
    TargetActions *m_actions = nullptr;
    TargetModel *m_model = nullptr;
    ConsoleTable *m_table = nullptr;
    EmptyState *m_noTargets = nullptr;
    EmptyState *m_noMatches = nullptr;
    QStackedWidget *m_stack = nullptr;
    Coalescer *m_coalescer = nullptr;
    bool m_showsTop = false; // when the rows come: another order or another filter begins with its first ones
};

} // namespace campanile
