#include "core/number_readings.h"

#include "core/number_plan_library.h"
#include "core/number_plan_rules.h"

#include <phonenumbers/logger.h>

#include <algorithm>
#include <cstdint>
#include <iterator>

namespace campanile {

namespace {

using i18n::phonenumbers::PhoneNumber;
using i18n::phonenumbers::PhoneNumberUtil;

// The library wants three digits before it speaks of a number at all.
constexpr std::size_t leastForLibrary = 3;

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
    const bool pardoned = verdict.unlessAssigned && numberLibrary().IsValidNumber(candidate.parsed);
    return pardoned ? NumberProblem::None : verdict.problem;
}

/// Whether nobody's telephone has such a number, though the library calls it possible: only some services have so many
/// digits, and this is none of them ("+61 2 9876 5432 123"), or the zero is missing that begins numbers at home there
/// ("+39 6 69821234").
bool isNobodys(const Candidate &candidate, const std::string &national)
{
    const int callingCode = candidate.parsed.country_code();
    const std::uint16_t usual = usualLengthsOf(callingCode);
    const bool isUsual = usual == 0 || (usual >> national.size() & 1) != 0;
    const bool mayLackZero = national[0] != '0' && keepsZero(callingCode, national[0] - '0');
    if ((isUsual && !mayLackZero) || numberLibrary().IsValidNumber(candidate.parsed)) {
        return false;
    }
    PhoneNumber withZero;
    const std::string text = '+' + std::to_string(callingCode) + '0' + national;
    return !isUsual || (numberLibrary().Parse(text, noRegion, &withZero) == PhoneNumberUtil::NO_PARSING_ERROR &&
                        isTelephone(withZero));
}

ParsedNumber only(const Candidate &candidate)
{
    return {candidate.ok() ? candidate.number : E164{}, candidate.problem};
}

} // namespace

const PhoneNumberUtil &numberLibrary()
{
    static const PhoneNumberUtil &instance = []() -> const PhoneNumberUtil & {
        PhoneNumberUtil *util = PhoneNumberUtil::GetInstance();
        util->SetLogger(new i18n::phonenumbers::NullLogger); // else it writes to stdout; takes ownership
        return *util;
    }();
    return instance;
}

bool isTelephone(const PhoneNumber &parsed)
{
    switch (numberLibrary().GetNumberType(parsed)) {
    case PhoneNumberUtil::UNKNOWN:
    case PhoneNumberUtil::PAGER:
    case PhoneNumberUtil::VOICEMAIL:
        return false;
    default:
        return true;
    }
}

std::string nationalOf(const PhoneNumber &parsed)
{
    std::string national;
    numberLibrary().GetNationalSignificantNumber(parsed, &national);
    return national;
}

// NOLINTNEXTLINE(misc-no-recursion): once at most, since what is left begins with no zero
Candidate readCandidate(const std::string &text, const std::string &region)
{
    Candidate candidate;
    const PhoneNumberUtil::ErrorType error = numberLibrary().ParseAndKeepRawInput(text, region, &candidate.parsed);
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
        const std::string rest = '+' + code + national.substr(1);
        Candidate withoutZero = readCandidate(rest, noRegion);
        if (withoutZero.isInPlan() && withoutZero.number.toStdString() != rest) {
            withoutZero.number = {}; // nobody drops two prefixes
            withoutZero.problem = NumberProblem::WrongLength;
        }
        return withoutZero;
    }
    candidate.problem = problemOf(numberLibrary().IsPossibleNumberWithReason(candidate.parsed));
    if (candidate.ok() && national.starts_with('0') && candidate.parsed.national_number() != 0 &&
        !keepsZero(callingCode, national[1] - '0')) {
        candidate.problem = NumberProblem::WrongLength; // a zero is left when the national prefix is taken away
    }
    if (!candidate.ok()) {
        return candidate;
    }
    const auto number = E164::parse('+' + code + national);
    if (!number) {
        candidate.problem = NumberProblem::TooLong;
    } else if (isNobodys(candidate, national)) {
        candidate.problem = NumberProblem::WrongLength;
        candidate.isNobodys = true;
    } else {
        candidate.number = *number;
        candidate.problem = judge(candidate, national);
    }
    return candidate;
}

void Readings::add(const Candidate &candidate)
{
    const auto isSame = [&candidate](const Candidate &other) { return other.number == candidate.number; };
    if (candidate.isInPlan() && std::ranges::none_of(m_inPlan, isSame)) {
        m_inPlan.push_back(candidate);
    }
}

void Readings::addAll(const Readings &others)
{
    for (const Candidate &candidate : others.m_inPlan) {
        add(candidate);
    }
}

ParsedNumber Readings::decide(NumberProblem severalReadings) const
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

} // namespace campanile
