#pragma once

#include "frame/page_registry.h"
#include "services/services.h"

#include <QObject>

#include <vector>

class QStackedWidget;

namespace campanile {

class Sidebar;

/// The pages of the window, made from their entries: shows one of them at a time and keeps the sidebar in step.
/// Pages are named by their keys. Thread: main.
class Pages final : public QObject {
    Q_OBJECT

public:
    /// Borrows sidebar and stack, which live as long as this.
    Pages(Sidebar *sidebar, QStackedWidget *stack, QObject *parent);

    /// Makes the page and takes it in, behind those that are there.
    PageWidget *add(const PageEntry &entry, const OwnServices &services);
    /// Shows the page, and lists it in the sidebar if it was not. Does nothing for an unknown key.
    void show(QLatin1StringView key);
    /// Takes a page that is listed while it is used out of the sidebar.
    void putAway(QLatin1StringView key);

    [[nodiscard]] const PageEntry &current() const { return m_pages[currentPlace()].entry; }
    [[nodiscard]] PageWidget *currentPage() const { return m_pages[currentPlace()].page; }
    [[nodiscard]] bool isCurrent(QLatin1StringView key) const { return current().key == key; }
    /// The entry of that key if it is always listed; null otherwise.
    [[nodiscard]] const PageEntry *listed(const QString &key) const;
    void setEngine(const EngineStatus &status);

Q_SIGNALS:
    void shown();

private:
    struct Made {
        PageEntry entry;
        PageWidget *page;
        QWidget *place; ///< of the page in the stack: it scrolls where the window is smaller than the page can be
    };

    [[nodiscard]] std::size_t currentPlace() const;
    void onChosen(const QString &key);

    Sidebar *m_sidebar;
    QStackedWidget *m_stack;
    std::vector<Made> m_pages;
};

} // namespace campanile
