#pragma once

#include "core/clock.h"
#include "core/e164.h"
#include "core/error.h"
#include "core/ids.h"
#include "core/literal.h"
#include "core/result.h"

#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

/// What the program writes down about its own work, for whoever runs it.
///
/// No telephone number, name, API key or body of a message reaches the log, and the types see to it: a message and the
/// names beside it are literals of the source (checked while it compiles), and a value is an id, a count, a duration,
/// the name of an enum's value, or a number of which the last two digits are shown. There is no way to write text that
/// a person has typed or that came over the network.
///
/// Thread: all functions may be called from any thread, except where they say otherwise.
namespace campanile::log {

/// How much a line matters. `Debug` tells of every call, `Info` of what changes once in a while.
enum class Level { Debug = 0, Info = 1, Warning = 2, Error = 3, Off = 4 };

/// The stable names: debug, info, warning, error, off.
QLatin1StringView nameOf(Level level);
std::optional<Level> levelFrom(std::string_view name);

/// Which layer of the program speaks: each has a logger of its own, named like its folder.
enum class Layer { Program, Storage, Carriers, Media, Engine, Local, Api, Webhooks };
inline constexpr int layerCount = 8;

QLatin1StringView nameOf(Layer layer);

/// How a line looks: for a person, or one JSON object a line with the members time (RFC 3339, UTC), level, layer,
/// message and one for each value.
enum class Format { Text, Json };

struct Options {
    QString folder; ///< where `name`.log lies; made with mode 0700 when it is missing
    QString name;   ///< of the file, without ".log"
    Level level = Level::Info;
    Format format = Format::Text;
    bool toStandardError = false;
    /// A file of this size is put aside as `name`.1.log, and so on; the oldest of `files` goes. 50 MiB in all are
    /// weeks of an ordinary run at `Info`, and no disk of today minds them.
    std::size_t fileBytes = 10UL * 1024 * 1024;
    std::size_t files = 5;
};

/// Opens the log; until then, and after `stop`, lines go nowhere. StorageFailed when the file cannot be written: a
/// program then works without it, since no call waits for its log. A line that cannot be written later is dropped.
/// Thread: the program's first, before others log.
Result<void> start(const Options &options);
/// Writes what is buffered and closes the log. Thread: the program's first, after others have ended.
void stop();

/// Where logs lie when nobody says: $XDG_STATE_HOME/campanile (~/.local/state/campanile).
QString defaultFolder();

/// "+…42": all that a log may show of a telephone number.
std::string masked(E164 number);

/// A value beside a message.
class Field {
public:
    template<std::integral Integer>
    Field(Literal name, Integer value)
        : m_name(name)
        , m_text(std::to_string(value))
        , m_isNumber(true)
    {
    }
    Field(Literal name, bool value)
        : m_name(name)
        , m_text(value ? "true" : "false")
        , m_isNumber(true)
    {
    }
    template<class Tag>
    Field(Literal name, Id<Tag> id)
        : m_name(name)
        , m_text(id.isNull() ? "none" : id.toStdString())
    {
    }
    Field(Literal name, E164 number)
        : m_name(name)
        , m_text(masked(number))
    {
    }
    Field(Literal name, Milliseconds value)
        : Field(name, value.count())
    {
    }
    Field(Literal name, ErrorCode code)
        : Field(name, codeName(code))
    {
    }
    /// Of an error its code alone: its message may name things of the operator's.
    Field(Literal name, const Error &error)
        : Field(name, error.code)
    {
    }
    /// Of an enum its stable name, which a function nameOf beside it tells.
    template<class Enum>
    requires std::is_enum_v<Enum> && requires(Enum value)
    {
        {
            nameOf(value)
            } -> std::same_as<QLatin1StringView>;
    }
    Field(Literal name, Enum value)
        : Field(name, nameOf(value))
    {
    }
    Field(Literal name, Literal word)
        : m_name(name)
        , m_text(word.text())
    {
    }

    [[nodiscard]] std::string_view name() const { return m_name.text(); }
    [[nodiscard]] const std::string &text() const { return m_text; }
    /// Stands without quotes in JSON.
    [[nodiscard]] bool isNumber() const { return m_isNumber; }

private:
    Field(Literal name, QLatin1StringView word)
        : m_name(name)
        , m_text(word.data(), static_cast<std::size_t>(word.size()))
    {
    }

    Literal m_name;
    std::string m_text;
    bool m_isNumber = false;
};

/// Whether a line of this level would be written: asked before values are gathered that cost something.
[[nodiscard]] bool wants(Level level);

void write(Layer layer, Level level, Literal message, std::initializer_list<Field> fields);

inline void debug(Layer layer, Literal message, std::initializer_list<Field> fields = {})
{
    write(layer, Level::Debug, message, fields);
}
inline void info(Layer layer, Literal message, std::initializer_list<Field> fields = {})
{
    write(layer, Level::Info, message, fields);
}
inline void warning(Layer layer, Literal message, std::initializer_list<Field> fields = {})
{
    write(layer, Level::Warning, message, fields);
}
inline void error(Layer layer, Literal message, std::initializer_list<Field> fields = {})
{
    write(layer, Level::Error, message, fields);
}

/// A line of the log, as a window shows it.
struct Line {
    std::uint64_t sequence = 0; ///< from 1, grows by 1
    WallTime at;
    Level level = Level::Info;
    Layer layer = Layer::Program;
    std::string text; ///< message and values, as in Format::Text
};

/// The latest lines after the one with this sequence (0: all that are kept), earliest first. The last 2,000 are kept.
[[nodiscard]] std::vector<Line> linesAfter(std::uint64_t sequence);

} // namespace campanile::log
