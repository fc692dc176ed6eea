#include "frame/sidebar.h"

#include "common/words.h"
#include "frame/sidebar_delegate.h"
#include "theme/icons.h"
#include "theme/spacing.h"

namespace campanile {

namespace {

constexpr int usualWidth = 188;
constexpr int keyRole = Qt::UserRole + 2;
static_assert(keyRole != SidebarDelegate::badgeRole && keyRole != SidebarDelegate::titleRole);

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

void Sidebar::addDestination(QLatin1StringView key, QLatin1StringView icon, const QString &title)
{
    auto *item = new QListWidgetItem(roleIcon(icon), title, this);
    item->setData(SidebarDelegate::titleRole, title);
    item->setData(keyRole, QString(key));
}

QListWidgetItem *Sidebar::destination(QLatin1StringView key) const
{
    for (int row = 0; row < count(); ++row) {
        if (item(row)->data(keyRole).toString() == key) {
            return item(row);
        }
    }
    return nullptr;
}

void Sidebar::setBadge(QLatin1StringView key, qint64 count)
{
    QListWidgetItem *badged = destination(key);
    if (!badged) {
        return;
    }
    const QString title = badged->data(SidebarDelegate::titleRole).toString();
    badged->setData(SidebarDelegate::badgeRole, count > 0 ? Words::count(count) : QString());
    badged->setData(Qt::AccessibleTextRole, count > 0 ? tr("%1, %2").arg(title, Words::count(count)) : title);
}

void Sidebar::setDestinationVisible(QLatin1StringView key, bool visible)
{
    if (QListWidgetItem *found = destination(key)) {
        found->setHidden(!visible);
    }
}

void Sidebar::choose(QLatin1StringView key)
{
    if (QListWidgetItem *found = destination(key)) {
        setCurrentItem(found);
    }
}

QSize Sidebar::sizeHint() const
{
    return {usualWidth, 10 * space::rowHeight};
}

void Sidebar::onCurrentRowChanged(int row)
{
    if (row >= 0) {
        Q_EMIT chosen(item(row)->data(keyRole).toString());
    }
}

} // namespace campanile
