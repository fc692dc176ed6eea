#pragma once

#include "imports/import_plan.h"
#include "services/services.h"

#include <QWidget>

#include <map>

class QComboBox;
class QLabel;

namespace campanile {

class ActionButton;
class CampaignForm;
class ColumnAnswers;
class ConsoleTable;
class MessageBar;
class PreviewModel;
class ReadingChoices;
class RoleHeader;

/// The first half of the import sheet: into which campaign, and what the columns mean, on the file's first rows.
class MappingView final : public QWidget {
    Q_OBJECT

public:
    explicit MappingView(const OwnServices &services, QWidget *parent = nullptr);

    /// Another file, read as found until the user chooses otherwise.
    /// @param campaign  the one chosen already; null: the user's choice, a new one at first.
    void setFile(const QString &path, CampaignId campaign);
    /// Its first rows. Meanings the user has given to columns stay while the rows have as many.
    void setPreview(const CsvPreview &preview);
    /// Instead of rows: why they cannot be read as chosen, so that another choice can be made.
    void showUnreadable(const Error &error);
    /// Says a refusal beside what it is about: the field of the new campaign, else above the rows.
    void showError(const Error &error);
    /// A campaign made by this sheet whose import did not succeed: chosen from now on, instead of making another.
    void useCampaign(CampaignId campaign);
    [[nodiscard]] RoleHeader &roles() const { return *m_roles; }
    [[nodiscard]] CampaignForm &form() const { return *m_form; }

Q_SIGNALS:
    /// The rows are to be read anew, and shown by `setPreview`; until then there is nothing to import.
    /// @param region  of numbers without +, which helps to guess; empty: not known
    void previewWanted(const campanile::CsvChoices &choices, const QString &region);
    void importClicked(const campanile::ImportPlan &plan);
    void closeClicked();

private:
    QWidget *buildTarget();
    QWidget *buildRows();
    QWidget *buildButtons();
    QWidget *buildNumberChoices(QWidget *half);
    void fillRegions();
    void fillReadings();
    void readCampaigns();
    void onCampaigns(const std::vector<CampaignOverview> &campaigns);
    void readSetup();
    void onTargetChosen();
    void onReadingChanged(const CsvChoices &choices);
    void onRoleChosen(int column, ColumnRole role);
    void setRole(int column, ColumnRole role);
    void keepChosenRoles();
    void showRows();
    void checkMapping();
    [[nodiscard]] QStringList factsOfReading() const;
    void import();
    [[nodiscard]] CampaignId chosenCampaign() const;

    const OwnServices m_services;
    QString m_path;
    CsvPreview m_preview;
    CampaignId m_wanted;
    std::map<int, ColumnRole> m_chosenRoles; // by the user, of the present columns
    bool m_reading = false;
    ReadingChoices *m_choices;
    QLabel *m_facts = nullptr;
    QComboBox *m_target = nullptr;
    QComboBox *m_region = nullptr;
    QComboBox *m_numberReading = nullptr;
    CampaignForm *m_form = nullptr;
    MessageBar *m_problem = nullptr;
    ColumnAnswers *m_answers = nullptr;
    PreviewModel *m_model = nullptr;
    RoleHeader *m_roles = nullptr;
    ConsoleTable *m_table = nullptr;
    ActionButton *m_import = nullptr;
};

} // namespace campanile
