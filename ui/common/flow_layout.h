#pragma once

#include <QLayout>

#include <vector>

namespace campanile {

/// Lays widgets out in a line that goes on in the next one where there is no room, as words do in a text: the narrowest
/// window shows all of them, side by side or beneath each other. Each has the size that it hints at.
class FlowLayout final : public QLayout {
public:
    /// @param alignment  where lines that are not full stand: Qt::AlignLeading, AlignHCenter or AlignTrailing.
    explicit FlowLayout(QWidget *parent = nullptr, Qt::Alignment alignment = Qt::AlignLeading);
    ~FlowLayout() override;
    Q_DISABLE_COPY_MOVE(FlowLayout)

    void addItem(QLayoutItem *item) override;
    [[nodiscard]] int count() const override { return static_cast<int>(m_items.size()); }
    [[nodiscard]] QLayoutItem *itemAt(int index) const override;
    QLayoutItem *takeAt(int index) override;

    [[nodiscard]] Qt::Orientations expandingDirections() const override { return {}; }
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;
    /// All of them in one line.
    [[nodiscard]] QSize sizeHint() const override;
    /// The widest of them alone.
    [[nodiscard]] QSize minimumSize() const override;
    void setGeometry(const QRect &rect) override;

private:
    struct Line {
        std::vector<QLayoutItem *> items;
        int width = 0;
        int height = 0;
    };

    [[nodiscard]] std::vector<Line> linesIn(int width) const;
    void place(const Line &line, const QRect &area, int top) const;

    const Qt::Alignment m_alignment;
    std::vector<QLayoutItem *> m_items;
};

} // namespace campanile
