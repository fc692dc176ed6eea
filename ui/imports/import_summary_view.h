#pragma once

#include "services/services.h"

#include <QWidget>

class QHBoxLayout;
class QLabel;
class QStackedWidget;

namespace campanile {

class ActionButton;
class ConsoleTable;
class FilterChips;
class MessageBar;
class RejectsModel;

/// The end of the import sheet: what came of each row, the rows that were not taken and why, and what can be done next.
class ImportSummaryView final : public QWidget {
    Q_OBJECT

public:
    explicit ImportSummaryView(const OwnServices &services, QWidget *parent = nullptr);

    /// @param fileName  what the export is named after.
    void setSummary(const QString &fileName, const ImportSummary &summary, const CampaignOverview &overview);
    [[nodiscard]] QString equation() const;

Q_SIGNALS:
    void startClicked(const campanile::CampaignOverview &overview);
    void showClicked(campanile::CampaignId campaign);
    void againClicked();
    void closeClicked();

private:
    QWidget *buildCounters();
    QLabel *addCounter(QHBoxLayout *row, const QString &word);
    static void addSign(QHBoxLayout *row, const QString &sign);
    QWidget *buildRejects();
    QWidget *buildButtons();
    void showFate();
    [[nodiscard]] RowFate shownFate() const;
    void tellHowItWasRead();
    void tellWhenNothingCameIn();
    void chooseExportFile();
    void exportTo(const QString &path);

    const OwnServices m_services;
    QString m_fileName;
    ImportSummary m_summary;
    CampaignOverview m_overview;
    MessageBar *m_message;
    QLabel *m_inserted = nullptr;
    QLabel *m_duplicates = nullptr;
    QLabel *m_rejected = nullptr;
    QLabel *m_skipped = nullptr;
    QLabel *m_head = nullptr;
    QLabel *m_reading = nullptr; // how the list was read
    QLabel *m_rows = nullptr;
    QLabel *m_equation = nullptr;
    RejectsModel *m_model;
    FilterChips *m_fates = nullptr; // which rows that were not taken are shown
    QStackedWidget *m_stack = nullptr;
    ConsoleTable *m_table = nullptr;
    ActionButton *m_export = nullptr;
    ActionButton *m_start = nullptr;
};

} // namespace campanile
