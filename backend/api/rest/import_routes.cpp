#include "api/rest/list_page.h"
#include "api/rest/router.h"
#include "api/rest/routes.h"
#include "csv/csv_writer.h"

#include <memory>
#include <utility>

namespace campanile {

namespace {

constexpr int rowsPerPiece = 1'000;

using Rows = std::vector<RejectedRow>;

void readRows(ImportService &imports, const Caller &caller, ImportId id, qint64 after, RowFate fate, Reply<Rows> reply)
{
    if (fate == RowFate::Skipped) {
        imports.skipped(caller, id, after, rowsPerPiece, std::move(reply));
    } else {
        imports.rejects(caller, id, after, rowsPerPiece, std::move(reply));
    }
}

std::string csvOf(const Rows &rows)
{
    std::string text;
    CsvWriter csv(text);
    for (const RejectedRow &row : rows) {
        csv.field(std::to_string(row.row))
            .field(row.number.toStdString())
            .field(row.reason.toStdString())
            .field(row.raw.toStdString());
        csv.endRow();
    }
    return text;
}

std::string csvHeader()
{
    std::string text;
    CsvWriter csv(text);
    csv.field("row").field("number").field("reason").field("raw");
    csv.endRow();
    return text;
}

/// Reads the rows with one fate page by page. The first page was read before, as only it can show that there is no such
/// import.
class RowsSource final : public HttpBodySource {
public:
    RowsSource(ImportService &imports, Caller caller, ImportId id, RowFate fate, const Rows &first)
        : m_imports(imports)
        , m_caller(std::move(caller))
        , m_id(id)
        , m_fate(fate)
        , m_ready(csvHeader() + csvOf(first))
        , m_position(std::make_shared<Position>(positionAfter(first)))
    {
    }

    void next(Reply<std::string> piece) override
    {
        if (!m_ready.empty()) {
            piece(std::exchange(m_ready, {}));
            return;
        }
        const Position now = *m_position;
        if (now.isLast) {
            piece(std::string());
            return;
        }
        readRows(m_imports, m_caller, m_id, now.row, m_fate, [position = m_position, piece](Result<Rows> rows) {
            if (!rows.ok()) {
                piece(rows.error());
                return;
            }
            *position = positionAfter(*rows); // seen by the next call, which follows the piece
            piece(csvOf(*rows));
        });
    }

private:
    struct Position {
        qint64 row = 0;
        bool isLast = false;
    };
    static Position positionAfter(const Rows &rows)
    {
        return {rows.empty() ? 0 : rows.back().row, rows.size() < static_cast<std::size_t>(rowsPerPiece)};
    }

    ImportService &m_imports;
    const Caller m_caller;
    const ImportId m_id;
    const RowFate m_fate;
    std::string m_ready;
    std::shared_ptr<Position> m_position;
};

/// @param name  of the file that is offered
void onRows(const Services &services, const RestCall &call, const RestReply &reply, RowFate fate, const char *name)
{
    const auto id = idOf<ImportId>(call, 0, reply);
    if (!id || !hasNoQuery(call, reply)) {
        return;
    }
    readRows(services.imports, call.caller, *id, 0, fate,
             [&imports = services.imports, caller = call.caller, id = *id, fate, name, reply](Result<Rows> first) {
                 if (!first.ok()) {
                     reply.problem(first.error());
                     return;
                 }
                 HttpResponse response;
                 response.contentType = "text/csv; charset=utf-8";
                 response.headers.push_back({"Content-Disposition", "attachment; filename=\"" + std::string(name) +
                                                                        '-' + id.toStdString() + ".csv\""});
                 response.source = std::make_shared<RowsSource>(imports, caller, id, fate, *first);
                 reply.send(std::move(response));
             });
}

} // namespace

void addImportRoutes(Router &router, const Services &services)
{
    router.add({"GET", "/v1/imports/{id}/rejects", Route::Body::None, Route::Access::Key,
                [services](const RestCall &call, const RestReply &reply) {
                    onRows(services, call, reply, RowFate::Rejected, "rejects");
                }});
    router.add({"GET", "/v1/imports/{id}/skips", Route::Body::None, Route::Access::Key,
                [services](const RestCall &call, const RestReply &reply) {
                    onRows(services, call, reply, RowFate::Skipped, "skips");
                }});
}

} // namespace campanile
