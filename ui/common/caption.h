#pragma once

#include <QString>

class QLabel;
class QWidget;

namespace campanile {

/// A quiet line of caption text.
QLabel *makeCaption(const QString &text, QWidget *parent);
/// The heading of a page (20 px) or of a section of it (15 px).
QLabel *makePageTitle(const QString &text, QWidget *parent);
QLabel *makeSectionTitle(const QString &text, QWidget *parent);

} // namespace campanile
