#pragma once

#include <QDialog>
#include <QString>

class QCheckBox;
class QComboBox;

namespace campanile {

/// Asks how targets are to be exported, and then for the file. Deletes itself.
class ExportDialog final : public QDialog {
    Q_OBJECT

public:
    /// @param name  what the proposed file's name is made of
    /// @param count how many targets are written
    ExportDialog(const QString &name, qint64 count, QWidget *parent);

Q_SIGNALS:
    /// @param zone IANA name of a time zone
    void chosen(const QString &path, bool spreadsheetSafe, const QString &zone);

private:
    void addChoices();
    void chooseFile();
    [[nodiscard]] QString proposedFile() const;

    const QString m_name;
    QComboBox *m_zone = nullptr;
    QCheckBox *m_spreadsheetSafe = nullptr;
};

} // namespace campanile
