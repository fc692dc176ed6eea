#pragma once

#include "domain/target.h"
#include "storage/row_cursor.h"

namespace campanile {

/// The columns of a target in a statement that calls the table `t`, in the order in which `readTarget` reads them.
#define TARGET_COLUMNS                                                                                                 \
    "t.id, t.campaign_id, t.number, t.name, t.variables, t.status, t.attempts, t.last_outcome, t.next_at"

inline Target readTarget(RowCursor &row)
{
    Target t;
    row >> t.id >> t.campaign >> t.number >> t.name >> t.variables >> t.status >> t.attempts >> t.lastOutcome >>
        t.nextAt;
    return t;
}

} // namespace campanile
