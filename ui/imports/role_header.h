#pragma once

#include "csv/column_mapping.h"

#include <QHeaderView>

#include <vector>

class QComboBox;

namespace campanile {

/// The head of the preview: each column's name, and above it what the column means, as a drop-down, and why that was
/// guessed. A drop-down that gets the focus is scrolled into sight.
class RoleHeader final : public QHeaderView {
    Q_OBJECT

public:
    explicit RoleHeader(QWidget *parent = nullptr);

    /// Shows these meanings; makes or removes drop-downs where the number of columns changed.
    void setMapping(const ColumnMapping &mapping);
    [[nodiscard]] QComboBox *roleBox(int column) const;
    /// All of them, from the first column on.
    [[nodiscard]] const std::vector<QComboBox *> &roleBoxes() const { return m_boxes; }
    [[nodiscard]] QSize sizeHint() const override;

Q_SIGNALS:
    /// The user gave a column another meaning.
    void roleChosen(int column, campanile::ColumnRole role);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintSection(QPainter *painter, const QRect &rect, int logicalIndex) const override;
    void updateGeometries() override;

private:
    QComboBox *makeBox(int column);
    void placeBoxes();
    void showColumn(int column);
    void paintReason(QPainter *painter, const QRect &section, const QString &reason) const;

    std::vector<QComboBox *> m_boxes;
    std::vector<QString> m_reasons; // of the columns' meanings
};

} // namespace campanile
