#pragma once

#include <QString>

namespace campanile {

/// Rows of a table as text for the clipboard: cells are parted by tabs and rows by line ends, which spreadsheets paste
/// as cells. A tab or a line end inside a cell becomes a space, and marks that only steer how a line is drawn are left
/// out, so that a number is pasted as its digits. Thread: main.
class RowText {
public:
    void addCell(const QString &text);
    void endRow();
    [[nodiscard]] const QString &text() const { return m_text; }

private:
    QString m_text;
    bool m_isFirst = true;
};

} // namespace campanile
