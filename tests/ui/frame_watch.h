#pragma once

#include <QApplication>
#include <QByteArray>
#include <QElapsedTimer>
#include <QJsonObject>

#include <vector>

namespace campanile {

/// An application that times every event of the window's thread from the outside: as long as one lasts, nothing that
/// was typed is answered and nothing is drawn.
class TimedApplication final : public QApplication {
public:
    using QApplication::QApplication;

    /// The longest event since the last look.
    struct Longest {
        double ms = 0;
        double ownMs = 0;     ///< of the longest when the time it waited for a free core is not counted
        QByteArray what = {}; ///< whose event it was, and its QEvent::Type
    };
    Longest takeLongest() { return std::exchange(m_longest, {}); }

    bool notify(QObject *receiver, QEvent *event) override;

private:
    int m_depth = 0;
    Longest m_longest;
};

/// How long the window's thread was blocked at most after each of many things a user did.
class Blocks {
public:
    void add(const TimedApplication::Longest &longest);
    /// Count, median, 99th percentile and maximum in milliseconds, and what the longest was. The figures that begin
    /// with "own" leave out the time in which every core was busy with something else.
    [[nodiscard]] QJsonObject toJson() const;

private:
    std::vector<double> m_ms;
    std::vector<double> m_ownMs;
    TimedApplication::Longest m_longest;
};

} // namespace campanile
