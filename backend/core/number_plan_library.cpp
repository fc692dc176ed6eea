#include "core/number_plan_library.h"

#include "core/number_plan_rules.h"

#include <phonenumbers/logger.h>
#include <phonenumbers/phonenumber.pb.h>
#include <phonenumbers/phonenumberutil.h>
#include <phonenumbers/shortnumberinfo.h>

#include <algorithm>
#include <bit>
#include <optional>
#include <utility>
#include <vector>

namespace campanile {

namespace {

using i18n::phonenumbers::PhoneNumber;
using i18n::phonenumbers::PhoneNumberUtil;
using i18n::phonenumbers::ShortNumberInfo;

// The longest emergency number of any region has five digits; asking about every number would cost as much as parsing
// it.
constexpr std::size_t longestEmergencyNumber = 6;
constexpr std::size_t longestInternationalPrefix = 9;
// The library wants three digits before it speaks of a number at all.
constexpr std::size_t leastForLibrary = 3;
constexpr const char *noRegion = "ZZ"; // CLDR's "unknown region"

const PhoneNumberUtil &library()
{
    static const PhoneNumberUtil &instance = []() -> const PhoneNumberUtil & {
        PhoneNumberUtil *util = PhoneNumberUtil::GetInstance();
        util->SetLogger(new i18n::phonenumbers::NullLogger); // else it writes to stdout; takes ownership
        return *util;
    }();
    return instance;
}

NumberProblem problemOf(PhoneNumberUtil::ErrorType error, bool international, std::size_t digits)
{
    switch (error) {
    case PhoneNumberUtil::NO_PARSING_ERROR:
        return NumberProblem::None;
    case PhoneNumberUtil::INVALID_COUNTRY_CODE_ERROR:
        return international ? NumberProblem::UnknownCallingCode : NumberProblem::MissingCountry;
    case PhoneNumberUtil::NOT_A_NUMBER:
        return digits < leastForLibrary ? NumberProblem::TooShort : NumberProblem::NotANumber;
    case PhoneNumberUtil::TOO_SHORT_AFTER_IDD:
    case PhoneNumberUtil::TOO_SHORT_NSN:
        return NumberProblem::TooShort;
    case PhoneNumberUtil::TOO_LONG_NSN:
        return NumberProblem::TooLong;
    }
    return NumberProblem::NotANumber;
}

NumberProblem problemOf(PhoneNumberUtil::ValidationResult result)
{
    switch (result) {
    case PhoneNumberUtil::IS_POSSIBLE:
        return NumberProblem::None;
    case PhoneNumberUtil::IS_POSSIBLE_LOCAL_ONLY:
        return NumberProblem::LocalOnly;
    case PhoneNumberUtil::INVALID_COUNTRY_CODE:
        return NumberProblem::UnknownCallingCode;
    case PhoneNumberUtil::TOO_SHORT:
        return NumberProblem::TooShort;
    case PhoneNumberUtil::INVALID_LENGTH:
        return NumberProblem::WrongLength;
    case PhoneNumberUtil::TOO_LONG:
        return NumberProblem::TooLong;
    }
    return NumberProblem::NotANumber;
}

/// One way to read the digits.
struct Candidate {
    NumberProblem problem = NumberProblem::NotANumber;
    E164 number;
    PhoneNumber parsed;

    [[nodiscard]] bool ok() const { return problem == NumberProblem::None; }
    /// Whether the plan has such a number, also when a rule of ours refuses it: as a reading it counts.
    [[nodiscard]] bool isInPlan() const { return !number.isNull(); }
    [[nodiscard]] bool isAssigned() const { return isInPlan() && library().IsValidNumber(parsed); }
};

std::string nationalOf(const PhoneNumber &parsed)
{
    std::string national;
    library().GetNationalSignificantNumber(parsed, &national);
    return national;
}

NumberProblem judge(const Candidate &candidate, const std::string &national)
{
    std::vector<std::uint8_t> digits;
    for (const char c : national) {
        digits.push_back(static_cast<std::uint8_t>(c - '0'));
    }
    if (digits.size() < 2) {
        return NumberProblem::TooShort;
    }
    const PlanVerdict verdict = judgeByPlan(candidate.parsed.country_code(), digits);
    const bool pardoned = verdict.unlessAssigned && library().IsValidNumber(candidate.parsed);
    return pardoned ? NumberProblem::None : verdict.problem;
}

/// What the library reads, as far as it is possible and our rules allow it. `region` for texts without '+'.
Candidate parse(const std::string &text, const std::string &region)
{
    Candidate candidate;
    const PhoneNumberUtil::ErrorType error = library().ParseAndKeepRawInput(text, region, &candidate.parsed);
    candidate.problem = problemOf(error, text.starts_with('+') || region != noRegion, text.size());
    if (!candidate.ok()) {
        return candidate;
    }
    const std::string national = nationalOf(candidate.parsed);
    const int callingCode = candidate.parsed.country_code();
    const std::string before = text.ends_with(national) ? text.substr(0, text.size() - national.size()) : "?";
    const std::string code = std::to_string(callingCode);
    const bool hasPrefix = candidate.parsed.country_code_source() == PhoneNumber::FROM_NUMBER_WITH_IDD;
    const bool isAllBehindCode = before.empty() || before == '+' + code || (hasPrefix && before.ends_with(code));
    if (isAllBehindCode && national.size() > 2 && national[0] == '0' && national[1] != '0' &&
        !keepsZero(callingCode, national[1] - '0')) {
        // A trunk prefix that this country does not know, or no longer: "+48 (0) 22 …".
        return parse('+' + code + national.substr(1), noRegion);
    }
    candidate.problem = problemOf(library().IsPossibleNumberWithReason(candidate.parsed));
    if (candidate.ok() && national.starts_with('0') && candidate.parsed.national_number() != 0 &&
        !keepsZero(callingCode, national[1] - '0')) {
        candidate.problem = NumberProblem::WrongLength; // a zero is left when the national prefix is taken away
    }
    if (!candidate.ok()) {
        return candidate;
    }
    if (const auto number = E164::parse('+' + code + national)) {
        candidate.number = *number;
        candidate.problem = judge(candidate, national);
    } else {
        candidate.problem = NumberProblem::TooLong;
    }
    return candidate;
}

/// What is left when all readings are known.
class Readings {
public:
    /// In the order of the text: as written first.
    void add(const Candidate &candidate)
    {
        const auto isSame = [&candidate](const Candidate &other) { return other.number == candidate.number; };
        if (candidate.isInPlan() && std::ranges::none_of(m_inPlan, isSame)) {
            m_inPlan.push_back(candidate);
        }
    }
    void addAll(const Readings &others)
    {
        for (const Candidate &candidate : others.m_inPlan) {
            add(candidate);
        }
    }
    /// The only reading; when there are several, the only one in an assigned range; else none of them.
    [[nodiscard]] ParsedNumber decide(NumberProblem severalReadings) const
    {
        if (m_inPlan.size() == 1) {
            return only(m_inPlan[0]);
        }
        std::vector<Candidate> assigned;
        std::ranges::copy_if(m_inPlan, std::back_inserter(assigned), &Candidate::isAssigned);
        if (assigned.size() == 1) {
            return only(assigned[0]);
        }
        const std::vector<Candidate> &left = assigned.empty() ? m_inPlan : assigned;
        return {{}, severalReadings, {left[0].number, left[1].number}};
    }
    [[nodiscard]] bool isEmpty() const { return m_inPlan.empty(); }

private:
    static ParsedNumber only(const Candidate &candidate)
    {
        return {candidate.ok() ? candidate.number : E164{}, candidate.problem};
    }

