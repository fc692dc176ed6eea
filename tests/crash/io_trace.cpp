#include "io_trace.h"

#include <cstring>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace campanile {

std::vector<IoEvent> readIoTrace(const std::filesystem::path &trace)
{
    std::ifstream file(trace, std::ios::binary);
    const std::string bytes((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
    std::vector<IoEvent> events;
    std::size_t at = 0;
    const auto take = [&](std::size_t size) {
        if (bytes.size() - at < size) {
            throw std::runtime_error("the trace " + trace.string() + " is torn");
        }
        const char *const begin = bytes.data() + at;
        at += size;
        return begin;
    };
    while (at < bytes.size()) {
        IoHead head{};
        std::memcpy(&head, take(sizeof head), sizeof head);
        IoEvent event{head.kind, head.file, head.offset, {}, {}};
        event.text.assign(take(head.textSize), head.textSize);
        event.target.assign(take(head.targetSize), head.targetSize);
        events.push_back(std::move(event));
    }
    if (events.empty()) {
        throw std::runtime_error("there is no trace " + trace.string() + ": the recorder could not be loaded");
    }
    return events;
}

} // namespace campanile
