#pragma once

#include "common/words.h"
#include "common/wrapping_widget.h"

#include <map>

class QButtonGroup;

namespace campanile {

class FilterChip;
class FlowLayout;

/// Filters of which exactly one holds, in as many lines as the width asks for. Arrow keys move between them, Space or a
/// click chooses. The first one added stands for "all" and holds at first.
class FilterChips final : public WrappingWidget {
    Q_OBJECT

public:
    static constexpr int all = -1;

    explicit FilterChips(const QString &accessibleName, QWidget *parent = nullptr);

    void add(int key, const StateLook &look);
    void setCount(int key, qint64 count);
    [[nodiscard]] FilterChip *chip(int key) const;

    [[nodiscard]] int chosen() const;
    /// Chooses a filter without a signal. An unknown key chooses `all`.
    void choose(int key);

Q_SIGNALS:
    void chosenChanged(int key);

private:
    void onClicked(int key);

    FlowLayout *m_flow;
    QButtonGroup *m_group;
    std::map<int, FilterChip *> m_chips;
    int m_told = all;
};

} // namespace campanile
