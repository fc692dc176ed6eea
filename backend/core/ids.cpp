#include "core/ids.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace campanile {

namespace {

constexpr std::string_view alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::size_t encodedLength = 13;           // 13 × 5 bits hold 63 bits
constexpr std::int64_t epochMs = 1'704'067'200'000; // 2024-01-01T00:00Z; 41 bits last until 2093
constexpr std::int64_t sequenceLimit = 1 << 12;

} // namespace

std::string encodeBase32(std::int64_t value)
{
    std::string text(encodedLength, '0');
    for (std::size_t i = encodedLength; i-- > 0;) {
        text[i] = alphabet[static_cast<std::size_t>(value & 31)];
        value >>= 5;
    }
    return text;
}

std::optional<std::int64_t> decodeBase32(QStringView text)
{
    if (text.size() != static_cast<qsizetype>(encodedLength)) {
        return std::nullopt;
    }
    std::int64_t value = 0;
    for (const QChar c : text) {
        const auto digit = alphabet.find(static_cast<char>(c.toUpper().toLatin1()));
        if (digit == std::string_view::npos || c.unicode() > 127) {
            return std::nullopt;
        }
        if (value >> 58 != 0) {
            return std::nullopt; // would not fit 63 bits
        }
        value = (value << 5) | static_cast<std::int64_t>(digit);
    }
    return value;
}

std::int64_t IdSource::nextValue()
{
    const std::int64_t now = m_clock.wall().ms - epochMs;
    const std::scoped_lock lock(m_mutex);
    if (now > m_lastMs) {
        m_lastMs = now;
        m_sequence = 0;
    } else if (++m_sequence == sequenceLimit) {
        ++m_lastMs;
        m_sequence = 0;
    }
    return (m_lastMs << 22) | (m_slot << 12) | m_sequence;
}

void IdSource::stayAbove(std::int64_t id)
{
    const std::int64_t ms = id >> 22;
    const std::scoped_lock lock(m_mutex);
    if (ms >= m_lastMs) { // the rest of the id's millisecond is left out, because a lower slot has lower ids in it
        m_lastMs = ms;
        m_sequence = sequenceLimit - 1;
    }
}

std::int64_t IdSource::firstValueAt(WallTime instant)
{
    return std::max(instant.ms - epochMs, std::int64_t{0}) << 22;
}

} // namespace campanile
