#pragma once

#include "common/elided_label.h"

#include <QAbstractItemModel>
#include <QAbstractItemView>
#include <QAction>
#include <QCoreApplication>
#include <QMetaProperty>
#include <QTranslator>
#include <QWidget>

#include <array>
#include <utility>

namespace campanile::test {

/// A language in which every Latin letter of a source text is written as its full-width twin. What was translated has
/// no Latin letter any more, so every Latin letter in the window was not translated.
class PseudoTranslator final : public QTranslator {
public:
    [[nodiscard]] bool isEmpty() const override { return false; }
    QString translate(const char *, const char *source, const char *, int) const override
    {
        QString wide = QString::fromUtf8(source);
        for (qsizetype i = 0; i < wide.size(); ++i) {
            if (wide[i] == u'%') { // %1, %L1, %n and %Ln stay what they are
                i += wide.mid(i + 1, 1) == u"L" ? 2 : 1;
            } else if (isLatin(wide[i])) {
                wide[i] = QChar(static_cast<char16_t>(wide[i].unicode() + toFullWidth));
            }
        }
        return wide;
    }
    static bool isLatin(QChar c) { return (c >= u'A' && c <= u'Z') || (c >= u'a' && c <= u'z'); }

private:
    static constexpr char16_t toFullWidth = 0xFF21 - u'A';
};

/// Collects the texts of a widget and of all that can be seen in it in which Latin letters are left.
class LatinFinder {
public:
    /// @param values  texts that are not translated: names, identifiers, the data of the operator
    explicit LatinFinder(QStringList values)
        : m_values(std::move(values))
    {
    }

    void walk(const QWidget &root)
    {
        see(root);
        for (const QWidget *widget : root.findChildren<QWidget *>()) {
            if (widget->isVisibleTo(&root)) { // what is hidden may have names of countries and encodings
                see(*widget);
            }
        }
        for (const QAction *action : root.findChildren<QAction *>()) {
            note(*action, "text", action->text());
            note(*action, "tool tip", action->toolTip());
        }
    }
    /// "QLabel text: The disk is full."
    [[nodiscard]] const QStringList &found() const { return m_found; }
    /// How many texts were looked at.
    [[nodiscard]] int seen() const { return m_seen; }

private:
    void see(const QWidget &widget)
    {
        static constexpr std::array technical = {"objectName", "styleSheet", "windowFilePath", "inputMask", "format"};
        const QMetaObject *meta = widget.metaObject();
        for (int i = 0; i < meta->propertyCount(); ++i) {
            const QMetaProperty property = meta->property(i);
            const bool isTechnical = std::any_of(technical.begin(), technical.end(), [&property](const char *name) {
                return qstrcmp(property.name(), name) == 0;
            });
            if (property.typeId() == QMetaType::QString && !isTechnical) {
                note(widget, property.name(), property.read(&widget).toString());
            }
        }
        if (const auto *elided = qobject_cast<const ElidedLabel *>(&widget)) {
            note(widget, "text", elided->text());
        }
        if (const auto *view = qobject_cast<const QAbstractItemView *>(&widget); view && view->model()) {
            see(widget, *view->model());
        }
    }
    void see(const QWidget &view, const QAbstractItemModel &model)
    {
        for (int column = 0; column < model.columnCount(); ++column) {
            note(view, "head", model.headerData(column, Qt::Horizontal).toString());
            for (int row = 0; row < model.rowCount(); ++row) {
                for (const int role : {int{Qt::DisplayRole}, int{Qt::ToolTipRole}, int{Qt::AccessibleTextRole}}) {
                    note(view, "cell", model.index(row, column).data(role).toString());
                }
            }
        }
    }
    void note(const QObject &owner, const char *what, QString text)
    {
        ++m_seen;
        for (const QString &value : m_values) {
            text.remove(value);
        }
        if (std::any_of(text.begin(), text.end(), PseudoTranslator::isLatin)) {
            m_found << QStringLiteral("%1 %2: %3")
                           .arg(QString::fromLatin1(owner.metaObject()->className()), QString::fromLatin1(what), text);
        }
    }

    QStringList m_values;
    QStringList m_found;
    int m_seen = 0;
};

} // namespace campanile::test
