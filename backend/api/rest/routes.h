#pragma once

#include "services/services.h"

namespace campanile {

class Router;

/// Each function adds the routes of one subject. The routes borrow `services`' members, which live as long as the
/// backend; no object that outlives a request refers to the router.
void addCampaignRoutes(Router &router, const Services &services);
void addTargetRoutes(Router &router, const Services &services);
/// @param temporaryDirectory  as in RestServerOptions
void addTargetJobRoutes(Router &router, const Services &services, const QString &temporaryDirectory);
void addImportRoutes(Router &router, const Services &services);
void addCallRoutes(Router &router, const Services &services);
void addSetupRoutes(Router &router, const Services &services);
void addDoNotCallRoutes(Router &router, const Services &services);
void addEngineRoutes(Router &router, const Services &services, const QString &version);
/// /openapi.json and /problems/{code}.
void addDocumentRoutes(Router &router, const QString &version);

} // namespace campanile
