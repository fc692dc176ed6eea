#include "core/number_parser.h"

namespace campanile {

namespace {

QString textOfTwoReadings(const QString &asWritten, const QString &withCallingCode)
{
    return QStringLiteral("The number can be read as %1 and, with its calling code, as %2. Write it with + and the "
                          "calling code, or choose how such numbers of the list are read.")
        .arg(asWritten, withCallingCode);
}

QString textOfDoubt(const QString &allDigits, const QString &fewerDigits)
{
    return QStringLiteral("The number can be read as %1 and as %2. Write the one that is meant, and nothing else.")
        .arg(allDigits, fewerDigits);
}

} // namespace

QString problemText(NumberProblem problem)
{
    switch (problem) {
    case NumberProblem::None:
        return QStringLiteral("The number can be called.");
    case NumberProblem::Empty:
        return QStringLiteral("There is no number; fill in the number column.");
    case NumberProblem::NotANumber:
        return QStringLiteral("This is not a telephone number; write one such as +14155550142.");
    case NumberProblem::PlaceHolder:
        return QStringLiteral("A number of zeros stands for a missing one; fill in the real number or remove the row.");
    case NumberProblem::Letters:
        return QStringLiteral(
            "There are letters or words beside the digits; write the number alone, such as +18003569377 for "
            "1-800-FLOWERS, or remove the row when the words say that nobody is to be called there.");
    case NumberProblem::HasExtension:
        return QStringLiteral(
            "The number has an extension, which cannot be dialled; give a direct number or remove it.");
    case NumberProblem::ScientificNotation:
        return QStringLiteral(
            "A spreadsheet turned this number into something like 1.41556E+10, and its last digits may "
            "be lost; format the column as text and export again.");
    case NumberProblem::MissingCountry:
        return QStringLiteral("The number has no country; begin it with + and the country's calling code, or choose a "
                              "default region.");
    case NumberProblem::UnknownCallingCode:
        return QStringLiteral("No country has the calling code behind the +; check its first digits.");
    case NumberProblem::TooShort:
        return QStringLiteral("The number is too short; check for missing digits, and for the area or calling code.");
    case NumberProblem::TooLong:
        return QStringLiteral("The number is too long; check for extra digits, for two numbers in one field, and for a "
                              "missing + before another country's calling code.");
    case NumberProblem::WrongLength:
        return QStringLiteral("No number of its country has this many digits; check for missing or extra ones.");
    case NumberProblem::LocalOnly:
        return QStringLiteral("The number rings only within its own area; add the area code.");
    case NumberProblem::ShortCode:
        return QStringLiteral(
            "This is a short service number, which cannot be called from a campaign; give a full number.");
    case NumberProblem::Emergency:
        return QStringLiteral("This is an emergency number and is never called; remove the row.");
    case NumberProblem::TwoNumbers:
        return QStringLiteral("There are two numbers or a range of numbers in this field; keep the one to call.");
    case NumberProblem::TwoReadings:
        return QStringLiteral("The number can be read with and without its calling code. Write it with + and the "
                              "calling code, or choose how such numbers of the list are read.");
    case NumberProblem::Doubtful:
        return QStringLiteral("The number can be read in two ways. Write the one that is meant, and nothing else.");
    case NumberProblem::MadeUp:
        return QStringLiteral(
            "This number is made up, such as 1111111111 or 1234567890; fill in the real number or remove the row.");
    case NumberProblem::NoSuchArea:
        return QStringLiteral("North America has no such area code or exchange; check the number's first digits.");
    }
    return {};
}

QString problemText(const ParsedNumber &parsed)
{
    if (parsed.readings[0].isNull() || parsed.readings[1].isNull()) {
        return problemText(parsed.problem);
    }
    const QString first = parsed.readings[0].toString();
    const QString second = parsed.readings[1].toString();
    return parsed.problem == NumberProblem::TwoReadings ? textOfTwoReadings(first, second) : textOfDoubt(first, second);
}

} // namespace campanile
