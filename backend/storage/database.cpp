#include "storage/database.h"

#include "storage/migrations.h"

#include <QFileInfo>

namespace campanile {

std::unique_ptr<Connection> Database::open(Connection::Access access) const
{
    return std::make_unique<Connection>(m_path, access);
}

std::unique_ptr<Connection> Database::openUpToDate() const
{
    std::unique_ptr<Connection> connection = open(Connection::Access::ReadWrite);
    migrate(*connection, m_path);
    return connection;
}

void Database::copyTo(const Database &copy, const std::stop_token &stop) const
{
    open(Connection::Access::ReadOnly)->backupTo(copy.m_path, stop);
}

QString Database::firstDamage() const
{
    return open(Connection::Access::ReadOnly)->firstDamage();
}

bool Database::exists() const
{
    return QFileInfo(m_path).isFile();
}

qint64 Database::bytes() const
{
    return QFileInfo(m_path).size();
}

} // namespace campanile
