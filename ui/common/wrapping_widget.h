#pragma once

#include <QWidget>

namespace campanile {

/// A widget whose layout wraps what it holds, such as chips, buttons or long rows of a form: it insists on the height
/// that it needs at its width. A plain QWidget only tells that height when it is asked, which scroll areas, splitters
/// and dialogs do not do.
class WrappingWidget : public QWidget {
    Q_OBJECT

public:
    explicit WrappingWidget(QWidget *parent = nullptr);

    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent *event) override;
};

} // namespace campanile
