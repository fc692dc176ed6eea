#pragma once

class QString;
class QWidget;

namespace campanile {

struct EngineStatus;

/// Shows what a page is for.
void showPageHelp(QWidget *window, const QString &title, const QString &help);
/// Shows which keys do what.
void showShortcuts(QWidget *window);
/// Shows version and licence, and in which database and where the data are.
void showAbout(QWidget *window, const EngineStatus &status);

} // namespace campanile
