#pragma once

#include "common/wrapping_widget.h"

#include <QLatin1StringView>

class QLabel;

namespace campanile {

class ActionButton;
class FlowLayout;

/// Stands where rows would be: an icon, one or two sentences, and the buttons that help.
class EmptyState final : public WrappingWidget {
    Q_OBJECT

public:
    EmptyState(QLatin1StringView icon, const QString &title, const QString &detail, QWidget *parent = nullptr);

    void setTitle(const QString &title);
    void setDetail(const QString &detail);
    [[nodiscard]] QString title() const;
    [[nodiscard]] QString detail() const;
    /// Adds a helping button; the first may be the page's primary one.
    ActionButton *addButton(ActionButton *button);

protected:
    void changeEvent(QEvent *event) override;

private:
    void updateIcon();

    const QLatin1StringView m_iconName;
    QLabel *m_icon;
    QLabel *m_title;
    QLabel *m_detail;
    FlowLayout *m_buttons;
};

} // namespace campanile
