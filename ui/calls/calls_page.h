#pragma once

#include "common/page_widget.h"
#include "services/services.h"

class QComboBox;
class QLabel;
class QSplitter;
class QStackedWidget;

namespace campanile {

class CallDetail;
class CallModel;
class Coalescer;
class ConsoleTable;
class EmptyState;
class FilterChips;
class SearchField;

/// The history of calls: a filter, the calls that match it, and everything about the chosen call.
class CallsPage final : public PageWidget {
    Q_OBJECT

public:
    static constexpr QLatin1StringView key{"calls"};
    static constexpr QLatin1StringView icon{"document-open-recent"};
    static QString title();

    explicit CallsPage(const OwnServices &services, QWidget *parent = nullptr);

    void refresh() override;
    void focusFilter() override;
    void clearFilter() override;
    [[nodiscard]] QString help() const override;

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    QWidget *buildFilters();
    QWidget *buildRows();
    QSplitter *buildRowsAndDetail();
    void connectParts();
    void applyFilter();
    void onChanged(const ChangeSet &changes);
    void readCampaigns();
    void onCampaigns(const std::vector<CampaignOverview> &campaigns);
    void showRowsOrReason();
    void showMatches();
    void showCurrent();

    const OwnServices m_services;
    CallModel *m_model;
    Coalescer *m_coalescer;
    QLabel *m_matches = nullptr;
    SearchField *m_search = nullptr;
    FilterChips *m_chips = nullptr;
    QComboBox *m_campaign = nullptr;
    ConsoleTable *m_table = nullptr;
    EmptyState *m_noCalls = nullptr;
    EmptyState *m_noMatches = nullptr;
    QStackedWidget *m_stack = nullptr;
    CallDetail *m_detail = nullptr;
};

} // namespace campanile
