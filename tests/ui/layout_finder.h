#pragma once

#include <QStringList>
#include <QWidget>

class QAbstractButton;
class QComboBox;
class QLabel;
class QLineEdit;
class QListView;
class QTableView;

namespace campanile::test {

/// Finds what a person would see at a glance in a window that is too small for its texts: controls that overlap, that
/// lie outside of what holds them or of the screen, and texts that are cut. A text may be cut where its tool tip has
/// all of it: names that people chose are as long as they like.
class LayoutFinder {
public:
    /// Looks at all that can be seen in the window.
    /// @param stage  where in the program it is; stands before each fault
    void look(const QWidget &window, const QString &stage);

    /// "campaign that runs: QPushButton stopAll “Stop all” overlaps QLabel “Engine running”: …", each fault once.
    [[nodiscard]] const QStringList &found() const { return m_found; }
    /// How many widgets were looked at.
    [[nodiscard]] int seen() const { return m_seen; }

private:
    void see(const QWidget &widget);
    void seeOverlaps(const QWidget &parent);
    void seePlace(const QWidget &widget);
    void seeText(const QWidget &widget);
    void seeLabel(const QLabel &label);
    void seeButton(const QAbstractButton &button);
    void seeBox(const QComboBox &box);
    void seeField(const QLineEdit &field);
    void seeHeads(const QTableView &table);
    void seeEntries(const QListView &list);
    void seeOther(const QWidget &widget);
    void note(const QWidget &widget, const QString &fault);

    QString m_stage;
    QStringList m_found;
    int m_seen = 0;
};

} // namespace campanile::test
