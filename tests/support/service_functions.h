#pragma once

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QTest>

#include <vector>

namespace campanile::test {

/// One function of a service, as the interfaces in the sources declare it.
struct ServiceFunction {
    QString name; ///< such as "CampaignService::list"; overloads stand there several times
    bool takesCaller = false;
    bool keepsAnswer = false; ///< it answers an Answering, so that a request that comes again is answered again
};

/// All functions of all services.
inline std::vector<ServiceFunction> serviceFunctions()
{
    std::vector<ServiceFunction> functions;
    const QDir folder(QStringLiteral(CAMPANILE_SOURCE_DIR "/backend/services"));
    static const QRegularExpression interface(QStringLiteral("\\nclass (\\w+Service) \\{(.*?)\\n\\};"),
                                              QRegularExpression::DotMatchesEverythingOption);
    static const QRegularExpression function(QStringLiteral("virtual [^;]*?\\b(\\w+)\\(([^;]*)\\)[^;()]*= 0;"),
                                             QRegularExpression::DotMatchesEverythingOption);
    for (const QString &name : folder.entryList({QStringLiteral("*.h")})) {
        QFile file(folder.filePath(name));
        [&] { QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(name)); }();
        const QString text = QString::fromUtf8(file.readAll());
        for (auto in = interface.globalMatch(text); in.hasNext();) {
            const QRegularExpressionMatch found = in.next();
            for (auto it = function.globalMatch(found.captured(2)); it.hasNext();) {
                const QRegularExpressionMatch one = it.next();
                functions.push_back({found.captured(1) + QStringLiteral("::") + one.captured(1),
                                     one.captured(2).startsWith(QStringLiteral("const Caller &")),
                                     one.captured(2).contains(QStringLiteral("Answering<"))});
            }
        }
    }
    return functions;
}

} // namespace campanile::test
