// The codes of the backend in English: each has a sentence of its own, and the values stand in it.

#include "english/english.h"

#include <QSet>
#include <QTest>

using namespace campanile;
using namespace Qt::Literals::StringLiterals;

namespace {

bool isSentence(const QString &words)
{
    return words.size() > 10 && words.front().isUpper() && words.endsWith(u'.') && !words.contains(u"%1");
}

} // namespace

class EnglishTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyHoldHasItsSentence();
    void everyStandHasItsSentence();
    void aPauseSaysHowManyCallsFailed();
    void aProblemSaysWhatFailed();
    void aRefusalSaysWhichCountriesAreCalled();
    void aFailureNamesItsReason();
};

void EnglishTest::everyHoldHasItsSentence()
{
    QSet<QString> told;
    for (const HoldReason reason : allHoldReasons) {
        const Hold hold{reason, {}};
        const QString words = inEnglish(hold);
        QCOMPARE(!words.isEmpty(), hold.isWorthTelling());
        if (hold.isWorthTelling()) {
            QVERIFY2(isSentence(words), qPrintable(words));
            QVERIFY2(!told.contains(words), qPrintable(words));
            told.insert(words);
        }
    }
}

void EnglishTest::everyStandHasItsSentence()
{
    QSet<QString> told;
    for (const RowStand stand : allRowStands) {
        const QString words = inEnglish(Obstacle(stand));
        QVERIFY2(isSentence(words), qPrintable(words));
        QVERIFY(!told.contains(words));
        told.insert(words);
    }
}

void EnglishTest::aPauseSaysHowManyCallsFailed()
{
    QCOMPARE(inEnglish(PauseReason{}), QString());
    QVERIFY(
        inEnglish(PauseReason{PauseReason::Code::FailuresInARow, 20, 0, {}}).startsWith(u"The last 20 calls failed"));
    QVERIFY(inEnglish(PauseReason{PauseReason::Code::ShareOfFailures, 26, 50, {}})
                .startsWith(u"26 of the last 50 calls failed"));
    QCOMPARE(inEnglish(PauseReason{PauseReason::Code::EarlierVersion, 0, 0, u"It rained."_s}), u"It rained."_s);
}

void EnglishTest::aProblemSaysWhatFailed()
{
    QCOMPARE(inEnglish(EngineProblem{}), QString());
    for (const auto code : {EngineProblem::Code::OutcomesNotWritten, EngineProblem::Code::GateFailed,
                            EngineProblem::Code::PlanFailed, EngineProblem::Code::NoAnswer}) {
        const QString words = inEnglish(EngineProblem{code, ErrorCode::StorageFull, u"The disk is full."_s});
        QVERIFY2(isSentence(words) && words.endsWith(u" The disk is full."), qPrintable(words));
    }
    QVERIFY(isSentence(inEnglish(EngineProblem{EngineProblem::Code::TakenOver, {}, {}})));
    QCOMPARE(inEnglish(EngineAdvice{}), QString());
    QVERIFY(inEnglish(EngineAdvice{EngineAdvice::Code::ManyOneOffCalls, 100}).startsWith(u"100 one-off calls"));
}

void EnglishTest::aRefusalSaysWhichCountriesAreCalled()
{
    const E164 british{442079460000};
    const E164 american{14155550142};
    QCOMPARE(inEnglish(CountryRefusal{british, u"GB"_s, american, {u"US"_s, u"CA"_s}}),
             u"The number +442079460000 belongs to United Kingdom (GB). From +14155550142 only these countries are "
             "called: United States (US), Canada (CA). To call it, allow its country on the caller ID's trunk."_s);
    QVERIFY(inEnglish(CountryRefusal{E164{870773111632}, {}, american, {}}).contains(u"belongs to no country"));
    QVERIFY(
        inEnglish(CountryRefusal{british, u"GB"_s, american, {}}).contains(u"only these countries are called: none"));
}

void EnglishTest::aFailureNamesItsReason()
{
    QCOMPARE(inEnglish(Obstacle(FailedFor{EndReason::Busy})), u"It has failed: busy."_s);
    QCOMPARE(inEnglish(Obstacle(FailedFor{})), u"It has failed: no reason is on record."_s);
    QCOMPARE(inEnglish(Obstacle(MissedBy{Milliseconds(90'000)})), u"It was 90 seconds too late and was not dialled."_s);
    QCOMPARE(inEnglish(Obstacle(CampaignStatus::Draft)), u"The campaign is draft."_s);
    QVERIFY(inEnglish(Obstacle(OwnPace{30})).contains(u" 30 "));
    QVERIFY(isSentence(inEnglish(Explanation{})));
}

QTEST_GUILESS_MAIN(EnglishTest)
#include "english_test.moc"
