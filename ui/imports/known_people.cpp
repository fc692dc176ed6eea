#include "imports/known_people.h"

#include "common/bidi.h"
#include "common/words.h"

#include <QCoreApplication>

namespace campanile {

namespace {

struct KnownPeopleText {
    Q_DECLARE_TR_FUNCTIONS(KnownPeopleText)
};

/// What is to be known before the list goes in once more.
QString consequenceOf(const KnownPeople &people, CampaignId into)
{
    if (!people.earlier) {
        return KnownPeopleText::tr("A person who is imported again is called again.");
    }
    const EarlierImport &earlier = *people.earlier;
    const auto count = static_cast<int>(earlier.people);
    if (earlier.campaign == into) {
        return KnownPeopleText::tr("It went into this campaign: %Ln person(s) of it are on the list already. Nobody is "
                                   "added or called a second time.",
                                   nullptr, count);
    }
    const QString text =
        earlier.sameBytes
            ? KnownPeopleText::tr("It went into “%1”: its %Ln person(s) would be called twice.", nullptr, count)
            : KnownPeopleText::tr("“%1” has exactly the same people: its %Ln person(s) would be called twice.", nullptr,
                                  count);
    return text.arg(verbatim(earlier.campaignName));
}

QString titleOf(const KnownPeople &people)
{
    if (people.earlier) {
        return KnownPeopleText::tr("This list was imported before");
    }
    return people.fresh() > 0 ? KnownPeopleText::tr("Some people on this list are known")
                              : KnownPeopleText::tr("Everybody on this list is known");
}

} // namespace

bool isToBeAsked(const KnownPeople &people)
{
    return people.called + people.waiting > 0 || people.earlier;
}

/// Of a list that was imported before nobody is new, whoever is to call them.
bool offersNewPeople(const KnownPeople &people)
{
    return people.fresh() > 0 && people.called + people.waiting > 0 && !people.earlier;
}

Question askAboutKnown(const KnownPeople &people, CampaignId into, const QString &same, const QString &waitsIn)
{
    Question question;
    const bool offersNew = offersNewPeople(people);
    question.title = titleOf(people);
    question.detail = consequenceOf(people, into);
    question.facts.emplace_back(KnownPeopleText::tr("People on the list"), Words::count(people.people));
    if (people.earlier && people.earlier->at.ms > 0) {
        question.facts.emplace_back(KnownPeopleText::tr("Imported"), Words::moment(people.earlier->at));
    }
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
    question.doIt = offersNew
                        ? KnownPeopleText::tr("Import %Ln new person(s)", nullptr, static_cast<int>(people.fresh()))
                        : KnownPeopleText::tr("Import everybody again");
    question.other = offersNew ? KnownPeopleText::tr("Import everybody") : QString();
    question.leaveIt = KnownPeopleText::tr("Back");
    question.destructive = !offersNew; // whoever presses Return without reading calls nobody twice
    return question;
}

} // namespace campanile
