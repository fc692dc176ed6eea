#include "core/number_plan.h"

#include <phonenumbers/phonenumberutil.h>

namespace campanile {

using i18n::phonenumbers::PhoneNumber;
using i18n::phonenumbers::PhoneNumberUtil;

bool isAssigned(E164 number)
{
    const PhoneNumberUtil &util = *PhoneNumberUtil::GetInstance();
    PhoneNumber parsed;
    return util.Parse(number.toStdString(), "ZZ", &parsed) == PhoneNumberUtil::NO_PARSING_ERROR &&
           util.IsValidNumber(parsed);
}

std::string mainRegionOf(int callingCode)
{
    std::string region;
    PhoneNumberUtil::GetInstance()->GetRegionCodeForCountryCode(callingCode, &region);
    return region.size() == 2 && region != "ZZ" ? region : std::string();
}

} // namespace campanile
