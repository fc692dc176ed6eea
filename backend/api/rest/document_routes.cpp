#include "api/rest/encode.h"
#include "api/rest/list_page.h"
#include "api/rest/router.h"
#include "api/rest/routes.h"

#include <QFile>

// The resource is in a static library, from which the linker takes only what is referenced by name. The macro must not
// stand in a namespace.
static void initializeResources()
{
    Q_INIT_RESOURCE(openapi);
}

namespace campanile {

namespace {

/// The OpenAPI document with the program's version filled in.
std::string readDocument(const QString &version)
{
    initializeResources();
    QFile file(QStringLiteral(":/campanile/openapi.json"));
    const bool opened = file.open(QIODevice::ReadOnly);
    Q_ASSERT(opened);
    return opened ? file.readAll().replace("@VERSION@", version.toUtf8()).toStdString() : std::string();
}

OutJson kindJson(const ProblemKind &kind)
{
    return {{"type", "/problems/" + std::string(kind.code)},
            {"code", kind.code},
            {"status", kind.status},
            {"title", kind.title},
            {"meaning", kind.meaning},
            {"retryable", kind.isRetryable}};
}

} // namespace

void addDocumentRoutes(Router &router, const QString &version)
{
    const auto document = std::make_shared<const std::string>(readDocument(version));
    router.add({"GET", "/openapi.json", Route::Body::None, Route::Access::Open,
                [document](const RestCall &, const RestReply &reply) {
                    HttpResponse response;
                    response.body = *document;
                    reply.send(std::move(response));
                }});
    router.add({"GET", "/problems/{code}", Route::Body::None, Route::Access::Open,
                [](const RestCall &call, const RestReply &reply) {
                    if (const ProblemKind *kind = findProblemKind(call.parameters.front())) {
                        reply.json(200, kindJson(*kind));
                    } else {
                        reply.problem(Problem::notFound("There is no problem of this kind."));
                    }
                }});
}

} // namespace campanile