    std::vector<Candidate> m_inPlan;
};

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
        if (const int code = library().GetCountryCodeForRegion(m_parsingRegion); code > 0) {
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
            if (const Candidate national = parse(m_digits, m_parsingRegion); national.isAssigned()) {
                readings.add(national);
            }
        }
        return readings.isEmpty() ? refused(problem) : readings.decide(NumberProblem::Doubtful);
    }

    /// Adds the readings of the digits from `from` on, which begin with a calling code. Answers why the first is none.
    NumberProblem addInternational(Readings &readings, std::size_t from) const
    {
        const std::string digits = m_digits.substr(from);
        const Candidate asWritten = parse('+' + digits, noRegion);
        const std::size_t zero = digits.size() < 2 ? digits.size() : codeLength(digits);
        const bool explicitZero = m_notation.loneZero == static_cast<int>(from + zero);
        if (m_notation.zeroInBrackets && !explicitZero) {
            return NumberProblem::NotANumber; // "(0)" means a trunk prefix, and here nobody dials one
        }
        if (zero < digits.size() && digits[zero] == '0') {
            const std::string rest = '+' + digits.substr(0, zero) + digits.substr(zero + 1);
            Candidate withoutZero = parse(rest, noRegion);
            if (digits.substr(zero + 1).starts_with('0') && withoutZero.number.toStdString() != rest) {
                withoutZero = {}; // nobody drops two zeros
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
        }
        return asWritten.problem;
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
        const Candidate asWritten = parse(m_digits, m_parsingRegion);
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
                           : missing != NumberProblem::None ? missing
                           : asWritten.ok()                 ? NumberProblem::NotANumber
                                                            : asWritten.problem);
        }
        return decideBare(readings, choice);
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
                                           ? parse('+' + m_code + m_digits, noRegion)
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
        const PhoneNumberUtil::PhoneNumberType type = library().GetNumberType(national.parsed);
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
        const Candidate foreign = parse(text, noRegion);
        return foreign.ok() && foreign.number.toStdString() == text && foreign.isAssigned() ? foreign : Candidate{};
    }
    [[nodiscard]] bool isSurelyNational(const Candidate &national, bool hasPrefix) const
    {
        const PhoneNumberUtil::PhoneNumberType type = library().GetNumberType(national.parsed);
        const bool isAssigned = type != PhoneNumberUtil::UNKNOWN;
        if (hasPrefix) {
            return isAssigned;
        }
        if (const std::string digits = nationalOf(national.parsed); digits != m_digits) {
            std::string trunk;
            library().GetNddPrefixForRegion(m_parsingRegion, true, &trunk);
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
            Candidate withoutZero = parse(rest, noRegion);
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
                const Candidate behind = parse('+' + m_digits.substr(from), noRegion);
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
        const int area = library().GetLengthOfGeographicalAreaCode(asWritten.parsed) + 1;
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

bool isAssigned(E164 number)
{
    PhoneNumber parsed;
    return library().Parse(number.toStdString(), noRegion, &parsed) == PhoneNumberUtil::NO_PARSING_ERROR &&
           library().IsValidNumber(parsed);
}

QString regionOf(E164 number)
{
    PhoneNumber parsed;
    if (library().Parse(number.toStdString(), noRegion, &parsed) != PhoneNumberUtil::NO_PARSING_ERROR) {
        return {};
    }
    std::string region;
    library().GetRegionCodeForNumber(parsed, &region);
    if (region == noRegion) {
        library().GetRegionCodeForCountryCode(parsed.country_code(), &region);
    }
    return region == noRegion ? QString() : QString::fromStdString(region);
}

std::string mainRegionOf(int callingCode)
{
    std::string region;
    library().GetRegionCodeForCountryCode(callingCode, &region);
    return region.size() == 2 && region != noRegion ? region : std::string();
}

} // namespace campanile
