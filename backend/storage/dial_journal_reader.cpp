#include "storage/dial_journal_reader.h"

#include "storage/dial_journal.h"
#include "storage/storage_error.h"

#include <QDateTime>
#include <QFile>

#include <algorithm>
#include <map>

namespace campanile {

namespace {

constexpr qint64 blockSize = 65'536;

/// The words of a line.
QList<QStringView> wordsOf(const QString &line)
{
    return QStringView(line).split(u' ', Qt::SkipEmptyParts);
}

std::optional<WallTime> instantOf(QStringView text)
{
    const QDateTime at = QDateTime::fromString(text.toString(), Qt::ISODateWithMs);
    return at.isValid() ? std::optional(WallTime{at.toMSecsSinceEpoch()}) : std::nullopt;
}

std::optional<EndReason> reasonOf(QStringView name)
{
    const auto *found =
        std::ranges::find_if(allEndReasons, [name](EndReason reason) { return nameOf(reason) == name; });
    return found != allEndReasons.end() ? std::optional(*found) : std::nullopt;
}

/// "at permit att_… +to from +from attempt n of sc_… [tgt_…]"
std::optional<JournalledDial> permitOf(const QList<QStringView> &words)
{
    if (words.size() < 10 || words.at(1) != u"permit") {
        return std::nullopt;
    }
    const auto at = instantOf(words.at(0));
    const auto attempt = AttemptId::parse(words.at(2));
    const auto to = E164::parse(words.at(3));
    const auto from = E164::parse(words.at(5));
    const auto call = ScheduledCallId::parse(words.at(9));
    const auto target = words.size() > 10 ? TargetId::parse(words.at(10)) : TargetId{};
    bool isNumber = false;
    const int n = words.at(7).toInt(&isNumber);
    if (!at || !attempt || !to || !from || !call || !target || !isNumber || n < 1) {
        return std::nullopt;
    }
    return JournalledDial{*attempt, *at, *to, *from, n, *call, *target, {}, {}, {}};
}

/// "at result att_… reason [n ms]"
void addResult(const QList<QStringView> &words, const std::map<AttemptId, std::size_t> &places,
               std::vector<JournalledDial> &dials)
{
    if (words.size() < 4 || words.at(1) != u"result") {
        return;
    }
    const auto at = instantOf(words.at(0));
    const auto attempt = AttemptId::parse(words.at(2));
    const auto reason = reasonOf(words.at(3));
    const auto place = attempt ? places.find(*attempt) : places.end();
    if (!at || !reason || place == places.end()) {
        return;
    }
    JournalledDial &dial = dials[place->second];
    dial.result = reason;
    dial.endedAt = *at;
    if (words.size() > 5) {
        dial.talk = Milliseconds(words.at(4).toLongLong());
    }
}

/// A permit's line and where it begins.
struct Line {
    qint64 at = 0;
    JournalledDial dial;
};

/// The permits whose lines begin in [begin, end).
std::vector<Line> permitsIn(QFile &file, qint64 begin, qint64 end)
{
    std::vector<Line> lines;
    if (begin > 0) {
        // Reading begins one byte early: when that byte ends a line, the next line begins exactly at `begin` and
        // counts.
        file.seek(begin - 1);
        file.readLine();
    } else {
        file.seek(0);
    }
    while (file.pos() < end && !file.atEnd()) {
        const qint64 at = file.pos();
        if (const auto dial = permitOf(wordsOf(QString::fromLatin1(file.readLine().trimmed())))) {
            lines.push_back({at, *dial});
        }
    }
    return lines;
}

/// Where the first dial that is not known begins; the file's end when all are, its beginning when none is: it may hold
/// results of the day before.
qint64 firstUnknown(QFile &file, const std::function<bool(const JournalledDial &)> &isKnown)
{
    qint64 unknownFrom = file.size();
    for (qint64 end = file.size(); end > 0;) {
        const qint64 begin = std::max(end - blockSize, qint64{0});
        const std::vector<Line> lines = permitsIn(file, begin, end);
        const auto first =
            std::ranges::partition_point(lines, [&isKnown](const Line &line) { return isKnown(line.dial); });
        if (first != lines.end()) {
            unknownFrom = first->at;
        }
        if (first != lines.begin()) {
            return unknownFrom;
        }
        end = begin;
    }
    return 0;
}

} // namespace

std::vector<JournalledDial> unknownDials(const QString &journalFolder,
                                         const std::function<bool(const JournalledDial &)> &isKnown)
{
    std::vector<JournalledDial> dials;
    std::map<AttemptId, std::size_t> places;
    for (const QString &name : DialJournal::filesIn(journalFolder)) {
        QFile file(journalFolder + QLatin1Char('/') + name);
        if (!file.open(QIODevice::ReadOnly)) {
            throw StorageError({ErrorCode::StorageFailed,
                                QStringLiteral("The dial journal %1 cannot be read: %2. Without it nobody can tell "
                                               "whether calls were made that this database does not know.")
                                    .arg(file.fileName(), file.errorString()),
                                {}});
        }
        file.seek(firstUnknown(file, isKnown));
        while (!file.atEnd()) {
            const QString line = QString::fromLatin1(file.readLine().trimmed());
            const QList<QStringView> words = wordsOf(line);
            if (const auto dial = permitOf(words); dial && !isKnown(*dial)) {
                places.emplace(dial->attempt, dials.size());
                dials.push_back(*dial);
            } else {
                addResult(words, places, dials);
            }
        }
    }
    return dials;
}

} // namespace campanile
