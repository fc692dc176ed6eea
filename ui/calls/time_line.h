#pragma once

#include "common/words.h"

#include <QWidget>

#include <vector>

namespace campanile {

/// Shows the story of one call from top to bottom: dialled, answered and ended, each with its icon, its time and its
/// details.
class TimeLine final : public QWidget {
    Q_OBJECT

public:
    struct Step {
        StateLook look;
        QString when;   ///< the time
        QString detail; ///< "after 8 s", "SIP 486"; may be empty
    };

    explicit TimeLine(QWidget *parent = nullptr);

    void setSteps(std::vector<Step> steps);
    /// The steps of a call so far.
    static std::vector<Step> stepsOf(const Call &call);
    [[nodiscard]] const std::vector<Step> &steps() const { return m_steps; }
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void drawStep(QPainter &painter, std::size_t step) const;

    std::vector<Step> m_steps;
};

} // namespace campanile
