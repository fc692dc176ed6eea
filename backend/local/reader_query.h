#pragma once

#include "services/target_service.h"
#include "storage/reader_pool.h"

#include <memory>

namespace campanile {

/// A read under way that is cancelled when its handle goes.
class ReaderQuery final : public RunningQuery {
public:
    explicit ReaderQuery(std::shared_ptr<ReadTicket> ticket)
        : m_ticket(std::move(ticket))
    {
    }
    ~ReaderQuery() override { m_ticket->cancel(); }

private:
    std::shared_ptr<ReadTicket> m_ticket;
};

} // namespace campanile
