#include "storage/media_store.h"

namespace campanile {

void MediaStore::insert(MediaFactId id, const MediaFact &fact)
{
    m_db.execute("INSERT INTO media_facts (id, attempt_id, at, kind, speaker, text) VALUES (?, ?, ?, ?, ?, ?)", id,
                 fact.attempt, fact.at.wall, fact.kind, fact.speaker, fact.text);
}

std::vector<MediaFact> MediaStore::of(AttemptId attempt)
{
    std::vector<MediaFact> facts;
    Rows rows = m_db.query("SELECT at, kind, speaker, text FROM media_facts WHERE attempt_id = ? ORDER BY id", attempt);
    while (rows.next()) {
        facts.push_back({attempt, rows.as<MediaFact::Kind>(1), Instant{rows.time(0), {}}, std::string(rows.utf8(3)),
                         rows.as<MediaFact::Speaker>(2)});
    }
    return facts;
}

void MediaStore::setFirstSpeech(AttemptId attempt, WallTime at)
{
    m_db.execute("UPDATE conversations SET first_speech_at = ? WHERE attempt_id = ? AND first_speech_at = 0", at,
                 attempt);
}

void MediaStore::setDisposition(AttemptId attempt, const QString &disposition)
{
    m_db.execute("UPDATE conversations SET disposition = ? WHERE attempt_id = ?", disposition, attempt);
}

QString MediaStore::disposition(AttemptId attempt)
{
    Rows rows = m_db.query("SELECT disposition FROM conversations WHERE attempt_id = ?", attempt);
    return rows.next() ? rows.text(0) : QString();
}

} // namespace campanile
