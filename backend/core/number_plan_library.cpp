#include "core/number_plan_library.h"

#include "core/number_readings.h"

#include <phonenumbers/phonenumber.pb.h>
#include <phonenumbers/phonenumberutil.h>
#include <phonenumbers/shortnumberinfo.h>

#include <algorithm>
#include <bit>

namespace campanile {

namespace {

using i18n::phonenumbers::PhoneNumber;
using i18n::phonenumbers::PhoneNumberUtil;
using i18n::phonenumbers::ShortNumberInfo;

// The longest emergency number of any region has five digits; asking about every number would cost as much as parsing
// it.
constexpr std::size_t longestEmergencyNumber = 6;
constexpr std::size_t longestInternationalPrefix = 9;

class LibraryReader {
public:
    LibraryReader(const NumberNotation &notation, const std::string &region)
        : m_notation(notation)
        , m_region(region)
        , m_parsingRegion(region.empty() ? noRegion : region)
        , m_plan(planOf(region))
    {
        const int count = std::min(notation.count, NumberNotation::mostDigits);
        for (int i = 0; i < count; ++i) {
            m_digits += static_cast<char>('0' + notation.digits[static_cast<std::size_t>(i)]);
        }
        if (const int code = numberLibrary().GetCountryCodeForRegion(m_parsingRegion); code > 0) {
            m_code = std::to_string(code);
        }
    }

    [[nodiscard]] ParsedNumber read(NumberReading reading) const
    {
        return m_notation.plus ? readInternational() : readBare(reading);
    }

private:
    static ParsedNumber refused(NumberProblem problem) { return {{}, problem}; }

    [[nodiscard]] ParsedNumber readInternational() const
    {
        // Russians put a plus before their national prefix, too: "+8 (495) 123-45-67". No calling code is a lone 8.
        const bool isLoneEight = m_digits.size() > 1 && m_digits[0] == '8' && m_notation.before[1] != 0;
        Readings readings;
        const NumberProblem problem = isLoneEight ? NumberProblem::UnknownCallingCode : addInternational(readings, 0);
        if (m_plan.trunk == 8 && m_digits.starts_with('8')) {
            if (const Candidate national = readCandidate(m_digits, m_parsingRegion); national.isAssigned()) {
                readings.add(national);
            }
        }
        return readings.isEmpty() ? refused(problem) : readings.decide(NumberProblem::Doubtful);
    }

    /// Adds the readings of the digits from `from` on, which begin with a calling code. Answers why the first is none.
    NumberProblem addInternational(Readings &readings, std::size_t from) const
    {
        const std::string digits = m_digits.substr(from);
        const Candidate asWritten = readCandidate('+' + digits, noRegion);
        const std::size_t zero = digits.size() < 2 ? digits.size() : codeLength(digits);
        const bool explicitZero = m_notation.loneZero == static_cast<int>(from + zero);
        if (m_notation.zeroInBrackets && !explicitZero) {
            return NumberProblem::NotANumber; // "(0)" means a trunk prefix, and here nobody dials one
        }
        if (zero < digits.size() && digits[zero] == '0') {
            const std::string rest = '+' + digits.substr(0, zero) + digits.substr(zero + 1);
            Candidate withoutZero = readCandidate(rest, noRegion);
            if (withoutZero.number.toStdString() != rest) {
                withoutZero = {}; // nobody drops two prefixes: "+375 0 8 225 209134" is not in Vitebsk
            }
            const bool keeps =
                zero + 1 < digits.size() && keepsZero(std::stoi(digits.substr(0, zero)), digits[zero + 1] - '0');
            if (explicitZero || !asWritten.isInPlan()) {
                readings.add(asWritten);
                if (!keeps || withoutZero.isAssigned()) {
                    readings.add(withoutZero);
                }
            } else {
                readings.add(withoutZero.isAssigned() && !asWritten.isAssigned() ? withoutZero : asWritten);
            }
        } else {
            readings.add(asWritten);
            if ((asWritten.isInPlan() || asWritten.isNobodys) && zero < digits.size()) {
                addWithoutRepeatedCode(readings, digits.substr(0, zero), digits.substr(zero));
            }
        }
        return asWritten.problem;
    }

