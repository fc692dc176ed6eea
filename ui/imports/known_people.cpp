#include "imports/known_people.h"

#include "common/words.h"

#include <QCoreApplication>

namespace campanile {

namespace {

struct KnownPeopleText {
    Q_DECLARE_TR_FUNCTIONS(KnownPeopleText)
};

} // namespace

Question askAboutKnown(const KnownPeople &people)
{
    Question question;
    const auto fresh = static_cast<int>(people.fresh());
    question.title = fresh > 0 ? KnownPeopleText::tr("Some people on this list are known")
                               : KnownPeopleText::tr("Everybody on this list is known");
    question.detail = KnownPeopleText::tr("A person who is imported again is called again.");
    question.facts.emplace_back(KnownPeopleText::tr("People on the list"), Words::count(people.people));
    if (people.called > 0) {
        question.facts.emplace_back(KnownPeopleText::tr("Called before by this agent from this caller ID"),
                                    Words::count(people.called));
        question.facts.emplace_back(KnownPeopleText::tr("The last of these calls"), Words::moment(people.lastCall));
    }
    if (people.waiting > 0) {
        question.facts.emplace_back(KnownPeopleText::tr("Waiting in another campaign"), Words::count(people.waiting));
    }
    question.doIt = fresh > 0 ? KnownPeopleText::tr("Import %Ln new person(s)", nullptr, fresh)
                              : KnownPeopleText::tr("Import everybody again");
    question.other = fresh > 0 ? KnownPeopleText::tr("Import everybody") : QString();
    question.leaveIt = KnownPeopleText::tr("Back");
    return question;
}

} // namespace campanile
