#pragma once

#include <QObject>

class QMimeData;
class QWidget;

namespace campanile {

/// Takes a CSV file that is dropped anywhere on a window, also on fields that would take its name as text.
class CsvDrop final : public QObject {
    Q_OBJECT

public:
    /// Watches all events of the application for those of `window`'s widgets, as long as both live.
    explicit CsvDrop(QWidget *window);

    /// The local file to import, or nothing when the data hold no file that could be a list.
    static QString fileIn(const QMimeData &data);

    bool eventFilter(QObject *watched, QEvent *event) override;

Q_SIGNALS:
    void dropped(const QString &path);

private:
    QWidget *m_window;
};

} // namespace campanile
