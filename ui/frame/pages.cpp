#include "frame/pages.h"

#include "common/page_scroll.h"
#include "common/page_widget.h"
#include "frame/sidebar.h"

#include <QStackedWidget>

#include <algorithm>

namespace campanile {

Pages::Pages(Sidebar *sidebar, QStackedWidget *stack, QObject *parent)
    : QObject(parent)
    , m_sidebar(sidebar)
    , m_stack(stack)
{
    connect(m_sidebar, &Sidebar::chosen, this, &Pages::onChosen);
}

PageWidget *Pages::add(const PageEntry &entry, const OwnServices &services)
{
    PageWidget *page = entry.make(services, m_stack);
    auto *place = new PageScroll(page, PageScroll::Across::Scrolls, m_stack);
    m_pages.push_back({entry, page, place});
    m_stack->addWidget(place);
    m_sidebar->addDestination(entry.key, entry.icon, entry.title);
    m_sidebar->setDestinationVisible(entry.key, entry.listed == PageEntry::Listed::Always);
    connect(page, &PageWidget::badgeChanged, this,
            [this, key = entry.key](qint64 count) { m_sidebar->setBadge(key, count); });
    return page;
}

void Pages::show(QLatin1StringView key)
{
    m_sidebar->setDestinationVisible(key, true);
    m_sidebar->choose(key);
}

void Pages::putAway(QLatin1StringView key)
{
    m_sidebar->setDestinationVisible(key, false);
}

const PageEntry *Pages::listed(const QString &key) const
{
    const auto found = std::find_if(m_pages.begin(), m_pages.end(), [&key](const Made &made) {
        return made.entry.key == key && made.entry.listed == PageEntry::Listed::Always;
    });
    return found == m_pages.end() ? nullptr : &found->entry;
}

void Pages::setEngine(const EngineStatus &status)
{
    for (const Made &made : m_pages) {
        made.page->setEngine(status);
    }
}

std::size_t Pages::currentPlace() const
{
    return static_cast<std::size_t>(std::max(m_stack->currentIndex(), 0));
}

void Pages::onChosen(const QString &key)
{
    const auto found =
        std::find_if(m_pages.begin(), m_pages.end(), [&key](const Made &made) { return made.entry.key == key; });
    if (found != m_pages.end()) {
        m_stack->setCurrentWidget(found->place);
        Q_EMIT shown();
    }
}

} // namespace campanile
