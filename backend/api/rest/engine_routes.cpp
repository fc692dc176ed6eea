#include "api/rest/encode.h"
#include "api/rest/list_page.h"
#include "api/rest/router.h"
#include "api/rest/routes.h"
#include "english/english.h"

namespace campanile {

namespace {

/// A probe that waits longer than its own period has no use.
constexpr std::chrono::milliseconds probeTime{5'000};
/// Stop all is in force when stopAll() has returned. The client is told so within one second, whether or not the
/// storage has recorded it by then.
constexpr std::chrono::milliseconds stopAllTime{1'000};

OutJson stopAllJson(bool isRecorded, const QString &problem)
{
    return {{"stopped_by_hand", true},
            {"recorded", isRecorded},
            {"problem", problem.isEmpty() ? OutJson(nullptr) : OutJson(problem.toStdString())}};
}

/// The caller of a probe, which has no key and asks only whether the engine runs; counts of workspaces are not read.
Caller prober()
{
    Caller caller;
    caller.scopes = {Scope::CallsRead};
    return caller;
}

Route healthRoute(const std::string &version)
{
    return {"GET", "/healthz", Route::Body::None, Route::Access::Open,
            [version](const RestCall &, const RestReply &reply) {
                reply.json(200, {{"status", "ok"}, {"version", version}});
            }};
}

/// The route needs no key, so it answers no more than a probe needs. Stop all is not a failure, because a person asked
/// for it.
Route readyRoute(EngineService &engine, const std::string &version)
{
    Route route{"GET", "/readyz", Route::Body::None, Route::Access::Open,
                [&engine, version](const RestCall &, const RestReply &reply) {
                    engine.status(prober(), [reply, version](Result<EngineStatus> status) {
                        const QString problem = status.ok() ? inEnglish(status->problem) : status.error().message;
                        const bool isReady = status.ok() && status->running && problem.isEmpty();
                        reply.json(isReady ? 200 : 503,
                                   {{"status", isReady ? "ready" : "not_ready"},
                                    {"running", status.ok() && status->running},
                                    {"stopped_by_hand", status.ok() && status->stoppedByHand},
                                    {"problem", problem.isEmpty() ? OutJson(nullptr) : OutJson(problem.toStdString())},
                                    {"version", version}});
                    });
                }};
    route.answerWithin = probeTime;
    route.lateAnswer = [version] {
        return RestReply::jsonResponse(503, {{"status", "not_ready"},
                                             {"running", false},
                                             {"stopped_by_hand", false},
                                             {"problem", "The engine does not answer."},
                                             {"version", version}});
    };
    return route;
}

Route stopAllRoute(EngineService &engine)
{
    Route route{"POST", "/v1/stop-all", Route::Body::OptionalJson, Route::Access::Key,
                [&engine](const RestCall &call, const RestReply &reply) {
                    engine.stopAll(call.caller, [reply](const Result<void> &written) {
                        if (!written.ok() && written.error().code == ErrorCode::PermissionDenied) {
                            reply.problem(written.error());
                            return;
                        }
                        reply.json(200, stopAllJson(written.ok(), written.ok() ? QString() : written.error().message));
                    });
                }};
    route.answerWithin = stopAllTime;
    route.lateAnswer = [] {
        return RestReply::jsonResponse(200, stopAllJson(false, QStringLiteral("The storage has not answered yet.")));
    };
    return route;
}

} // namespace

void addEngineRoutes(Router &router, const Services &services, const QString &version)
{
    EngineService &engine = services.engine;
    router.add(healthRoute(version.toStdString()));
    router.add(readyRoute(engine, version.toStdString()));
    router.add({"GET", "/v1/engine", Route::Body::None, Route::Access::Key,
                [&engine](const RestCall &call, const RestReply &reply) {
                    if (hasNoQuery(call, reply)) {
                        engine.status(call.caller, reply.as<EngineStatus>(200, engineJson));
                    }
                }});
    router.add(stopAllRoute(engine));
    router.add({"DELETE", "/v1/stop-all", Route::Body::None, Route::Access::Key,
                [&engine](const RestCall &call, const RestReply &reply) {
                    if (!hasNoQuery(call, reply)) {
                        return;
                    }
                    engine.release(call.caller, [reply](const Result<void> &released) {
                        if (released.ok()) {
                            reply.json(200, {{"stopped_by_hand", false}});
                        } else {
                            reply.problem(released.error());
                        }
                    });
                }});
}

} // namespace campanile
