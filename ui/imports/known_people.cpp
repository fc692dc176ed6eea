#include "imports/known_people.h"

#include "common/bidi.h"
#include "common/words.h"

#include <QCoreApplication>

namespace campanile {

namespace {

struct KnownPeopleText {
    Q_DECLARE_TR_FUNCTIONS(KnownPeopleText)
};

} // namespace

Question askAboutKnown(const KnownPeople &people, const QString &same, const QString &waitsIn)
{
    Question question;
    const auto fresh = static_cast<int>(people.fresh());
    question.title = fresh > 0 ? KnownPeopleText::tr("Some people on this list are known")
                               : KnownPeopleText::tr("Everybody on this list is known");
    question.detail = KnownPeopleText::tr("A person who is imported again is called again.");
    question.facts.emplace_back(KnownPeopleText::tr("People on the list"), Words::count(people.people));
    if (!same.isEmpty()) {
        question.facts.emplace_back(KnownPeopleText::tr("The same people as in the campaign"), verbatim(same));
    }
    if (people.called > 0) {
        question.facts.emplace_back(KnownPeopleText::tr("Called before by this agent from this caller ID"),
                                    Words::count(people.called));
        question.facts.emplace_back(KnownPeopleText::tr("The last of these calls"), Words::moment(people.lastCall));
    }
    if (people.waiting > 0) {
        question.facts.emplace_back(
            KnownPeopleText::tr("Waiting in another campaign"),
            waitsIn.isEmpty()
                ? Words::count(people.waiting)
                : KnownPeopleText::tr("%1, for example in “%2”").arg(Words::count(people.waiting), verbatim(waitsIn)));
    }
    question.doIt = fresh > 0 ? KnownPeopleText::tr("Import %Ln new person(s)", nullptr, fresh)
                              : KnownPeopleText::tr("Import everybody again");
    question.other = fresh > 0 ? KnownPeopleText::tr("Import everybody") : QString();
    question.leaveIt = KnownPeopleText::tr("Back");
    return question;
}

} // namespace campanile
