#pragma once

#include "english/english.h"
#include "support/calling_desk.h"

#include <algorithm>

namespace campanile::test {

/// A calling desk that asks why something is not dialled.
class WhyDesk : public CallingDesk {
public:
    Explanation why(CampaignId id) { return *ask<Explanation>(caller, services.why, &WhyService::ofCampaign, id); }
    Explanation why(TargetId id) { return *ask<Explanation>(caller, services.why, &WhyService::ofTarget, id); }
    Explanation why(ScheduledCallId id) { return *ask<Explanation>(caller, services.why, &WhyService::ofCall, id); }
};

/// The gates' names, in order; an empty one is a state of the call itself.
inline QStringList namesOf(const Explanation &explanation)
{
    QStringList names;
    for (const GateState &gate : explanation.gates) {
        names << nameOf(gate.obstacle);
    }
    return names;
}

inline bool isInSentences(const Explanation &explanation)
{
    const auto isSentence = [](const QString &words) {
        return words.size() > 10 && words.front().isUpper() && words.endsWith(u'.');
    };
    return isSentence(inEnglish(explanation)) &&
           std::all_of(explanation.gates.begin(), explanation.gates.end(),
                       [&](const GateState &gate) { return isSentence(inEnglish(gate.obstacle)); });
}

/// A state that no waiting ends, in these words.
inline void isFinal(const Explanation &explanation, const QString &words)
{
    QCOMPARE(namesOf(explanation), QStringList{QString()});
    QCOMPARE(inEnglish(explanation), words);
    QVERIFY(isInSentences(explanation));
    QCOMPARE(explanation.next, WallTime{});
}

} // namespace campanile::test
