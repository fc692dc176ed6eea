#pragma once

#include <QLatin1StringView>
#include <QListWidget>

namespace campanile {

/// The destinations of the window, with what needs eyes behind them. A list like any other for the keyboard.
class Sidebar final : public QListWidget {
    Q_OBJECT

public:
    explicit Sidebar(QWidget *parent = nullptr);

    /// @param key  names it in everything below
    void addDestination(QLatin1StringView key, QLatin1StringView icon, const QString &title);
    /// These do nothing for an unknown key.
    void setBadge(QLatin1StringView key, qint64 count);
    void setDestinationVisible(QLatin1StringView key, bool visible);
    void choose(QLatin1StringView key);

    [[nodiscard]] QSize sizeHint() const override;

Q_SIGNALS:
    void chosen(const QString &key);

private:
    [[nodiscard]] QListWidgetItem *destination(QLatin1StringView key) const;
    void onCurrentRowChanged(int row);
};

} // namespace campanile
