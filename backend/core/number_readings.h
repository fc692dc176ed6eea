#pragma once

#include "core/number_parser.h"

#include <phonenumbers/phonenumber.pb.h>
#include <phonenumbers/phonenumberutil.h>

#include <string>
#include <vector>

namespace campanile {

// The readings that libphonenumber has of some digits. For number_plan_library.cpp.

/// CLDR's "unknown region": texts that begin with '+'.
inline constexpr const char *noRegion = "ZZ";

/// The library, made silent. Thread: any.
const i18n::phonenumbers::PhoneNumberUtil &numberLibrary();

/// Whether the number lies in an assigned range of telephones, and not of pagers or voice mail boxes.
bool isTelephone(const i18n::phonenumbers::PhoneNumber &parsed);

/// One way to read the digits.
struct Candidate {
    NumberProblem problem = NumberProblem::NotANumber;
    E164 number;
    i18n::phonenumbers::PhoneNumber parsed;
    bool isNobodys = false; ///< the library calls it possible, but no telephone has so many digits

    [[nodiscard]] bool ok() const { return problem == NumberProblem::None; }
    /// Whether the plan has such a number, also when a rule of ours refuses it: as a reading it counts.
    [[nodiscard]] bool isInPlan() const { return !number.isNull(); }
    [[nodiscard]] bool isAssigned() const { return isInPlan() && numberLibrary().IsValidNumber(parsed); }
};

/// What the library reads, as far as it is possible and our rules allow it. `region` is for texts without '+'. Costs
/// a libphonenumber parse. Thread: any.
Candidate readCandidate(const std::string &text, const std::string &region);

/// The digits behind the calling code.
std::string nationalOf(const i18n::phonenumbers::PhoneNumber &parsed);

/// What is left when all readings are known.
class Readings {
public:
    /// In the order of the text: as written first.
    void add(const Candidate &candidate);
    void addAll(const Readings &others);
    /// The only reading; when there are several, the only one in an assigned range; else none of them.
    [[nodiscard]] ParsedNumber decide(NumberProblem severalReadings) const;
    [[nodiscard]] bool isEmpty() const { return m_inPlan.empty(); }

private:
    std::vector<Candidate> m_inPlan;
};

} // namespace campanile
