#include "core/log.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>

#include <spdlog/sinks/base_sink.h>
#include <spdlog/sinks/rotating_file_sink.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <array>
#include <atomic>
#include <deque>
#include <memory>
#include <mutex>

#include <sys/stat.h>

namespace campanile::log {

namespace {

constexpr std::array levelNames = {QLatin1StringView("debug"), QLatin1StringView("info"), QLatin1StringView("warning"),
                                   QLatin1StringView("error"), QLatin1StringView("off")};
constexpr std::array<QLatin1StringView, layerCount> layerNames = {
    QLatin1StringView("program"), QLatin1StringView("storage"), QLatin1StringView("carriers"),
    QLatin1StringView("media"),   QLatin1StringView("engine"),  QLatin1StringView("local"),
    QLatin1StringView("api"),     QLatin1StringView("webhooks")};
constexpr auto textPattern = "%Y-%m-%dT%H:%M:%S.%eZ %l %n: %v";
constexpr auto jsonPattern = R"({"time":"%Y-%m-%dT%H:%M:%S.%eZ","level":"%l","layer":"%n",%v})";
constexpr std::size_t linesKept = 2'000;

spdlog::level::level_enum levelOf(Level level)
{
    switch (level) {
    case Level::Debug:
        return spdlog::level::debug;
    case Level::Info:
        return spdlog::level::info;
    case Level::Warning:
        return spdlog::level::warn;
    case Level::Error:
        return spdlog::level::err;
    case Level::Off:
        break;
    }
    return spdlog::level::off;
}

std::string inText(Literal message, std::initializer_list<Field> fields)
{
    std::string line(message.text());
    for (const Field &field : fields) {
        line += ' ';
        line += field.name();
        line += '=';
        line += field.text();
    }
    return line;
}

/// The members after time, level and layer. Literals, ids and names of enums have no characters that JSON would escape.
std::string inJson(Literal message, std::initializer_list<Field> fields)
{
    std::string members = R"("message":")";
    members += message.text();
    members += '"';
    for (const Field &field : fields) {
        const char *const quote = field.isNumber() ? "" : "\"";
        members += ",\"";
        members += field.name();
        members += "\":";
        members += quote;
        members += field.text();
        members += quote;
    }
    return members;
}

/// The latest lines of the log, which a window shows.
class Tail {
public:
    void add(Layer layer, Level level, std::string text)
    {
        const std::scoped_lock lock(m_mutex);
        m_lines.push_back({++m_last, SystemClock().wall(), level, layer, std::move(text)});
        if (m_lines.size() > linesKept) {
            m_lines.pop_front();
        }
    }
    std::vector<Line> after(std::uint64_t sequence)
    {
        const std::scoped_lock lock(m_mutex);
        const auto first =
            std::find_if(m_lines.begin(), m_lines.end(), [=](const Line &line) { return line.sequence > sequence; });
        return {first, m_lines.end()};
    }

private:
    std::mutex m_mutex; // guards the members below
    std::deque<Line> m_lines;
    std::uint64_t m_last = 0;
};

struct Log {
    Level level = Level::Off;
    Format format = Format::Text;
    std::array<std::unique_ptr<spdlog::logger>, layerCount> loggers;
};

Tail tail;
std::unique_ptr<Log> opened;        // only start and stop change it
std::atomic<const Log *> current{}; // the log that all threads write to
std::atomic<int> leastLevel{static_cast<int>(Level::Off)};

/// Makes the file readable and writable for its owner alone, as every file of the program is.
void keepToOwner(const spdlog::filename_t &, std::FILE *file)
{
    fchmod(fileno(file), 0600);
}

/// Makes the folder for its owner alone when it is missing. One that exists may be shared with other programs and
/// people, so its mode stays as it is.
void makeFolder(const QString &path)
{
    const QString folder = QDir::cleanPath(path);
    QDir().mkpath(QFileInfo(folder).absolutePath());
    mkdir(QFile::encodeName(folder).constData(), 0700);
}

std::vector<spdlog::sink_ptr> sinksOf(const Options &options)
{
    const std::string path =
        QFile::encodeName(options.folder + u'/' + options.name + QStringLiteral(".log")).toStdString();
    spdlog::file_event_handlers handlers;
    handlers.after_open = keepToOwner;
    std::vector<spdlog::sink_ptr> sinks{std::make_shared<spdlog::sinks::rotating_file_sink_mt>(
        path, options.fileBytes, options.files - 1, false, handlers)};
    if (options.toStandardError) {
        sinks.push_back(std::make_shared<spdlog::sinks::stderr_sink_mt>());
    }
    return sinks;
}

std::unique_ptr<spdlog::logger> loggerOf(QLatin1StringView layer, const std::vector<spdlog::sink_ptr> &sinks,
                                         const Options &options)
{
    auto logger = std::make_unique<spdlog::logger>(std::string(layer.data(), static_cast<std::size_t>(layer.size())),
                                                   sinks.begin(), sinks.end());
    logger->set_level(levelOf(options.level));
    logger->flush_on(spdlog::level::info);
    logger->set_error_handler([](const std::string &) {}); // a full disk must not stop calls
    return logger;
}

} // namespace

