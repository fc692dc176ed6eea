#pragma once

#include "api/rest/encode.h"
#include "api/rest/query_reader.h"
#include "api/rest/rest_call.h"

#include <algorithm>
#include <vector>

namespace campanile {

/// The parameters of every list.
template<class IdType>
struct PageRequest {
    int limit = defaultPageLimit;
    IdType after;
};

enum class PageOrder { Ascending, Descending };

/// Cuts one page out of a list that a service returns as a whole. The rows are in the order of their ids, so that a
/// page begins at the right place even when the last row of the previous page is gone.
template<class Row, class IdType>
OutJson cutPage(std::vector<Row> rows, const PageRequest<IdType> &page, PageOrder order, IdType (*idOfRow)(const Row &),
                OutJson (*encode)(const Row &))
{
    const auto comesBefore = [order](IdType a, IdType b) { return order == PageOrder::Ascending ? a < b : b < a; };
    if (!page.after.isNull()) {
        std::erase_if(rows, [&](const Row &row) { return !comesBefore(page.after, idOfRow(row)); });
    }
    std::sort(rows.begin(), rows.end(),
              [&](const Row &a, const Row &b) { return comesBefore(idOfRow(a), idOfRow(b)); });
    IdType next;
    const auto limit = static_cast<std::size_t>(page.limit);
    if (rows.size() > limit) {
        rows.resize(limit);
        next = idOfRow(rows.back());
    }
    return pageJson(rows, next, encode);
}

/// Reads limit and cursor.
template<class IdType>
PageRequest<IdType> readPage(QueryReader &query)
{
    return {query.limit(), query.cursor<IdType>()};
}

/// Ends the reading of a query. When the query has errors, answers 400 and returns false.
inline bool isGood(QueryReader &query, const RestReply &reply)
{
    query.refuseOthers();
    if (!query.errors().empty()) {
        reply.problem(Problem::invalid(query.errors()));
    }
    return query.errors().empty();
}

/// For routes that take no parameters.
inline bool hasNoQuery(const RestCall &call, const RestReply &reply)
{
    QueryReader query(call.http->query);
    return isGood(query, reply);
}

} // namespace campanile
