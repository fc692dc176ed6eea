#include "frame/help_dialogs.h"

#include "common/bidi.h"
#include "common/caption.h"
#include "common/page_scroll.h"
#include "common/spoken_role.h"
#include "services/engine_service.h"
#include "theme/action_button.h"
#include "theme/icons.h"
#include "theme/spacing.h"

#include <QCoreApplication>
#include <QDialog>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>
#include <QVBoxLayout>

namespace campanile {

namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int textWidth = 400;

struct Help {
    Q_DECLARE_TR_FUNCTIONS(campanile::Help)
};

QDialog *makeDialog(QWidget *window, const QString &title)
{
    auto *dialog = new QDialog(window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(title);
    auto *column = new QVBoxLayout(dialog);
    column->setSpacing(space::group);
    return dialog;
}

void addCloseButton(QDialog *dialog)
{
    auto *close = new ActionButton(Help::tr("Close"), dialog);
    close->setObjectName(u"close"_s);
    close->setDefault(true);
    qobject_cast<QVBoxLayout *>(dialog->layout())->addWidget(close, 0, Qt::AlignTrailing);
    QObject::connect(close, &QPushButton::clicked, dialog, &QDialog::accept);
    close->setFocus();
}

QLabel *makeWideText(const QString &text, QWidget *parent)
{
    QLabel *label = makeText(text, parent);
    label->setMinimumWidth(textWidth);
    return label;
}

/// What support asks for, and an operator does not need.
void addDetails(QDialog *dialog, const EngineStatus &status)
{
    if (status.storage.isEmpty() && status.dataDirectory.isEmpty()) {
        return;
    }
    auto *form = new QFormLayout;
    form->setHorizontalSpacing(space::margin);
    form->setVerticalSpacing(space::unit);
    for (const auto &[name, value] : {std::pair(Help::tr("Database"), status.storage),
                                      std::pair(Help::tr("Data directory"), status.dataDirectory)}) {
        if (!value.isEmpty()) {
            QLabel *said = makeWideText(verbatim(value), dialog);
            said->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
            said->setAccessibleName(value);
            form->addRow(makeCaption(name, dialog), said);
        }
    }
    auto *column = qobject_cast<QVBoxLayout *>(dialog->layout());
    column->addWidget(makeSectionTitle(Help::tr("Details"), dialog));
    column->addLayout(form);
}

// NOLINTNEXTLINE(misc-no-recursion): menus nest, and ours do so once
void addShortcutsOf(const QMenu *menu, QFormLayout *form, QWidget *parent)
{
    for (const QAction *action : menu->actions()) {
        if (action->menu()) {
            addShortcutsOf(action->menu(), form, parent);
        } else if (!action->shortcut().isEmpty()) {
            auto *key = new QLabel(action->shortcut().toString(QKeySequence::NativeText), parent);
            form->addRow(key, makeCaption(action->text().remove(u'&').remove(u'…'), parent));
        }
    }
}

} // namespace

void showPageHelp(QWidget *window, const QString &title, const QString &help)
{
    QDialog *dialog = makeDialog(window, title);
    dialog->layout()->addWidget(makeSectionTitle(title, dialog));
    dialog->layout()->addWidget(makeWideText(help, dialog));
    dialog->layout()->addWidget(makeCaption(Help::tr("All keys: menu Help, Keyboard shortcuts (Ctrl+?)"), dialog));
    addCloseButton(dialog);
    dialog->open();
}

void showShortcuts(QWidget *window)
{
    QDialog *dialog = makeDialog(window, Help::tr("Keyboard shortcuts"));
    dialog->layout()->addWidget(makeSectionTitle(dialog->windowTitle(), dialog));
    auto *keys = new QWidget(dialog);
    auto *form = new QFormLayout(keys);
    form->setContentsMargins(0, 0, 0, 0);
    form->setHorizontalSpacing(2 * space::margin);
    form->setVerticalSpacing(space::unit);
    if (const auto *main = qobject_cast<const QMainWindow *>(window)) {
        for (const QAction *action : main->menuBar()->actions()) {
            addShortcutsOf(action->menu(), form, keys);
        }
    }
    form->addRow(new QLabel(Help::tr("Delete"), keys),
                 makeCaption(Help::tr("Skip the chosen targets; hang up the chosen call"), keys));
    auto *place = new PageScroll(keys, PageScroll::Across::Never, dialog); // for low screens
    place->setFocusPolicy(Qt::StrongFocus);                                // and for the keys that scroll
    setSpokenRole(place, QAccessible::Document);
    place->setAccessibleName(dialog->windowTitle());
    dialog->layout()->addWidget(place);
    addCloseButton(dialog);
    dialog->open();
}

void showAbout(QWidget *window, const EngineStatus &status)
{
    QDialog *dialog = makeDialog(window, Help::tr("About Campanile"));
    auto *mark = new QLabel(dialog);
    mark->setPixmap(productIcon().pixmap(QSize(64, 64), window->devicePixelRatioF()));
    dialog->layout()->addWidget(mark);
    dialog->layout()->addWidget(makePageTitle(u"Campanile %1"_s.arg(QString::fromLatin1(CAMPANILE_VERSION)), dialog));
    dialog->layout()->addWidget(makeCaption(Help::tr("Operations console for outbound AI voice calls"), dialog));
    dialog->layout()->addWidget(makeCaption(Help::tr("Free software under the GNU GPL, version 3 or later"), dialog));
    addDetails(dialog, status);
    addCloseButton(dialog);
    dialog->open();
}

} // namespace campanile
