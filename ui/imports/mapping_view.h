#pragma once

#include "imports/import_plan.h"
#include "services/services.h"

#include <QWidget>

#include <map>

class QLabel;

namespace campanile {

class ActionButton;
class CampaignChoice;
class ColumnAnswers;
class ConsoleTable;
class MessageBar;
class NumberChoices;
class PreviewModel;
class ReadingChoices;
class RoleHeader;

/// The first half of the import sheet: into which campaign, and what the columns mean, on the file's first rows.
class MappingView final : public QWidget {
    Q_OBJECT

public:
    explicit MappingView(const OwnServices &services, QWidget *parent = nullptr);

    /// Takes back all choices about the list before, ahead of the first look at another one: what was right for one
    /// list, its country above all, may dial strangers with the next.
    void forget();
    /// Another file, which was read as found, until the user chooses otherwise.
    /// @param campaign  the one chosen already; null: the user's choice, a new one at first.
    void setFile(const QString &path, CampaignId campaign);
    /// Its first rows. Meanings the user has given to columns stay while the rows have as many.
    void setPreview(const CsvPreview &preview);
    /// Instead of rows: why they cannot be read as chosen, so that another choice can be made.
    void showUnreadable(const Error &error);
    /// Says a refusal beside what it is about: the field of the new campaign, else above the rows.
    void showError(const Error &error);
    /// Says that an import has failed.
    /// @param left  how many targets of it are in the campaign all the same
    void showFailed(const Error &error, qint64 left);
    /// A campaign made by this sheet whose import did not succeed: chosen from now on, instead of making another.
    void useCampaign(CampaignId campaign);
    /// The country in which the numbers are read, ISO 3166-1; empty: not known.
    [[nodiscard]] QString region() const;
    /// Goes to the choice how numbers of two readings are read.
    void focusNumberReading();
    [[nodiscard]] RoleHeader &roles() const { return *m_roles; }

Q_SIGNALS:
    /// The rows are to be read anew, and shown by `setPreview`; until then there is nothing to import.
    /// @param region  of numbers without +, which helps to guess; empty: not known
    void previewWanted(const campanile::CsvChoices &choices, const QString &region);
    void importClicked(const campanile::ImportPlan &plan);
    void closeClicked();

private:
    QWidget *buildCampaign();
    QWidget *buildRows();
    void setUpTable();
    QWidget *buildButtons();
    QWidget *buildHead(QWidget *half);
    void orderTabs();
    void readAnew();
    void onRoleChosen(int column, ColumnRole role);
    void onAnswer();
    void passOverRowsAbove();
    void keepAnswers();
    void showRows();
    void checkMapping();
    [[nodiscard]] QString headInWords() const;
    [[nodiscard]] QString problemInWords(const Error &error) const;
    [[nodiscard]] Result<void> checked() const;
    void import();

    QString m_path;
    CsvPreview m_preview;
    std::map<int, ColumnRole> m_chosenRoles; // by the user, of the present columns
    int m_passedOver = 0;                    // rows above the header that the user said are no targets
    bool m_reading = false;
    ReadingChoices *m_choices;
    CampaignChoice *m_campaign;
    QLabel *m_facts = nullptr;
    NumberChoices *m_numberChoices = nullptr;
    QLabel *m_head = nullptr; // which row names the columns
    MessageBar *m_problem = nullptr;
    ColumnAnswers *m_answers = nullptr;
    PreviewModel *m_model = nullptr;
    RoleHeader *m_roles = nullptr;
    ConsoleTable *m_table = nullptr;
    ActionButton *m_discard = nullptr;
    ActionButton *m_import = nullptr;
};

} // namespace campanile
