#include "frame/csv_drop.h"

#include <QApplication>
#include <QDropEvent>
#include <QMimeData>
#include <QUrl>
#include <QWidget>

namespace campanile {

namespace {

using namespace Qt::Literals::StringLiterals;

bool isDragEvent(QEvent::Type type)
{
    return type == QEvent::DragEnter || type == QEvent::DragMove || type == QEvent::Drop;
}

} // namespace

CsvDrop::CsvDrop(QWidget *window)
    : QObject(window)
    , m_window(window)
{
    window->setAcceptDrops(true);
    qApp->installEventFilter(this);
}

QString CsvDrop::fileIn(const QMimeData &data)
{
    const QList<QUrl> urls = data.urls();
    for (const QUrl &url : urls) {
        QString path = url.toLocalFile();
        for (const auto &ending : {u".csv"_s, u".tsv"_s, u".txt"_s}) {
            if (path.endsWith(ending, Qt::CaseInsensitive)) {
                return path;
            }
        }
    }
    return {};
}

bool CsvDrop::eventFilter(QObject *watched, QEvent *event)
{
    if (!isDragEvent(event->type())) {
        return false;
    }
    const auto *const widget = qobject_cast<const QWidget *>(watched);
    auto *const drop = dynamic_cast<QDropEvent *>(event); // a drag event is a drop event, too
    if (widget == nullptr || widget->window() != m_window || drop == nullptr) {
        return false;
    }
    const QString path = fileIn(*drop->mimeData());
    if (path.isEmpty()) {
        return false;
    }
    drop->setDropAction(Qt::CopyAction);
    drop->accept();
    if (event->type() == QEvent::Drop) {
        Q_EMIT dropped(path);
    }
    return true;
}

} // namespace campanile
