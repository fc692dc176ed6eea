#pragma once

#include "import_sheet.h"

#include "common/console_table.h"
#include "common/hint_line.h"
#include "common/message_bar.h"
#include "imports/role_header.h"

#include <QLabel>

#include <memory>
#include <utility>
#include <vector>

namespace campanile::test {

inline MappedColumn column(const QString &header, ColumnRole role, RoleReason reason, int numberShare = 0,
                           int priority = 0)
{
    MappedColumn column{header, role, role == ColumnRole::Number ? std::string() : header.toStdString(), priority};
    column.reason = reason;
    column.numberShare = numberShare;
    return column;
}

/// A list whose columns have their meaning for every reason there is.
inline CsvPreview reasons()
{
    CsvPreview preview = leads();
    preview.mapping.columns = {column(QStringLiteral("Mobile"), ColumnRole::Number, RoleReason::Heading, 92, 1),
                               column(QStringLiteral("Home"), ColumnRole::FurtherNumber, RoleReason::Heading, 40, 2),
                               column(QStringLiteral("Name"), ColumnRole::Name, RoleReason::Heading),
                               column(QStringLiteral("Fax"), ColumnRole::Variable, RoleReason::OtherThing, 100),
                               column(QStringLiteral("Phone 3"), ColumnRole::Variable, RoleReason::NoNumbers),
                               column(QStringLiteral("Note"), ColumnRole::Variable, RoleReason::Default)};
    return preview;
}

/// A title, a date and an empty row above the header, then one person.
inline CsvPreview report()
{
    CsvPreview preview = leads();
    preview.rows.insert(preview.rows.begin(), {{1, {QStringLiteral("Contacts report"), {}, {}}, {}},
                                               {2, {QStringLiteral("Generated 2026-11-29"), {}, {}}, {}},
                                               {3, {{}, {}, {}}, {}}});
    preview.rows[3].line = 4;
    preview.rows[4].line = 5;
    preview.headerLine = 4;
    preview.mapping.preambleRows = 3;
    return preview;
}

/// A German list: one number may lack its +, the other begins with 0.
inline CsvPreview germanNumbers()
{
    CsvPreview preview = leads();
    preview.rows[1].fields[0] = QStringLiteral("491711234573");
    preview.rows.push_back({3, {QStringLiteral("0171 1234574"), QStringLiteral("Bo"), QStringLiteral("Ulm")}, {}});
    preview.estimatedRows = 2;
    return preview;
}

inline ColumnQuestion whichColumn(std::vector<ColumnCandidate> candidates)
{
    return {ColumnQuestion::Kind::WhichColumn, std::move(candidates)};
}

/// Reaches what the first half of the import page shows; a test of it derives from this and makes the sheet.
class MappingHands {
protected:
    [[nodiscard]] FakeImports &imports() const { return m_sheet->backend.imports; }
    [[nodiscard]] ColumnMapping &mapping() const { return imports().shown.mapping; }
    [[nodiscard]] RoleHeader &roles() const { return m_sheet->page->findChild<MappingView *>()->roles(); }
    [[nodiscard]] ActionButton *import() const { return m_sheet->find<ActionButton>("import"); }
    [[nodiscard]] QString hint(const char *name) const
    {
        const auto *line = m_sheet->find<HintLine>(name);
        return line->isVisible() ? line->text() : QString();
    }
    [[nodiscard]] QString headerFacts() const { return m_sheet->find<QLabel>("headerFacts")->text(); }
    [[nodiscard]] QString problem() const
    {
        const auto *bar = m_sheet->page->findChild<MappingView *>()->findChild<MessageBar *>();
        return bar->isShowing() ? bar->text() : QString();
    }
    [[nodiscard]] QList<ActionButton *> answers() const
    {
        return m_sheet->page->findChildren<ActionButton *>(QStringLiteral("columnAnswer"));
    }
    [[nodiscard]] QAbstractItemModel &rows() const { return *m_sheet->find<ConsoleTable>("import-preview")->model(); }
    /// The controls of the page in the order of the tab key.
    [[nodiscard]] std::vector<QWidget *> tabOrder() const
    {
        std::vector<QWidget *> order;
        const QWidget *view = m_sheet->page->findChild<MappingView *>();
        QWidget *const first = m_sheet->find("encoding");
        QWidget *next = first;
        do {
            if (next->isVisible() && view->isAncestorOf(next) && (next->focusPolicy() & Qt::TabFocus) != 0 &&
                next->isEnabled() && !next->focusProxy()) {
                order.push_back(next);
            }
            next = next->nextInFocusChain();
        } while (next != first);
        return order;
    }
    void readAnew(const QVariant &encoding) const
    {
        m_sheet->choose("encoding", encoding);
        QCoreApplication::processEvents();
    }

    std::unique_ptr<ImportSheet> m_sheet;
};

} // namespace campanile::test
