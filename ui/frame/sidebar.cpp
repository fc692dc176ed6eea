#include "frame/sidebar.h"

#include "common/words.h"
#include "frame/sidebar_delegate.h"
#include "theme/icons.h"
#include "theme/spacing.h"

namespace campanile {

namespace {

constexpr int usualWidth = 188;

} // namespace

Sidebar::Sidebar(QWidget *parent)
    : QListWidget(parent)
{
    setAccessibleName(tr("Pages"));
    setFrameShape(QFrame::NoFrame);
    setItemDelegate(new SidebarDelegate(this));
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Expanding);
    setSpacing(0);
    viewport()->setAutoFillBackground(false);
    connect(this, &QListWidget::currentRowChanged, this, &Sidebar::onCurrentRowChanged);
}

int Sidebar::addDestination(QLatin1StringView icon, const QString &title)
{
    auto *item = new QListWidgetItem(roleIcon(icon), title, this);
    item->setData(SidebarDelegate::titleRole, title);
    return row(item);
}

void Sidebar::setBadge(int index, qint64 count)
{
    QListWidgetItem *destination = item(index);
    const QString title = destination->data(SidebarDelegate::titleRole).toString();
    destination->setData(SidebarDelegate::badgeRole, count > 0 ? Words::count(count) : QString());
    destination->setData(Qt::AccessibleTextRole, count > 0 ? tr("%1, %2").arg(title, Words::count(count)) : title);
}

void Sidebar::setDestinationVisible(int index, bool visible)
{
    item(index)->setHidden(!visible);
}

void Sidebar::choose(int index)
{
    setCurrentRow(index);
}

QSize Sidebar::sizeHint() const
{
    return {usualWidth, 10 * space::rowHeight};
}

void Sidebar::onCurrentRowChanged(int row)
{
    if (row >= 0) {
        Q_EMIT chosen(row);
    }
}

} // namespace campanile
