#include "common/segments.h"

#include "theme/colours.h"

#include <QCoreApplication>
#include <QPainter>
#include <QPainterPath>
#include <QStyle>

#include <algorithm>
#include <iterator>

namespace campanile {

namespace {

using namespace Qt::Literals::StringLiterals;

constexpr double weak = 0.55;
constexpr int leastWidth = 2;

QString tr(const char *text)
{
    return QCoreApplication::translate("campanile::Segments", text);
}

Segment alone(TargetState state, double strength = 1.0)
{
    return {{state}, Words::look(state), strength};
}

/// Where each segment is drawn; an empty one nowhere.
std::vector<QRect> placesOf(const std::vector<Segment> &segments, const QRect &bar, Qt::LayoutDirection direction,
                            const TargetStateCounts &counts)
{
    const qint64 total = counts.total();
    std::vector<QRect> places;
    double from = 0;
    for (const Segment &segment : segments) {
        const qint64 n = counts.of(segment.states);
        if (n <= 0 || total <= 0) {
            places.emplace_back();
            continue;
        }
        const double width = static_cast<double>(bar.width()) * static_cast<double>(n) / static_cast<double>(total);
        const QRect place(bar.x() + static_cast<int>(from), bar.y(), std::max(qRound(width), leastWidth), bar.height());
        places.push_back(QStyle::visualRect(direction, bar, place));
        from += width;
    }
    return places;
}

} // namespace

std::vector<Segment> targetSegments()
{
    using enum TargetState;
    return {
        alone(Answered),
        alone(Voicemail, weak),
        alone(NoAnswer),
        alone(Busy, weak),
        {{Failed, Declined}, Words::look(Failed), 1.0},
        alone(OutcomeUnknown, weak),
        {{Dialling, Ringing, Talking},
         {tr(QT_TRANSLATE_NOOP("campanile::Segments", "On the line")), ColourRole::InProgress, "call-start"_L1},
         1.0},
        {{Waiting, RetryDue, Held}, Words::look(Waiting), 0.0}, // the ground of the bar: nothing has happened yet
        alone(Skipped, weak),
    };
}

void drawSegments(QPainter &painter, const QRect &bar, Qt::LayoutDirection direction, const QPalette &palette,
                  const TargetStateCounts &counts)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath shape;
    const double radius = bar.height() / 2.0;
    shape.addRoundedRect(bar, radius, radius);
    painter.setClipPath(shape);
    painter.fillRect(bar, colour(ColourRole::Line, palette));
    const std::vector<Segment> segments = targetSegments();
    const std::vector<QRect> places = placesOf(segments, bar, direction, counts);
    for (std::size_t i = 0; i < segments.size(); ++i) {
        QColor ink = colour(segments[i].look.role, palette);
        ink.setAlphaF(static_cast<float>(segments[i].strength));
        painter.fillRect(places[i], ink);
    }
    painter.restore();
}

std::optional<std::size_t> segmentAt(QPoint point, const QRect &bar, Qt::LayoutDirection direction,
                                     const TargetStateCounts &counts)
{
    const std::vector<QRect> places = placesOf(targetSegments(), bar, direction, counts);
    const auto found = std::ranges::find_if(places, [point](const QRect &place) { return place.contains(point); });
    return found == places.end() ? std::nullopt
                                 : std::optional(static_cast<std::size_t>(std::distance(places.begin(), found)));
}

} // namespace campanile
