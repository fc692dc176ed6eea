#pragma once

#include "core/error.h"

#include <QDialog>

class QHBoxLayout;
class QLabel;

namespace campanile {

class ActionButton;

/// Says why the data cannot be opened and offers what can be done about it: to try again, to open the folder, to take
/// another directory this time, to quit. It is shown before there is a window, and says it once.
class DataProblemDialog final : public QDialog {
    Q_OBJECT

public:
    /// What the person has chosen; Quit also by Escape.
    enum class Choice { Quit, TryAgain, OtherDirectory };

    DataProblemDialog(const Error &error, const QString &directory, QWidget *parent = nullptr);

    [[nodiscard]] Choice choice() const { return m_choice; }
    /// The directory that was chosen, for OtherDirectory.
    [[nodiscard]] const QString &directory() const { return m_directory; }
    /// Takes that directory, as if it had been chosen; does nothing when it is empty.
    void takeDirectory(const QString &directory);

Q_SIGNALS:
    /// The folder is to be shown by the desktop.
    void folderWanted(const QString &directory);

private:
    void addTexts(const Error &error);
    void addDetails(const Error &error);
    QHBoxLayout *makeButtons(ErrorCode code);
    void chooseDirectory();
    void choose(Choice choice);

    QString m_directory;
    Choice m_choice = Choice::Quit;
};

} // namespace campanile
