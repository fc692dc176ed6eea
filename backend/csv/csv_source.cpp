#include "csv/csv_source.h"

#include "csv/regular_file.h"
#include "csv/utf8.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <vector>

namespace campanile {

namespace {

using namespace Qt::StringLiterals;

// What is read at once, and what the encoding is judged by: large enough that the system calls cost nothing, small
// enough to stay in the processor's second-level cache between decoding and parsing.
constexpr std::size_t blockBytes = std::size_t{256} * 1024;
constexpr std::string_view replacement = "\uFFFD";
// No character of any encoding here is longer, in bytes of the file or of UTF-8.
constexpr std::size_t longestCharacter = 4;

unsigned byteAt(std::string_view text, std::size_t i)
{
    return static_cast<unsigned char>(text[i]);
}

struct Magic {
    std::string_view bytes;
    ErrorRule rule;
    QLatin1StringView advice;
};

constexpr std::array magics{
    Magic{"PK\x03\x04", ErrorRule::SpreadsheetFile,
          "is an Excel workbook or another zipped document; save it as CSV and try again"_L1},
    Magic{"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", ErrorRule::SpreadsheetFile,
          "is an old Excel workbook (.xls); save it as CSV and try again"_L1},
    Magic{"\x1F\x8B", ErrorRule::OtherFormat, "is compressed (gzip); unpack it and try again"_L1},
    Magic{"%PDF-", ErrorRule::OtherFormat, "is a PDF document; export the table as CSV and try again"_L1},
    Magic{"SQLite format 3", ErrorRule::OtherFormat, "is a database; export the table as CSV and try again"_L1},
};

struct ByteOrderMark {
    std::string_view bytes;
    TextEncoding encoding;
};

constexpr std::array byteOrderMarks{
    ByteOrderMark{"\xEF\xBB\xBF", TextEncoding::Utf8},
    ByteOrderMark{"\xFF\xFE", TextEncoding::Utf16Le},
    ByteOrderMark{"\xFE\xFF", TextEncoding::Utf16Be},
};

std::string_view utf32Mark(bool bigEndian)
{
    using namespace std::string_view_literals;
    return bigEndian ? "\x00\x00\xFE\xFF"sv : "\xFF\xFE\x00\x00"sv;
}

/// How many bytes at positions 0, 1, 2, 3 modulo 4 are NUL.
std::array<std::size_t, 4> countNuls(std::string_view head)
{
    std::array<std::size_t, 4> nuls{};
    for (std::size_t i = 0; i < head.size(); ++i) {
        nuls[i % 4] += head[i] == '\0' ? 1 : 0;
    }
    return nuls;
}

bool isUtf32(std::string_view head)
{
    if (head.starts_with(utf32Mark(false)) || head.starts_with(utf32Mark(true))) {
        return true;
    }
    const auto nuls = countNuls(head);
    const std::size_t units = head.size() / 4;
    return units >= 2 && nuls[1] >= units && nuls[2] >= units && (nuls[0] == 0) != (nuls[3] == 0);
}

/// UTF-16 without a byte order mark: most characters of a CSV are ASCII, so one byte of most pairs is NUL, the other
/// seldom (Ā is 0x0100), and never both.
std::optional<TextEncoding> evidentUtf16(std::string_view head)
{
    std::size_t even = 0;
    std::size_t odd = 0;
    const std::size_t units = head.size() / 2;
    for (std::size_t i = 0; i < units; ++i) {
        const bool first = head[i * 2] == '\0';
        const bool second = head[i * 2 + 1] == '\0';
        if (first && second) {
            return std::nullopt;
        }
        even += first ? 1 : 0;
        odd += second ? 1 : 0;
    }
    if (odd * 2 >= units && odd > even * 8) {
        return TextEncoding::Utf16Le;
    }
    if (even * 2 >= units && even > odd * 8) {
        return TextEncoding::Utf16Be;
    }
    return std::nullopt;
}

/// Windows-1252, 0x80 to 0x9F; the five positions that Microsoft's table leaves empty are the C1 controls of the same
/// number, as the WHATWG Encoding Standard has it.
constexpr std::array<char16_t, 32> windows1252{0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                               0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,   0x017D, 0x8F,
                                               0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                               0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};

} // namespace

QString encodingName(TextEncoding encoding)
{
    switch (encoding) {
    case TextEncoding::Utf8:
        return u"UTF-8"_s;
    case TextEncoding::Utf16Le:
        return u"UTF-16 LE"_s;
    case TextEncoding::Utf16Be:
        return u"UTF-16 BE"_s;
    case TextEncoding::Windows1252:
        return u"Windows-1252"_s;
    }
    return {};
}

struct CsvSource::State {
    QString name;                    // for messages
    std::optional<RegularFile> file; // none: `memory` is the text
    std::string_view memory;
    std::int64_t total = 0;

