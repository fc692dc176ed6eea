#include "csv/csv_source.h"

#include "csv/regular_file.h"
#include "csv/sha256.h"
#include "csv/text_decoder.h"
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

/// Whether most lines hold a NUL byte: then the bytes are no text. A few damaged lines are reported one by one.
bool isMostlyNuls(std::string_view head)
{
    if (head.find('\0') == std::string_view::npos) {
        return false;
    }
    std::size_t lines = 0;
    std::size_t damaged = 0;
    while (!head.empty()) {
        const std::size_t end = std::min(head.find_first_of("\r\n"), head.size());
        lines += end > 0 ? 1 : 0;
        damaged += head.substr(0, end).find('\0') != std::string_view::npos ? 1 : 0;
        head.remove_prefix(std::min(end + 1, head.size()));
    }
    return damaged * 2 > lines;
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

} // namespace

struct CsvSource::State {
    QString name;                    // for messages
    std::optional<RegularFile> file; // none: `memory` is the text
    std::string_view memory;
    std::int64_t total = 0;

    std::optional<TextDecoder> decoder; // set by useEncoding
    EncodingEvidence evidence = EncodingEvidence::Evident;
    bool settled = false; // the encoding is decided; else it is UTF-8 and only ASCII was seen
    std::size_t markBytes = 0;

    std::vector<char> block;  // files only: bytes fetched and not yet decoded lie at `pending`
    std::string_view pending; // fetched, not yet decoded
    std::int64_t fetched = 0; // bytes of the file that are or were in `pending`
    bool sawNul = false;
    std::optional<Sha256> hash; // of the bytes fetched; nothing: nobody asks for it

    Result<void> begin();
    Result<void> fetch();
    Result<void> refuseForeign() const;
    Result<void> findEncoding(std::optional<TextEncoding> chosen);
    void settle();
    Result<void> useEncoding(TextEncoding encoding);
    [[nodiscard]] bool allFetched() const { return fetched == total; }
    void digest(const char *bytes, std::size_t count);

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
    if (auto found = state->findEncoding(encoding); !found) {
        return found.error();
    }
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
    if (hash) {
        hash->reset();
    }
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
        const auto before = static_cast<std::size_t>(fetched);
        digest(memory.data() + before, from + size - before);
        fetched = static_cast<std::int64_t>(from + size);
        return {};
    }
    if (block.empty()) {
        block.resize(blockBytes + TextDecoder::longestCharacter);
    }
    const std::size_t have = pending.size();
    std::copy(pending.begin(), pending.end(), block.begin()); // to the front: the source never lies before the target
    const auto room = static_cast<std::int64_t>(block.size() - have);
    const auto more = static_cast<std::size_t>(std::min(total - fetched, room));
    if (auto read = file->read(std::span(block).subspan(have, more)); !read) {
        return read;
    }
    digest(block.data() + have, more);
    fetched += static_cast<std::int64_t>(more);
    pending = std::string_view(block.data(), have + more);
    return {};
}

void CsvSource::State::digest(const char *bytes, std::size_t count)
{
    if (hash) {
        hash->add({bytes, count});
    }
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
    const TextEncoding encoding = decoder->encoding();
    const bool mayHaveNuls = encoding == TextEncoding::Utf16Le || encoding == TextEncoding::Utf16Be;
    if (!mayHaveNuls && isMostlyNuls(pending)) {
        return refuse(ErrorRule::NotText,
                      u"is not a text file (it has NUL bytes); save the list as CSV and try again"_s);
    }
    return {};
}

Result<void> CsvSource::State::findEncoding(std::optional<TextEncoding> chosen)
{
    for (const ByteOrderMark &mark : byteOrderMarks) {
        if (pending.starts_with(mark.bytes) && (!chosen || *chosen == mark.encoding)) {
            markBytes = mark.bytes.size();
            chosen = mark.encoding;
            break;
        }
    }
    const auto utf16 = chosen ? std::nullopt : evidentUtf16(pending);
    if (auto used = useEncoding(chosen.value_or(utf16.value_or(TextEncoding::Utf8))); !used) {
        return used;
    }
    evidence = chosen ? EncodingEvidence::Declared : EncodingEvidence::Evident;
    settled = chosen || utf16;
    if (!settled) {
        settle();
    }
    return {};
}

Result<void> CsvSource::State::useEncoding(TextEncoding encoding)
{
    auto made = TextDecoder::make(encoding);
    if (!made) {
        return made.error();
    }
    decoder.emplace(std::move(*made));
    return {};
}

/// Decides between UTF-8 and Windows-1252 by the pending block, if it has anything beyond ASCII.
void CsvSource::State::settle()
{
    const auto utf8 = speaksForUtf8(pending);
    if (!utf8) {
        return;
    }
    settled = true;
    if (!*utf8 && useEncoding(TextEncoding::Windows1252).ok()) { // it needs nothing of the system
        evidence = EncodingEvidence::Assumed;
    }
}

TextEncoding CsvSource::encoding() const
{
    return m_state->decoder->encoding();
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
    return m_state->decoder->replaced();
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
        if (s.pending.size() < TextDecoder::longestCharacter && !s.allFetched()) {
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
        const std::size_t written = s.decoder->decode(s.pending, s.allFetched(), out);
        s.sawNul = s.sawNul || std::memchr(out.data(), '\0', written) != nullptr;
        if (written > 0) {
            return written;
        }
    }
}

std::optional<std::string_view> CsvSource::takeWhole()
{
    State &s = *m_state;
    const bool untouched = bytesRead() == static_cast<std::int64_t>(s.markBytes);
    if (s.file || s.decoder->encoding() != TextEncoding::Utf8 || !untouched) {
        return std::nullopt;
    }
    const std::string_view text = s.memory.substr(s.markBytes);
    if (utf8Prefix(text) != text.size()) {
        return std::nullopt;
    }
    s.sawNul = text.find('\0') != std::string_view::npos;
    s.digest(s.memory.data() + s.fetched, static_cast<std::size_t>(s.total - s.fetched));
    s.pending = {};
    s.fetched = s.total;
    return text;
}

void CsvSource::takeFingerprint()
{
    State &s = *m_state;
    Q_ASSERT(bytesRead() ==
             static_cast<std::int64_t>(s.markBytes)); // the first block is fetched, and no byte of it read
    s.hash.emplace();
    s.digest(s.file ? s.block.data() : s.memory.data(), static_cast<std::size_t>(s.fetched));
}

QString CsvSource::fingerprint() const
{
    const bool isWhole = m_state->hash && m_state->allFetched() && m_state->pending.empty();
    return isWhole ? QString::fromStdString(m_state->hash->hex()) : QString();
}

Result<void> CsvSource::rewind()
{
    if (auto begun = m_state->begin(); !begun) {
        return begun;
    }
    m_state->decoder->restart();
    m_state->pending.remove_prefix(m_state->markBytes);
    return {};
}

} // namespace campanile
