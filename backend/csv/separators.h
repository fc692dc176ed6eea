#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

/// Finds delimiters and line ends in text, 64 bytes at a time. Inline: this is most of the work of reading a CSV.
namespace campanile {

inline constexpr std::size_t maskBytes = 64; // one bit of a std::uint64_t for each

inline bool isLineEnd(char c)
{
    return c == '\n' || c == '\r';
}

/// The bits of the 64 bytes at `p` that are the delimiter, LF or CR.
inline std::uint64_t separatorsIn(const char *p, char delimiter)
{
#if defined(__SSE2__)
    const __m128i delimiters = _mm_set1_epi8(delimiter);
    const __m128i lineFeeds = _mm_set1_epi8('\n');
    const __m128i returns = _mm_set1_epi8('\r');
    std::uint64_t mask = 0;
    for (std::size_t at = 0; at < maskBytes; at += sizeof(__m128i)) {
        const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i *>(p + at));
        const __m128i hits =
            _mm_or_si128(_mm_cmpeq_epi8(bytes, delimiters),
                         _mm_or_si128(_mm_cmpeq_epi8(bytes, lineFeeds), _mm_cmpeq_epi8(bytes, returns)));
        mask |= std::uint64_t{static_cast<unsigned>(_mm_movemask_epi8(hits))} << at;
    }
    return mask;
#else
    std::uint64_t mask = 0;
    for (std::size_t i = 0; i < maskBytes; ++i) {
        mask |= std::uint64_t{p[i] == delimiter || isLineEnd(p[i])} << i;
    }
    return mask;
#endif
}

/// The first LF or CR in [p, end), or end.
inline const char *lineEndFrom(const char *p, const char *end)
{
    for (; end - p >= static_cast<std::ptrdiff_t>(maskBytes); p += maskBytes) {
        if (const std::uint64_t mask = separatorsIn(p, '\n'); mask != 0) {
            return p + std::countr_zero(mask);
        }
    }
    return std::find_if(p, end, isLineEnd);
}

/// Line ends within a text: LF, CRLF and CR are one each.
inline std::int64_t countLineEnds(std::string_view text)
{
    std::int64_t count = std::ranges::count(text, '\n');
    for (std::size_t at = text.find('\r'); at != std::string_view::npos; at = text.find('\r', at + 1)) {
        count += at + 1 < text.size() && text[at + 1] == '\n' ? 0 : 1;
    }
    return count;
}

} // namespace campanile