    TextEncoding encoding = TextEncoding::Utf8;
    EncodingEvidence evidence = EncodingEvidence::Evident;
    bool settled = false; // the encoding is decided; else it is UTF-8 and only ASCII was seen
    std::size_t markBytes = 0;

    std::vector<char> block;   // files only: bytes fetched and not yet decoded lie at `pending`
    std::string_view pending;  // fetched, not yet decoded
    std::int64_t fetched = 0;  // bytes of the file that are or were in `pending`
    std::int64_t replaced = 0; // characters that could not be decoded
    bool sawNul = false;

    Result<void> begin();
    Result<void> fetch();
    Result<void> refuseForeign() const;
    void findEncoding(std::optional<TextEncoding> chosen);
    void settle();
    [[nodiscard]] bool allFetched() const { return fetched == total; }

    std::size_t decodeUtf8(std::span<char> out);
    std::size_t decodeWindows1252(std::span<char> out);
    std::size_t decodeUtf16(std::span<char> out);
    std::size_t replaceAt(char *out);
    [[nodiscard]] char16_t unitAt(std::size_t i) const;

    static Result<CsvSource> make(std::unique_ptr<State> state, std::optional<TextEncoding> encoding);
};

CsvSource::CsvSource(std::unique_ptr<State> state)
    : m_state(std::move(state))
{
}

CsvSource::CsvSource(CsvSource &&) noexcept = default;
CsvSource &CsvSource::operator=(CsvSource &&) noexcept = default;
CsvSource::~CsvSource() = default;

Result<CsvSource> CsvSource::openFile(const QString &path, std::optional<TextEncoding> encoding)
{
    auto file = RegularFile::open(path);
    if (!file) {
        return file.error();
    }
    auto state = std::make_unique<State>();
    state->name = u'“' + path + u'”';
    state->total = file->size();
    state->file = std::move(file.value());
    return State::make(std::move(state), encoding);
}

Result<CsvSource> CsvSource::fromBytes(std::string_view bytes, std::optional<TextEncoding> encoding)
{
    auto state = std::make_unique<State>();
    state->name = u"The CSV"_s;
    state->memory = bytes;
    state->total = static_cast<std::int64_t>(bytes.size());
    return State::make(std::move(state), encoding);
}

Result<CsvSource> CsvSource::State::make(std::unique_ptr<State> state, std::optional<TextEncoding> encoding)
{
    if (auto begun = state->begin(); !begun) {
        return begun.error();
    }
    state->findEncoding(encoding);
    if (const auto refused = state->refuseForeign(); !refused) {
        return refused.error();
    }
    state->pending.remove_prefix(state->markBytes);
    return CsvSource(std::move(state));
}

/// Takes the first block into `pending`.
Result<void> CsvSource::State::begin()
{
    pending = {};
    fetched = 0;
    if (file) {
        if (auto rewound = file->rewind(); !rewound) {
            return rewound;
        }
    }
    return fetch();
}

/// Puts more of the file behind what is pending.
Result<void> CsvSource::State::fetch()
{
    if (!file) {
        const std::size_t from = static_cast<std::size_t>(fetched) - pending.size();
        const std::size_t size = std::min(memory.size() - from, pending.size() + blockBytes);
        pending = memory.substr(from, size);
        fetched = static_cast<std::int64_t>(from + size);
        return {};
    }
    if (block.empty()) {
        block.resize(blockBytes + longestCharacter);
    }
    const std::size_t have = pending.size();
    std::copy(pending.begin(), pending.end(), block.begin()); // to the front: the source never lies before the target
    const auto room = static_cast<std::int64_t>(block.size() - have);
    const auto more = static_cast<std::size_t>(std::min(total - fetched, room));
    if (auto read = file->read(std::span(block).subspan(have, more)); !read) {
        return read;
    }
    fetched += static_cast<std::int64_t>(more);
    pending = std::string_view(block.data(), have + more);
    return {};
}

/// Refuses what is no CSV text, judged by the first block.
Result<void> CsvSource::State::refuseForeign() const
{
    const auto refuse = [this](ErrorRule rule, const QString &what) -> Result<void> {
        return Error{ErrorCode::InvalidInput, QStringLiteral("%1 %2.").arg(name, what), {}, rule, {name}};
    };
    if (pending.size() == markBytes) {
        return refuse(ErrorRule::EmptyFile, u"is empty; export the list again"_s);
    }
    for (const Magic &magic : magics) {
        if (pending.starts_with(magic.bytes)) {
            return refuse(magic.rule, magic.advice);
        }
    }
    if (isUtf32(pending)) {
        return refuse(ErrorRule::Utf32,
                      u"is written in UTF-32, which is not read here; save it as UTF-8 and try again"_s);
    }
    const bool mayHaveNuls = encoding == TextEncoding::Utf16Le || encoding == TextEncoding::Utf16Be;
    if (!mayHaveNuls && pending.find('\0') != std::string_view::npos) {
        return refuse(ErrorRule::NotText,
                      u"is not a text file (it has NUL bytes); save the list as CSV and try again"_s);
    }
    return {};
}

void CsvSource::State::findEncoding(std::optional<TextEncoding> chosen)
{
    for (const ByteOrderMark &mark : byteOrderMarks) {
        if (pending.starts_with(mark.bytes) && (!chosen || *chosen == mark.encoding)) {
            markBytes = mark.bytes.size();
            chosen = mark.encoding;
            break;
        }
    }
    if (chosen) {
        encoding = *chosen;
        evidence = EncodingEvidence::Declared;
        settled = true;
    } else if (const auto utf16 = evidentUtf16(pending)) {
        encoding = *utf16;
        settled = true;
    } else {
        settle();
    }
}

/// Decides between UTF-8 and Windows-1252 by the pending block, if it has anything beyond ASCII.
void CsvSource::State::settle()
{
    const auto utf8 = speaksForUtf8(pending);
    if (!utf8) {
        return;
    }
    settled = true;
    if (!*utf8) {
        encoding = TextEncoding::Windows1252;
        evidence = EncodingEvidence::Assumed;
    }
}

TextEncoding CsvSource::encoding() const
{
    return m_state->encoding;
}

EncodingEvidence CsvSource::evidence() const
{
    return m_state->evidence;
}

bool CsvSource::hasByteOrderMark() const
{
    return m_state->markBytes > 0;
}

std::int64_t CsvSource::bytesTotal() const
{
    return m_state->total;
}

std::int64_t CsvSource::bytesRead() const
{
    return m_state->fetched - static_cast<std::int64_t>(m_state->pending.size());
}

std::int64_t CsvSource::replacedCharacters() const
{
    return m_state->replaced;
}

bool CsvSource::sawNul() const
{
    return m_state->sawNul;
}

Result<std::size_t> CsvSource::read(std::span<char> out)
{
    Q_ASSERT(out.size() >= 1024);
    State &s = *m_state;
    for (;;) {
        // A few bytes may be the beginning of a character that the next block completes.
        if (s.pending.size() < longestCharacter && !s.allFetched()) {
            if (const auto fetched = s.fetch(); !fetched) {
                return fetched.error();
            }
        }
        if (s.pending.empty()) {
            return std::size_t{0};
        }
        if (!s.settled) {
            s.settle();
        }
        std::size_t written = 0;
        switch (s.encoding) {
        case TextEncoding::Utf8:
            written = s.decodeUtf8(out);
            break;
        case TextEncoding::Windows1252:
            written = s.decodeWindows1252(out);
            break;
        case TextEncoding::Utf16Le:
        case TextEncoding::Utf16Be:
            written = s.decodeUtf16(out);
            break;
        }
        s.sawNul = s.sawNul || std::memchr(out.data(), '\0', written) != nullptr;
        if (written > 0) {
            return written;
        }
    }
}

std::size_t CsvSource::State::replaceAt(char *out)
{
    ++replaced;
    std::ranges::copy(replacement, out);
    return replacement.size();
}

std::size_t CsvSource::State::decodeUtf8(std::span<char> out)
{
    std::size_t written = 0;
    while (!pending.empty() && out.size() - written >= longestCharacter) {
        const std::size_t length = utf8Prefix(pending.substr(0, out.size() - written));
        std::memcpy(out.data() + written, pending.data(), length);
        pending.remove_prefix(length);
        written += length;
        if (pending.empty() || out.size() - written < longestCharacter) {
            break;
        }
        const Utf8Character next = utf8CharacterAt(pending);
        if (next.state == Utf8Character::State::WellFormed) { // it just did not fit into the piece looked at
            continue;
        }
        if (next.state == Utf8Character::State::Incomplete && !allFetched()) {
            break;
        }
        written += replaceAt(out.data() + written);
        pending.remove_prefix(next.bytes);
    }
    return written;
}

std::size_t CsvSource::State::decodeWindows1252(std::span<char> out)
{
    std::size_t written = 0;
    while (!pending.empty() && out.size() - written >= longestCharacter) {
        const std::string_view ascii = pending.substr(0, out.size() - written);
        const std::size_t length = asciiPrefix(ascii);
        std::memcpy(out.data() + written, pending.data(), length);
        pending.remove_prefix(length);
        written += length;
        if (pending.empty() || out.size() - written < longestCharacter) {
            break;
        }
        const unsigned byte = byteAt(pending, 0);
        if (byte >= 0x80) {
            const char32_t c = byte < 0xA0 ? windows1252[byte - 0x80] : static_cast<char32_t>(byte);
            written += writeUtf8(out.data() + written, c);
            pending.remove_prefix(1);
        }
    }
    return written;
}

char16_t CsvSource::State::unitAt(std::size_t i) const
{
    const unsigned first = byteAt(pending, i);
    const unsigned second = byteAt(pending, i + 1);
    const unsigned unit = encoding == TextEncoding::Utf16Le ? first | second << 8 : first << 8 | second;
    return static_cast<char16_t>(unit);
}

std::size_t CsvSource::State::decodeUtf16(std::span<char> out)
{
    std::size_t written = 0;
    std::size_t i = 0;
    while (out.size() - written >= longestCharacter && i < pending.size()) {
        if (i + 1 == pending.size()) { // half a unit
            if (allFetched()) {
                written += replaceAt(out.data() + written);
                ++i;
            }
            break;
        }
        const char16_t unit = unitAt(i);
        if (!QChar::isSurrogate(unit)) {
            written += writeUtf8(out.data() + written, unit);
            i += 2;
            continue;
        }
        if (QChar::isHighSurrogate(unit) && i + 3 >= pending.size() && !allFetched()) {
            break;
        }
        const bool paired =
            QChar::isHighSurrogate(unit) && i + 3 < pending.size() && QChar::isLowSurrogate(unitAt(i + 2));
        written += paired ? writeUtf8(out.data() + written, QChar::surrogateToUcs4(unit, unitAt(i + 2)))
                          : replaceAt(out.data() + written);
        i += paired ? 4 : 2;
    }
    pending.remove_prefix(i);
    return written;
}

std::optional<std::string_view> CsvSource::takeWhole()
{
    State &s = *m_state;
    const bool untouched = bytesRead() == static_cast<std::int64_t>(s.markBytes);
    if (s.file || s.encoding != TextEncoding::Utf8 || !untouched) {
        return std::nullopt;
    }
    const std::string_view text = s.memory.substr(s.markBytes);
    if (utf8Prefix(text) != text.size()) {
        return std::nullopt;
    }
    s.sawNul = text.find('\0') != std::string_view::npos;
    s.pending = {};
    s.fetched = s.total;
    return text;
}

Result<void> CsvSource::rewind()
{
    if (auto begun = m_state->begin(); !begun) {
        return begun;
    }
    m_state->replaced = 0;
    m_state->pending.remove_prefix(m_state->markBytes);
    return {};
}

} // namespace campanile
