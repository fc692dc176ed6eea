#pragma once

#include "common/words.h"

#include <QAbstractButton>

namespace campanile {

/// One filter as a checkable pill: icon, word and how many rows it would show.
class FilterChip final : public QAbstractButton {
    Q_OBJECT

public:
    /// @param look  one without an icon shows the word alone.
    explicit FilterChip(StateLook look, QWidget *parent = nullptr);

    /// A negative count is not shown.
    void setCount(qint64 count);
    [[nodiscard]] qint64 count() const { return m_count; }
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    [[nodiscard]] int iconSpan() const;
    [[nodiscard]] QString countText() const;
    void drawGround(QPainter &painter) const;
    void drawTexts(QPainter &painter) const;

    const StateLook m_look;
    qint64 m_count = -1;
};

} // namespace campanile
