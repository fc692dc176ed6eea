#pragma once

#include <QString>

class QLabel;
class QWidget;

namespace campanile {

/// Aligns a label with the layout and not, as labels do by themselves, with the direction of its text.
void alignLeading(QLabel *label);
/// Makes a line of caption text.
QLabel *makeCaption(const QString &text, QWidget *parent);
/// Makes a text that is wrapped at the width that it is given, such as a sentence of a dialog.
QLabel *makeText(const QString &text, QWidget *parent);
/// The heading of a page (20 px) or of a section of it (15 px).
QLabel *makePageTitle(const QString &text, QWidget *parent);
QLabel *makeSectionTitle(const QString &text, QWidget *parent);

} // namespace campanile