    /// "+49 49171 …": a program put the calling code before a number that had it already. Only mobile numbers are read
    /// so: "+49 4921 …" is a town's.
    static void addWithoutRepeatedCode(Readings &readings, const std::string &code, const std::string &national)
    {
        const std::size_t length = national.size() - std::min(national.size(), code.size());
        if (national.starts_with(code) && (usualLengthsOf(std::stoi(code)) >> length & 1) != 0) {
            const Candidate single = readCandidate('+' + national, noRegion);
            const PhoneNumberUtil::PhoneNumberType type = numberLibrary().GetNumberType(single.parsed);
            if (single.isInPlan() &&
                (type == PhoneNumberUtil::MOBILE || type == PhoneNumberUtil::FIXED_LINE_OR_MOBILE)) {
                readings.add(single);
            }
        }
    }

    static std::size_t codeLength(const std::string &digits)
    {
        return static_cast<std::size_t>(callingCodeLength(digits[0] - '0', digits[1] - '0'));
    }

    [[nodiscard]] ParsedNumber readBare(NumberReading choice) const
    {
        static const ShortNumberInfo shortNumbers;
        if (!m_region.empty() && m_digits.size() <= longestEmergencyNumber &&
            shortNumbers.IsEmergencyNumber(m_digits, m_region)) {
            return refused(NumberProblem::Emergency);
        }
        const Candidate asWritten = readCandidate(m_digits, m_parsingRegion);
        if (asWritten.problem == NumberProblem::MissingCountry) {
            return refused(asWritten.problem);
        }
        const BareReadings readings = bareReadings(asWritten);
        const NumberProblem missing = readings.missing;
        if (readings.withoutCode.isEmpty() && (readings.withCode.isEmpty() || missing == NumberProblem::LocalOnly)) {
            const bool isRefused = !asWritten.ok() || missing != NumberProblem::None;
            const bool isService =
                isRefused && !m_region.empty() && shortNumbers.IsValidShortNumberForRegion(asWritten.parsed, m_region);
            return refused(isService                        ? NumberProblem::ShortCode
                           : hasZeroForArea(asWritten)      ? NumberProblem::NoSuchArea
                           : missing != NumberProblem::None ? missing
                           : asWritten.ok()                 ? NumberProblem::NotANumber
                                                            : asWritten.problem);
        }
        return decideBare(readings, choice);
    }

    /// "0123456789" in the United States, where numbers have ten digits, too, and none of them begins with 0.
    [[nodiscard]] bool hasZeroForArea(const Candidate &asWritten) const
    {
        constexpr std::size_t wholeNumber = 10;
        return m_code == "1" && m_digits.size() == wholeNumber && m_digits[0] == '0' &&
               asWritten.problem == NumberProblem::TooShort;
    }

    /// What digits without '+' may be.
    struct BareReadings {
        Readings withoutCode;                        // a number of the region
        Readings withCode;                           // one behind its calling code
        Candidate foreign;                           // one behind another country's
        NumberProblem missing = NumberProblem::None; // why the digits are no whole number of the region
    };

    /// Which of the readings with and without the calling code holds.
    [[nodiscard]] static ParsedNumber decideBare(const BareReadings &readings, NumberReading choice)
    {
        const auto &[withoutCode, withCode, foreign, missing] = readings;
        if (foreign.isInPlan() && withCode.isEmpty()) {
            const ParsedNumber national = withoutCode.decide(NumberProblem::Doubtful);
            switch (choice) {
            case NumberReading::AsWritten:
                return national;
            case NumberReading::WithCallingCode:
                return {foreign.number, NumberProblem::None};
            case NumberReading::Ask:
                return national.ok() ? ParsedNumber{{}, NumberProblem::TwoReadings, {national.number, foreign.number}}
                                     : national;
            }
        }
        if (withCode.isEmpty()) {
            return withoutCode.decide(NumberProblem::Doubtful);
        }
        if (withoutCode.isEmpty()) {
            return withCode.decide(NumberProblem::Doubtful);
        }
        Readings all = withoutCode;
        all.addAll(withCode);
        const ParsedNumber parsed = all.decide(NumberProblem::TwoReadings);
        if (parsed.problem != NumberProblem::TwoReadings || choice == NumberReading::Ask) {
            return parsed;
        }
        return (choice == NumberReading::AsWritten ? withoutCode : withCode).decide(NumberProblem::Doubtful);
    }

