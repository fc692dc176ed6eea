#include "engine/calls/media_notes.h"

#include "domain/ceilings.h"
#include "storage/attempt_store.h"
#include "storage/do_not_call_events.h"
#include "storage/limit_store.h"
#include "storage/media_store.h"

namespace campanile {

namespace {

/// The text of a disposition or a reason, as it is kept.
QString textOf(const MediaFact &fact)
{
    return QString::fromStdString(fact.text).trimmed().left(ceilings::noteLength);
}

/// Puts the callee's number on the list. This takes effect from the next dial on, because the gate reads the list in
/// its own transaction.
void block(WriteTransaction &transaction, const Attempt &attempt, const MediaFact &fact)
{
    const QString reason = textOf(fact);
    if (LimitStore(transaction.db)
            .block(attempt.workspace, attempt.to, QStringLiteral("agent"), fact.at.wall, reason)) {
        addDoNotCallEvent(transaction, attempt.workspace, attempt.to, QStringLiteral("agent"), attempt);
        transaction.changes.doNotCall = true;
    }
}

void write(WriteTransaction &transaction, const MediaFact &fact)
{
    const std::optional<Attempt> attempt = AttemptStore(transaction.db).find(fact.attempt);
    if (!attempt) {
        return;
    }
    MediaStore media(transaction.db);
    media.insert(transaction.ids.next<MediaFactId>(), fact);
    switch (fact.kind) {
    case MediaFact::Kind::FirstSpeech:
        media.setFirstSpeech(fact.attempt, fact.at.wall);
        break;
    case MediaFact::Kind::Disposition:
        media.setDisposition(fact.attempt, textOf(fact));
        break;
    case MediaFact::Kind::DoNotCall:
        block(transaction, *attempt, fact);
        break;
    case MediaFact::Kind::Digit:
    case MediaFact::Kind::Turn:
    case MediaFact::Kind::Recording:
        break;
    }
    transaction.changes.calls = true;
}

} // namespace

void writeFacts(WriteTransaction &transaction, const std::vector<MediaFact> &facts)
{
    for (const MediaFact &fact : facts) {
        write(transaction, fact);
    }
}

std::map<AttemptId, QString> dispositionsIn(const std::vector<MediaFact> &facts)
{
    std::map<AttemptId, QString> dispositions;
    for (const MediaFact &fact : facts) {
        if (fact.kind == MediaFact::Kind::Disposition) {
            dispositions[fact.attempt] = textOf(fact);
        }
    }
    return dispositions;
}

} // namespace campanile
