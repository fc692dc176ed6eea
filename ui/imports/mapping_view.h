#pragma once

#include "imports/import_plan.h"
#include "services/services.h"

#include <QWidget>

class QComboBox;
class QLabel;

namespace campanile {

class ActionButton;
class CampaignForm;
class ConsoleTable;
class MessageBar;
class PreviewModel;
class RoleHeader;

/// The first half of the import sheet: into which campaign, and what the columns mean, on the file's first rows.
class MappingView final : public QWidget {
    Q_OBJECT

public:
    explicit MappingView(const Services &services, QWidget *parent = nullptr);

    /// @param campaign  the one chosen already; null: the user's choice, a new one at first.
    void setFile(const QString &path, const CsvPreview &preview, CampaignId campaign);
    /// Says a refusal beside what it is about: the field of the new campaign, else above the rows.
    void showError(const Error &error);
    /// A campaign made by this sheet whose import did not succeed: chosen from now on, instead of making another.
    void useCampaign(CampaignId campaign);
    [[nodiscard]] RoleHeader &roles() const { return *m_roles; }
    [[nodiscard]] CampaignForm &form() const { return *m_form; }

Q_SIGNALS:
    void importClicked(const campanile::ImportPlan &plan);
    void closeClicked();

private:
    QWidget *buildTarget();
    QWidget *buildRows();
    QWidget *buildButtons();
    void fillRegions();
    void readCampaigns();
    void onCampaigns(const std::vector<CampaignOverview> &campaigns);
    void readSetup();
    void onTargetChosen();
    void onRoleChosen(int column, ColumnRole role);
    void checkMapping();
    void showFileFacts();
    void import();
    [[nodiscard]] CampaignId chosenCampaign() const;

    const Services m_services;
    QString m_path;
    CsvPreview m_preview;
    CampaignId m_wanted;
    QLabel *m_facts = nullptr;
    QComboBox *m_target = nullptr;
    QComboBox *m_region = nullptr;
    CampaignForm *m_form = nullptr;
    MessageBar *m_problem = nullptr;
    PreviewModel *m_model = nullptr;
    RoleHeader *m_roles = nullptr;
    ConsoleTable *m_table = nullptr;
    ActionButton *m_import = nullptr;
};

} // namespace campanile
