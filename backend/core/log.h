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

/// The log: what the program records about its own work, for the people who run it.
///
/// No telephone number, name, API key or body of a message reaches the log, and the types ensure this: a message and
/// the names of its values are literals of the source (the compiler checks it), and a value is an id, a count, a
/// duration, the name of an enum's value, or a telephone number of which only the last two digits are shown. There is
/// no way to write text that a person has typed or that came over the network.
///
/// Thread: all functions may be called from any thread, except where they say otherwise.
namespace campanile::log {

/// How important a line is. `Debug` reports every call, `Info` reports rare changes.
enum class Level { Debug = 0, Info = 1, Warning = 2, Error = 3, Off = 4 };

/// The stable names: debug, info, warning, error, off.
QLatin1StringView nameOf(Level level);
std::optional<Level> levelFrom(std::string_view name);

/// The layer of the program that writes the line. Each layer has its own logger, which has the name of the layer's
/// folder.
enum class Layer { Program, Storage, Carriers, Media, Engine, Local, Api, Webhooks };
inline constexpr int layerCount = 8;

QLatin1StringView nameOf(Layer layer);

/// The format of a line: text for people, or one JSON object in each line with the members time (RFC 3339, UTC), level,
/// layer, message and one member for each value.
enum class Format { Text, Json };

struct Options {
    /// The folder of `name`.log. It is made with mode 0700 when it is missing; the mode of one that exists is left
    /// alone.
    QString folder;
    QString name; ///< of the file, without ".log"
    Level level = Level::Info;
    Format format = Format::Text;
    bool toStandardError = false;
    /// A file that reaches this size is renamed to `name`.1.log, and so on; the oldest of `files` files is deleted. 50
    /// MiB in all hold weeks of an ordinary run at `Info`.
    std::size_t fileBytes = 10UL * 1024 * 1024;
    std::size_t files = 5;
};

/// Opens the log. Lines that are written before that or after `stop` are dropped. Fails with StorageFailed when the
/// file cannot be written; the program then works without a log, since no call may wait for it. A line that cannot be
/// written later is dropped.
/// Thread: the main thread, before other threads log.
Result<void> start(const Options &options);
/// Writes what is buffered and closes the log. Thread: the main thread, after the other threads have ended.
void stop();

/// The folder of the log when no other is given: $XDG_STATE_HOME/campanile (~/.local/state/campanile).
QString defaultFolder();

/// A number as the log may show it, with its last two digits only: "+...42".
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
    /// Writes only the code of an error, because its message may contain names that the operator gave.
    Field(Literal name, const Error &error)
        : Field(name, error.code)
    {
    }
    /// Writes the stable name of an enum's value, as the function nameOf of that enum returns it.
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
    /// Whether the value is written without quotes in JSON.
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

/// Whether a line of this level would be written. Ask this before gathering values that are costly to compute.
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

/// One line of the log, as a window shows it.
struct Line {
    std::uint64_t sequence = 0; ///< from 1, grows by 1
    WallTime at;
    Level level = Level::Info;
    Layer layer = Layer::Program;
    std::string text; ///< message and values, as in Format::Text
};

/// The lines after the line with this sequence number, earliest first; 0 returns all lines that are kept. The last
/// 2,000 lines are kept.
[[nodiscard]] std::vector<Line> linesAfter(std::uint64_t sequence);

} // namespace campanile::log
