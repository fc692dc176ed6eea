#pragma once

#include "services/import_service.h"

#include <QWidget>

class QLabel;
class QProgressBar;

namespace campanile {

class ActionButton;

/// The middle of the import sheet: how far it is, and a way out that leaves nothing behind. Once that was taken it says
/// at once that, and what, is being undone.
class ImportProgressView final : public QWidget {
    Q_OBJECT

public:
    explicit ImportProgressView(QWidget *parent = nullptr);

    /// Before the first row: it is looked up whom of the list the agent knows.
    void begin(const QString &fileName);
    void setProgress(const ImportProgress &progress);

Q_SIGNALS:
    void cancelClicked();

private:
    void onCancel();
    void tellUndoing();

    QString m_fileName;
    ImportProgress m_far;
    bool m_cancelling = false; // from the press of the button until the next import
    QLabel *m_title;
    QProgressBar *m_bar;
    QLabel *m_counts;
    QLabel *m_hint;
    ActionButton *m_cancel;
};

} // namespace campanile