QLatin1StringView nameOf(Level level)
{
    return levelNames.at(static_cast<std::size_t>(level));
}

std::optional<Level> levelFrom(std::string_view name)
{
    for (std::size_t i = 0; i < levelNames.size(); ++i) {
        if (levelNames.at(i) == QLatin1StringView(name.data(), static_cast<qsizetype>(name.size()))) {
            return static_cast<Level>(i);
        }
    }
    return std::nullopt;
}

QLatin1StringView nameOf(Layer layer)
{
    return layerNames.at(static_cast<std::size_t>(layer));
}

std::string masked(E164 number)
{
    constexpr std::int64_t shown = 100;
    const std::string lastTwo = std::to_string(shown + number.digits % shown).substr(1);
    return number.isNull() ? std::string("none") : "+..." + lastTwo;
}

Result<void> start(const Options &options)
{
    stop();
    if (options.level == Level::Off) {
        return {};
    }
    try {
        makeFolder(options.folder);
        const std::vector<spdlog::sink_ptr> sinks = sinksOf(options);
        auto log = std::make_unique<Log>();
        log->level = options.level;
        log->format = options.format;
        for (std::size_t i = 0; i < layerNames.size(); ++i) {
            log->loggers.at(i) = loggerOf(layerNames.at(i), sinks, options);
            log->loggers.at(i)->set_pattern(options.format == Format::Json ? jsonPattern : textPattern,
                                            spdlog::pattern_time_type::utc);
        }
        opened = std::move(log);
    } catch (const spdlog::spdlog_ex &error) {
        return {ErrorCode::StorageFailed,
                QStringLiteral("The log in %1 cannot be written: %2. The program works without it.")
                    .arg(options.folder, QString::fromLocal8Bit(error.what()))};
    }
    current = opened.get();
    leastLevel = static_cast<int>(options.level);
    return {};
}

void stop()
{
    leastLevel = static_cast<int>(Level::Off);
    current = nullptr;
    if (opened) {
        opened->loggers.front()->flush();
    }
    opened.reset();
}

QString defaultFolder()
{
    const QString set = qEnvironmentVariable("XDG_STATE_HOME");
    const QString state = QDir::isAbsolutePath(set) ? set : QDir::homePath() + QStringLiteral("/.local/state");
    return state + QStringLiteral("/campanile");
}

bool wants(Level level)
{
    return static_cast<int>(level) >= leastLevel.load(std::memory_order_relaxed) && level != Level::Off;
}

void write(Layer layer, Level level, Literal message, std::initializer_list<Field> fields)
{
    if (!wants(level)) {
        return;
    }
    const Log *const log = current;
    if (log == nullptr) {
        return;
    }
    std::string text = inText(message, fields);
    spdlog::logger &logger = *log->loggers.at(static_cast<std::size_t>(layer));
    logger.log(levelOf(level), spdlog::string_view_t(log->format == Format::Json ? inJson(message, fields) : text));
    tail.add(layer, level, std::move(text));
}

std::vector<Line> linesAfter(std::uint64_t sequence)
{
    return tail.after(sequence);
}

} // namespace campanile::log
