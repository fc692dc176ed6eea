#pragma once

#include "csv/column_mapping.h"
#include "services/services.h"

#include <QWidget>

class QLabel;
class QStackedWidget;

namespace campanile {

class AccountingLine;
class ActionButton;
class ConsoleTable;
class FilterChips;
class MessageBar;
class RejectGroups;
class RejectsModel;

/// The end of the import sheet: what came of each row, the rows that were not taken and why, and what can be done next.
class ImportSummaryView final : public QWidget {
    Q_OBJECT

public:
    explicit ImportSummaryView(const OwnServices &services, QWidget *parent = nullptr);

    /// @param fileName  what the export is named after.
    /// @param mapping   with which the list was imported
    void setSummary(const QString &fileName, const ImportSummary &summary, const ColumnMapping &mapping,
                    const CampaignOverview &overview);
    [[nodiscard]] QString equation() const;

Q_SIGNALS:
    void startClicked(const campanile::CampaignOverview &overview);
    void showClicked(campanile::CampaignId campaign);
    /// The same list is to be imported again, with other choices.
    void againClicked();
    /// The same, with another reading of the numbers that have two.
    void readingWanted();
    void closeClicked();

private:
    QWidget *buildFilters();
    QWidget *buildRejects();
    QWidget *buildButtons();
    void showFate();
    void showRows();
    [[nodiscard]] RowFate shownFate() const;
    void tellHowItWasRead(const ColumnMapping &mapping);
    void tellWhatCanBeDone();
    [[nodiscard]] bool hasTwoReadings() const;
    void chooseExportFile();
    void exportTo(const QString &path);

    const OwnServices m_services;
    QString m_fileName;
    ImportSummary m_summary;
    CampaignOverview m_overview;
    MessageBar *m_message;
    AccountingLine *m_counts;
    QLabel *m_reading = nullptr; // how the list was read
    RejectsModel *m_model;
    RejectGroups *m_groups;
    FilterChips *m_fates = nullptr; // which rows that were not taken are shown
    QStackedWidget *m_stack = nullptr;
    FilterChips *m_arrangement = nullptr; // each row, or how many of each reason
    ConsoleTable *m_table = nullptr;
    ConsoleTable *m_byReason = nullptr;
    QWidget *m_noRows = nullptr;
    ActionButton *m_export = nullptr;
    ActionButton *m_start = nullptr;
};

} // namespace campanile
