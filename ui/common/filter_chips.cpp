#include "common/filter_chips.h"

#include "common/filter_chip.h"
#include "common/flow_layout.h"
#include "common/spoken_role.h"
#include "theme/spacing.h"

#include <QButtonGroup>

namespace campanile {

namespace {

// QButtonGroup keeps -1 for itself.
constexpr int groupOffset = 10;

} // namespace

FilterChips::FilterChips(const QString &accessibleName, QWidget *parent)
    : WrappingWidget(parent)
    , m_flow(new FlowLayout(this))
    , m_group(new QButtonGroup(this))
{
    setSpokenRole(this, QAccessible::Grouping);
    setAccessibleName(accessibleName);
    m_flow->setSpacing(space::control - 2);
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    connect(m_group, &QButtonGroup::idClicked, this, [this](int id) { onClicked(id - groupOffset); });
}

void FilterChips::add(int key, const StateLook &look)
{
    auto *chip = new FilterChip(look, this);
    chip->setChecked(m_chips.empty());
    m_flow->addWidget(chip);
    m_group->addButton(chip, key + groupOffset);
    m_chips.emplace(key, chip);
}

void FilterChips::setCount(int key, qint64 count)
{
    if (FilterChip *found = chip(key)) {
        found->setCount(count);
    }
}

FilterChip *FilterChips::chip(int key) const
{
    const auto found = m_chips.find(key);
    return found == m_chips.end() ? nullptr : found->second;
}

int FilterChips::chosen() const
{
    return m_group->checkedId() - groupOffset;
}

void FilterChips::choose(int key)
{
    FilterChip *wanted = chip(key) ? chip(key) : chip(all);
    if (wanted) {
        wanted->setChecked(true);
    }
    m_told = chosen();
}

void FilterChips::onClicked(int key)
{
    if (key != m_told) {
        m_told = key;
        Q_EMIT chosenChanged(key);
    }
}

} // namespace campanile
