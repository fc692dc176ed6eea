#pragma once

#include <QLabel>

namespace campanile {

/// A text of several lines of which none is cut off: it insists on the height that it needs at its width. A QLabel only
/// tells that height when it is asked, which scroll areas and dialogs do not do.
class WrappedLabel final : public QLabel {
    Q_OBJECT

public:
    explicit WrappedLabel(QWidget *parent = nullptr);
    explicit WrappedLabel(const QString &text, QWidget *parent = nullptr);

    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent *event) override;
};

} // namespace campanile