    [[nodiscard]] BareReadings bareReadings(const Candidate &asWritten) const
    {
        BareReadings readings;
        auto &[withoutCode, withCode, foreign, missing] = readings;
        const auto source = asWritten.parsed.country_code_source();
        const bool hasOwnCode = !m_code.empty() && m_digits.starts_with(m_code);
        if (source == PhoneNumber::FROM_NUMBER_WITH_IDD) {
            addBehindInternationalPrefix(asWritten, withoutCode);
            foreign = asWritten.isAssigned() ? Candidate{} : foreignReading(asWritten);
        } else if (!m_notation.zeroInBrackets) {
            const Candidate national = source == PhoneNumber::FROM_NUMBER_WITHOUT_PLUS_SIGN
                                           ? readCandidate('+' + m_code + m_digits, noRegion)
                                           : asWritten;
            missing = problemOfBare(national);
            if (missing == NumberProblem::None) {
                addNational(national, withoutCode);
                foreign = foreignReading(national);
            }
        }
        if (hasOwnCode) {
            addInternational(withCode, 0);
        } else if (!m_code.empty() && m_digits.starts_with('0' + m_code) && !isWrittenWithArea(asWritten)) {
            addInternational(withCode, 1);
        } else if (m_digits.starts_with("00")) {
            addInternational(withCode, 2);
        }
        return readings;
    }

    /// Digits without a prefix that are as few as a number without its area code, or more or fewer than any telephone
    /// has: "9018 2020" in Germany would ring in another town.
    [[nodiscard]] NumberProblem problemOfBare(const Candidate &national) const
    {
        const std::size_t length = m_digits.size();
        if (!national.isInPlan() || nationalOf(national.parsed) != m_digits || (m_plan.withArea >> length & 1) != 0) {
            return NumberProblem::None;
        }
        const PhoneNumberUtil::PhoneNumberType type = numberLibrary().GetNumberType(national.parsed);
        const bool isUsual = type == PhoneNumberUtil::FIXED_LINE || type == PhoneNumberUtil::MOBILE ||
                             type == PhoneNumberUtil::FIXED_LINE_OR_MOBILE;
        if (type != PhoneNumberUtil::UNKNOWN && !(isUsual && m_plan.trunk == 0)) {
            return NumberProblem::None;
        }
        return (m_plan.withArea & ((1U << length) - 1)) != 0 ? NumberProblem::WrongLength : NumberProblem::LocalOnly;
    }

    /// The number behind another country's calling code, when the '+' or North America's "011" may be all that is
    /// missing: an assigned one, and the region's own reading tells nobody that it is meant.
    [[nodiscard]] Candidate foreignReading(const Candidate &national) const
    {
        constexpr std::string_view northAmericanPrefix = "011";
        const bool hasPrefix = m_digits.starts_with(northAmericanPrefix);
        if (!national.ok() || (m_digits[0] == '0' && !hasPrefix) || isSurelyNational(national, hasPrefix)) {
            return {};
        }
        const std::string text = '+' + m_digits.substr(hasPrefix ? northAmericanPrefix.size() : 0);
        const Candidate foreign = readCandidate(text, noRegion);
        return foreign.ok() && foreign.number.toStdString() == text && foreign.isAssigned() ? foreign : Candidate{};
    }
    [[nodiscard]] bool isSurelyNational(const Candidate &national, bool hasPrefix) const
    {
        const PhoneNumberUtil::PhoneNumberType type = numberLibrary().GetNumberType(national.parsed);
        const bool isAssigned = type != PhoneNumberUtil::UNKNOWN;
        if (hasPrefix) {
            return isAssigned;
        }
        if (const std::string digits = nationalOf(national.parsed); digits != m_digits) {
            std::string trunk;
            numberLibrary().GetNddPrefixForRegion(m_parsingRegion, true, &trunk);
            return m_digits == trunk + digits; // Mexico's "1" goes behind the calling code only
        }
        const bool hasOneLength = std::has_single_bit(m_plan.usual);
        const bool isMobile = type == PhoneNumberUtil::MOBILE || type == PhoneNumberUtil::FIXED_LINE_OR_MOBILE;
        return isAssigned ? isMobile || !m_plan.hasAreas : hasOneLength;
    }

