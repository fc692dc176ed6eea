#pragma once

#include "common/words.h"

#include <QWidget>

namespace campanile {

/// A state in a pill: icon and word on a thin tint of the state's colour.
class StateChip final : public QWidget {
    Q_OBJECT

public:
    explicit StateChip(QWidget *parent = nullptr);

    void setLook(const StateLook &look);
    [[nodiscard]] QString word() const { return m_look.word; }
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    StateLook m_look;
};

} // namespace campanile
