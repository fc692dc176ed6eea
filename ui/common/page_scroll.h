#pragma once

#include <QScrollArea>

namespace campanile {

/// Shows a form or a page as a whole where there is room, and lets it be scrolled where the window is lower or narrower
/// than it can be. What gets the focus by the keyboard is scrolled into sight.
class PageScroll final : public QScrollArea {
    Q_OBJECT

public:
    enum class Across {
        Scrolls, ///< the content may be wider than its place, too
        Never    ///< the place is never narrower than the content can be
    };

    explicit PageScroll(QWidget *content, Across across = Across::Scrolls, QWidget *parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    bool focusNextPrevChild(bool next) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    [[nodiscard]] QSize leastOfContent() const;
    void fit();

    const Across m_across;
};

} // namespace campanile
