#pragma once

#include "domain/target.h"

#include <QWidget>

#include <array>

class QLabel;

namespace campanile {

class FlowLayout;

/// What came of every row of a list, as a sum: new targets + duplicates + rejected + skipped + header rows = rows read.
/// Rows above the header have a place of their own when there are any.
class AccountingLine final : public QWidget {
    Q_OBJECT

public:
    explicit AccountingLine(QWidget *parent = nullptr);

    void setSummary(const ImportSummary &summary);
    /// The sum in one sentence, as screen readers say it.
    [[nodiscard]] QString sentence() const { return accessibleName(); }

private:
    enum Place { New, Duplicate, Rejected, Skipped, Header, AboveHeader, RowsRead, Places };

    struct Counter {
        QWidget *place = nullptr;
        QLabel *value = nullptr;
        QLabel *word = nullptr;
    };

    /// @param sign  stands before it; none before the first
    void add(FlowLayout *row, Place place, const QString &sign, const QString &word);
    void count(Place place, qint64 rows);
    void setShown(Place place, bool shown);

    std::array<Counter, Places> m_counters;
};

} // namespace campanile
