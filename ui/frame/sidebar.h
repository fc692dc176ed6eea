#pragma once

#include <QLatin1StringView>
#include <QListWidget>

namespace campanile {

/// Lists the destinations of the window; a badge behind one says that something there needs a person. The keyboard uses
/// it like any other list.
class Sidebar final : public QListWidget {
    Q_OBJECT

public:
    explicit Sidebar(QWidget *parent = nullptr);

    /// @param key  names the destination in every function below
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
