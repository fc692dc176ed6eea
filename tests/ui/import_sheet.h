#pragma once

#include "fakes.h"
#include "settings_sandbox.h"

#include "campaigns/campaign_form.h"
#include "imports/import_page.h"
#include "imports/mapping_view.h"
#include "theme/action_button.h"

#include <QComboBox>
#include <QLabel>
#include <QTest>

#include <algorithm>
#include <memory>

namespace campanile::test {

/// A list of one person: telephone, name and town.
inline CsvPreview leads()
{
    CsvPreview preview;
    preview.mapping.columns = {{QStringLiteral("Phone"), ColumnRole::Number, "", 1},
                               {QStringLiteral("Who"), ColumnRole::Variable, "Who"},
                               {QStringLiteral("Town"), ColumnRole::Variable, "Town"}};
    preview.rows = {{1, {QStringLiteral("Phone"), QStringLiteral("Who"), QStringLiteral("Town")}, {}},
                    {2, {QStringLiteral("+14155550142"), QStringLiteral("Ada"), QStringLiteral("Oakland")}, {}}};
    preview.headerLine = 1;
    preview.estimatedRows = 1;
    return preview;
}

inline ImportSummary summaryOf(qint64 inserted, qint64 duplicates, std::vector<RejectedRow> rejects)
{
    ImportSummary summary;
    summary.id = ImportId{3};
    summary.inserted = inserted;
    summary.duplicates = duplicates;
    summary.rejected = static_cast<qint64>(rejects.size());
    summary.firstRejects = std::move(rejects);
    return summary;
}

/// The import sheet in a window of its own, over fakes, with the hands of a user.
class ImportSheet {
public:
    ImportSheet()
    {
        backend.setup.addBasics();
        backend.imports.shown = leads();
        page = std::make_unique<ImportPage>(backend.services());
        page->resize(1100, 700);
        page->show();
    }
    ~ImportSheet()
    {
        page.reset();
        QCoreApplication::processEvents(); // replies that were on their way
    }
    Q_DISABLE_COPY_MOVE(ImportSheet)

    /// Opens a list and waits until agents and campaigns have been read, too, and the list once more for the caller
    /// ID's country.
    void open(CampaignId campaign = {})
    {
        page->open(QStringLiteral("/lists/leads.csv"), campaign);
        QTRY_VERIFY(shows<MappingView>());
        QTRY_VERIFY(page->findChild<CampaignForm *>()->campaign().agent == AgentId{1});
        QTRY_VERIFY(!backend.imports.regions.back().isEmpty());
        QCoreApplication::processEvents();
    }
    template<class View>
    [[nodiscard]] bool shows() const
    {
        const auto *view = page->findChild<View *>();
        return view && view->isVisible();
    }
    template<class Widget = QComboBox>
    [[nodiscard]] Widget *find(const char *objectName) const
    {
        return page->findChild<Widget *>(QString::fromLatin1(objectName));
    }
    /// Chooses in a box by the data of the choice; none: the first, which is automatic.
    void choose(const char *box, const QVariant &data) const { choose(find(box), data); }
    static void choose(QComboBox *box, const QVariant &data)
    {
        box->setCurrentIndex(data.isValid() ? box->findData(data) : 0);
        Q_EMIT box->activated(box->currentIndex());
    }
    void press(const char *button) const { find<ActionButton>(button)->click(); }
    /// Whether a text that one sees contains this.
    [[nodiscard]] bool says(const QString &text) const
    {
        const auto labels = page->findChildren<QLabel *>();
        return std::any_of(labels.begin(), labels.end(),
                           [&text](const QLabel *label) { return label->isVisible() && label->text().contains(text); });
    }

    FakeBackend backend;
    std::unique_ptr<ImportPage> page;

private:
    SettingsSandbox m_sandbox;
};

} // namespace campanile::test
