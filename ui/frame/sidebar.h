#pragma once

#include <QLatin1StringView>
#include <QListWidget>

namespace campanile {

/// The destinations of the window, with what needs eyes behind them. A list like any other for the keyboard.
class Sidebar final : public QListWidget {
    Q_OBJECT

public:
    explicit Sidebar(QWidget *parent = nullptr);

    /// @returns its index, which is the page's, too.
    int addDestination(QLatin1StringView icon, const QString &title);
    void setBadge(int index, qint64 count);
    void setDestinationVisible(int index, bool visible);
    void choose(int index);

    [[nodiscard]] QSize sizeHint() const override;

Q_SIGNALS:
    void chosen(int index);

private:
    void onCurrentRowChanged(int row);
};

} // namespace campanile
