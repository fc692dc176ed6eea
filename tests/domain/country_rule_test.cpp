// Which countries a trunk calls from a caller ID.

#include "domain/country_rule.h"

#include <QTest>

using namespace campanile;

namespace {

constexpr E164 american{14155550100};
constexpr E164 canadian{14165550142};
constexpr E164 jamaican{18765550142};
constexpr E164 british{442079460000};
constexpr E164 kazakh{77172555501};
constexpr E164 russian{74955550101};
constexpr E164 satellite{870776543210};
constexpr E164 fresh{18995550142}; // of an area code that is not in use
constexpr E164 louisianan{12255550142};

} // namespace

class CountryRuleTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void nothingIsAllowedWithoutACallerId();
    void theCallerIdsOwnCountryIsAllowed();
    void otherCountriesAreAllowedByName();
    void aNumberOfNoCountryIsCalledOnlyWhereEverythingIs();
    void anAreaCodeNobodyKnowsIsThatOfAnAllowedCountry();
    void aCallerIdOfAnUnknownAreaCodeIsOfOneCountry();
    void refusalsSayWhatIsAllowed();
};

void CountryRuleTest::nothingIsAllowedWithoutACallerId()
{
    QVERIFY(!CountryRule().allows(american));
    QVERIFY(!CountryRule(E164{}, {}).allows(american));
    QVERIFY(CountryRule(E164{}, {QStringLiteral("US")}).allows(american));
}

void CountryRuleTest::theCallerIdsOwnCountryIsAllowed()
{
    const CountryRule rule(american, {});
    QVERIFY(rule.allows(american));
    QVERIFY(rule.allows(louisianan));
    QVERIFY(!rule.allows(canadian)); // of the same calling code
    QVERIFY(!rule.allows(jamaican));
    QVERIFY(!rule.allows(british));
    const CountryRule other(kazakh, {});
    QVERIFY(other.allows(kazakh));
    QVERIFY(!other.allows(russian));
}

void CountryRuleTest::otherCountriesAreAllowedByName()
{
    const CountryRule rule(american, {QStringLiteral("CA"), QStringLiteral("GB")});
    QVERIFY(rule.allows(american));
    QVERIFY(rule.allows(canadian));
    QVERIFY(rule.allows(british));
    QVERIFY(!rule.allows(jamaican));
    QVERIFY(!rule.allows(russian));
}

void CountryRuleTest::aNumberOfNoCountryIsCalledOnlyWhereEverythingIs()
{
    QVERIFY(!CountryRule(american, {QStringLiteral("GB")}).allows(satellite));
    QVERIFY(!CountryRule(satellite, {}).allows(satellite));
    QVERIFY(CountryRule(american, {CountryRule::everywhere}).allows(satellite));
    QVERIFY(CountryRule(american, {CountryRule::everywhere}).allows(british));
}

void CountryRuleTest::anAreaCodeNobodyKnowsIsThatOfAnAllowedCountry()
{
    QVERIFY(CountryRule(american, {}).allows(fresh));
    QVERIFY(CountryRule(canadian, {}).allows(fresh));
    QVERIFY(!CountryRule(british, {}).allows(fresh));
}

void CountryRuleTest::aCallerIdOfAnUnknownAreaCodeIsOfOneCountry()
{
    const CountryRule rule(fresh, {});
    QVERIFY(rule.allows(american));
    QVERIFY(!rule.allows(jamaican));
}

void CountryRuleTest::refusalsSayWhatIsAllowed()
{
    const CountryRule rule(american, {QStringLiteral("CA")});
    QCOMPARE(rule.refusalOf(canadian), std::nullopt);
    const CountryRefusal expected{
        british, QStringLiteral("GB"), american, {QStringLiteral("US"), QStringLiteral("CA")}};
    QCOMPARE(rule.refusalOf(british), std::optional(expected));
    QCOMPARE(rule.refusalOf(satellite)->country, QString());
    QVERIFY(CountryRule().refusalOf(british)->called.isEmpty());
}

QTEST_GUILESS_MAIN(CountryRuleTest)
#include "country_rule_test.moc"