    void addNational(const Candidate &national, Readings &readings) const
    {
        if (national.isInPlan() && m_digits.starts_with('0') && national.parsed.italian_leading_zero()) {
            const std::string rest = '+' + m_code + m_digits.substr(1);
            Candidate withoutZero = readCandidate(rest, noRegion);
            if (withoutZero.number.toStdString() != rest) {
                withoutZero = {}; // nobody drops two zeros
            }
            readings.add(withoutZero.isAssigned() && !national.isAssigned() ? withoutZero : national);
        } else {
            readings.add(national);
        }
    }

    /// The region's own prefix for foreign calls, which the library has found; it does not say how long it is.
    void addBehindInternationalPrefix(const Candidate &asWritten, Readings &readings) const
    {
        const std::string code = std::to_string(asWritten.parsed.country_code());
        for (std::size_t from = 2; from <= longestInternationalPrefix && from < m_digits.size(); ++from) {
            if (m_digits.substr(from).starts_with(code)) {
                const Candidate behind = readCandidate('+' + m_digits.substr(from), noRegion);
                if (behind.number == asWritten.number && behind.problem == asWritten.problem) {
                    addInternational(readings, from);
                    return;
                }
            }
        }
    }

    /// "0491 1234567": zero and area code stand as a group of their own, as people write national numbers.
    [[nodiscard]] bool isWrittenWithArea(const Candidate &asWritten) const
    {
        if (!asWritten.ok()) {
            return false;
        }
        const int area = numberLibrary().GetLengthOfGeographicalAreaCode(asWritten.parsed) + 1;
        for (int i = 1; i < m_notation.count; ++i) {
            if (m_notation.before[static_cast<std::size_t>(i)] != 0) {
                return i == area;
            }
        }
        return false;
    }

    const NumberNotation &m_notation;
    const std::string &m_region;
    std::string m_parsingRegion;
    std::string m_digits;
    std::string m_code; // calling code of the region; empty without one
    RegionPlan m_plan;
};

} // namespace

ParsedNumber readByLibrary(const NumberNotation &notation, const std::string &region, NumberReading reading)
{
    if (notation.count > NumberNotation::mostDigits) {
        return {{}, NumberProblem::TooLong};
    }
    return LibraryReader(notation, region).read(reading);
}

bool isTelephone(E164 number)
{
    PhoneNumber parsed;
    return numberLibrary().Parse(number.toStdString(), noRegion, &parsed) == PhoneNumberUtil::NO_PARSING_ERROR &&
           isTelephone(parsed);
}

bool isAssigned(E164 number)
{
    PhoneNumber parsed;
    return numberLibrary().Parse(number.toStdString(), noRegion, &parsed) == PhoneNumberUtil::NO_PARSING_ERROR &&
           numberLibrary().IsValidNumber(parsed);
}

QString regionOf(E164 number)
{
    PhoneNumber parsed;
    if (numberLibrary().Parse(number.toStdString(), noRegion, &parsed) != PhoneNumberUtil::NO_PARSING_ERROR) {
        return {};
    }
    std::string region;
    numberLibrary().GetRegionCodeForNumber(parsed, &region);
    if (region == noRegion) {
        numberLibrary().GetRegionCodeForCountryCode(parsed.country_code(), &region);
    }
    return region == noRegion ? QString() : QString::fromStdString(region);
}

std::string mainRegionOf(int callingCode)
{
    std::string region;
    numberLibrary().GetRegionCodeForCountryCode(callingCode, &region);
    return region.size() == 2 && region != noRegion ? region : std::string();
}

} // namespace campanile
