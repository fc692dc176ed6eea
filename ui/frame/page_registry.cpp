#include "frame/page_registry.h"

#include "calls/calls_page.h"
#include "campaigns/campaigns_page.h"
#include "imports/import_page.h"
#include "live/live_page.h"
#include "welcome/welcome_page.h"

namespace campanile {

namespace {

template<class Page>
PageEntry entryOf(PageEntry::Listed listed)
{
    return {Page::key, Page::title(), Page::icon, listed,
            [](const OwnServices &services, QWidget *parent) { return new Page(services, parent); }};
}

} // namespace

std::vector<PageEntry> registeredPages()
{
    using Listed = PageEntry::Listed;
    return {
        entryOf<LivePage>(Listed::Always),       entryOf<CampaignsPage>(Listed::Always),
        entryOf<CallsPage>(Listed::Always),      entryOf<ImportPage>(Listed::WhileUsed),
        entryOf<WelcomePage>(Listed::WhileUsed),
    };
}

} // namespace campanile
