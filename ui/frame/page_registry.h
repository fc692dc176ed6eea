#pragma once

#include <QLatin1StringView>
#include <QString>

#include <functional>
#include <vector>

class QWidget;

namespace campanile {

class PageWidget;
struct OwnServices;

/// What the frame knows of a page before it makes it.
struct PageEntry {
    enum class Listed {
        Always,   ///< in the sidebar and in the menu
        WhileUsed ///< in the sidebar from when it is shown until it is put away
    };

    QLatin1StringView key; ///< identifies it in settings and to those who show it; unique
    QString title;         ///< translated
    QLatin1StringView icon;
    Listed listed = Listed::Always;
    std::function<PageWidget *(const OwnServices &services, QWidget *parent)> make;
};

/// All pages of the window, in the order of the sidebar. A new page is a line here: its class has `key`, `icon`,
/// `title()` and a constructor of services and parent.
std::vector<PageEntry> registeredPages();

} // namespace campanile
