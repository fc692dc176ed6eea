// How numbers are shown: in the groups of their country, and never as another number.

#include "core/number_format.h"

#include <phonenumbers/phonenumberutil.h>

#include <QTest>

#include <set>
#include <string>

using namespace campanile;
using i18n::phonenumbers::PhoneNumber;
using i18n::phonenumbers::PhoneNumberUtil;

class NumberFormatTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void groupsAsItsCountryDoes_data();
    void groupsAsItsCountryDoes();
    void keepsTheDigitsOfEveryRegion();
    void groupsNorthAmericaAsTheLibraryDoes();

private:
    static QString libraryGroups(const PhoneNumber &number);
};

void NumberFormatTest::groupsAsItsCountryDoes_data()
{
    QTest::addColumn<qint64>("digits");
    QTest::addColumn<QString>("shown");
    const auto row = [](qint64 digits, const char *shown) {
        QTest::newRow(shown) << digits << QString::fromLatin1(shown);
    };
    row(14155550142, "+1 415 555 0142");
    row(442079460123, "+44 20 7946 0123");
    row(33612345678, "+33 6 12 34 56 78");
    row(919876543210, "+91 98765 43210");
    row(9991234567, "+9991234567"); // no country has the calling code
    row(12, "+12");
}

void NumberFormatTest::groupsAsItsCountryDoes()
{
    QFETCH(const qint64, digits);
    QFETCH(const QString, shown);
    QCOMPARE(groupedNumber(E164{digits}), shown);
}

QString NumberFormatTest::libraryGroups(const PhoneNumber &number)
{
    std::string formatted;
    PhoneNumberUtil::GetInstance()->Format(number, PhoneNumberUtil::INTERNATIONAL, &formatted);
    return QString::fromStdString(formatted).replace(QLatin1Char('-'), QLatin1Char(' '));
}

void NumberFormatTest::keepsTheDigitsOfEveryRegion()
{
    std::set<std::string> regions;
    PhoneNumberUtil::GetInstance()->GetSupportedRegions(&regions);
    QVERIFY(regions.size() > 200);
    int grouped = 0;
    for (const std::string &region : regions) {
        PhoneNumber example;
        if (!PhoneNumberUtil::GetInstance()->GetExampleNumber(region, &example)) {
            continue;
        }
        std::string plain;
        PhoneNumberUtil::GetInstance()->Format(example, PhoneNumberUtil::E164, &plain);
        const auto number = E164::parse(std::string_view(plain));
        QVERIFY2(number, plain.c_str());
        const QString shown = groupedNumber(*number);
        QCOMPARE(QString(shown).remove(QLatin1Char(' ')), QString::fromStdString(plain));
        grouped += shown.contains(QLatin1Char(' ')) ? 1 : 0;
    }
    QVERIFY(grouped > 200);
}

void NumberFormatTest::groupsNorthAmericaAsTheLibraryDoes()
{
    for (const char *region : {"US", "CA", "JM", "PR", "DO"}) {
        PhoneNumber example;
        QVERIFY(PhoneNumberUtil::GetInstance()->GetExampleNumber(region, &example));
        std::string plain;
        PhoneNumberUtil::GetInstance()->Format(example, PhoneNumberUtil::E164, &plain);
        QCOMPARE(groupedNumber(*E164::parse(std::string_view(plain))), libraryGroups(example));
    }
}

QTEST_GUILESS_MAIN(NumberFormatTest)
#include "number_format_test.moc"
