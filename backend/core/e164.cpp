#include "core/e164.h"

namespace campanile {

namespace {

template<class Text>
std::optional<E164> parseText(Text text)
{
    if (text.size() < 3 || text.size() > 16 || text[0] != typename Text::value_type('+')) {
        return std::nullopt;
    }
    std::int64_t digits = 0;
    for (decltype(text.size()) i = 1; i < text.size(); ++i) {
        const auto c = text[i];
        if (c < typename Text::value_type('0') || c > typename Text::value_type('9')) {
            return std::nullopt;
        }
        digits = digits * 10 + static_cast<std::int64_t>(c - typename Text::value_type('0'));
        if (digits == 0) {
            return std::nullopt;
        }
    }
    return E164{digits};
}

} // namespace

QString E164::toString() const
{
    return QLatin1Char('+') + QString::number(digits);
}

std::string E164::toStdString() const
{
    return '+' + std::to_string(digits);
}

std::optional<E164> E164::parse(std::string_view text)
{
    return parseText(text);
}

std::optional<E164> E164::parse(QStringView text)
{
    return parseText(std::u16string_view(text.utf16(), static_cast<std::size_t>(text.size())));
}

} // namespace campanile
