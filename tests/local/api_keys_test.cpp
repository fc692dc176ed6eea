// No API key is made when the system gives no random numbers, so that no key can be guessed.

#define OPENSSL_SUPPRESS_DEPRECATED // there is no newer way to replace the source of random numbers of a whole process

#include "support/service_desk.h"

#include <QFile>
#include <QTest>

#include <openssl/rand.h>

using namespace campanile;
using namespace campanile::test;

namespace {

/// While one exists, OpenSSL has no random numbers for anybody in this process.
class NoRandomNumbers {
public:
    NoRandomNumbers() { RAND_set_rand_method(&empty); }
    NoRandomNumbers(const NoRandomNumbers &) = delete;
    NoRandomNumbers &operator=(const NoRandomNumbers &) = delete;
    ~NoRandomNumbers() { RAND_set_rand_method(nullptr); }

private:
    static int give(unsigned char *, int) { return 0; }

    static constexpr RAND_METHOD empty{nullptr, give, nullptr, nullptr, nullptr, nullptr};
};

} // namespace

class ApiKeysTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void noKeyIsMadeWithoutRandomNumbers();
    void theFirstStartMakesNoKeyWithoutRandomNumbers();
};

void ApiKeysTest::noKeyIsMadeWithoutRandomNumbers()
{
    ServiceDesk desk;
    const NewApiKey fresh{.name = QStringLiteral("Script"), .scopes = Scopes::all(), .workspace = {}, .expiresAt = {}};
    const auto make = [&] { return ask<MadeApiKey>(desk.caller, desk.services.keys, &KeyService::create, fresh); };
    const auto kept = [&] {
        return ask<std::vector<ApiKey>>(desk.caller, desk.services.keys, &KeyService::list)->size();
    };
    const std::size_t before = kept();
    {
        const NoRandomNumbers none;
        const Result<MadeApiKey> refused = make();
        QVERIFY(!refused.ok());
        QCOMPARE(refused.error().code, ErrorCode::Internal);
    }
    QCOMPARE(kept(), before);
    QVERIFY(make().ok());
    QCOMPARE(kept(), before + 1);
}

void ApiKeysTest::theFirstStartMakesNoKeyWithoutRandomNumbers()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("data"));
    {
        const NoRandomNumbers none;
        const auto opened = LocalBackend::open({.dataDirectory = path, .simulatedWire = {}});
        QVERIFY(!opened.ok());
        QCOMPARE(opened.error().code, ErrorCode::Internal);
    }
    QVERIFY(!QFile::exists(path + QStringLiteral("/api-key")));
    const auto opened = LocalBackend::open({.dataDirectory = path, .simulatedWire = {}});
    QVERIFY(opened.ok());
    QVERIFY(QFile::exists((*opened)->apiKeyPath()));
}

QTEST_GUILESS_MAIN(ApiKeysTest)
#include "api_keys_test.moc"
