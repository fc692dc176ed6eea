#pragma once

#include <cstdint>
#include <string_view>

namespace campanile::simulation {

/// FNV-1a over everything that is added, in its order.
class Hash {
public:
    void add(std::string_view text)
    {
        for (const char c : text) {
            addByte(static_cast<unsigned char>(c));
        }
        addByte(0xff); // no two texts run into each other
    }
    void add(std::int64_t value)
    {
        for (int shift = 0; shift < 64; shift += 8) {
            addByte(static_cast<unsigned char>(static_cast<std::uint64_t>(value) >> shift));
        }
    }
    [[nodiscard]] std::uint64_t value() const { return m_value; }

private:
    void addByte(unsigned char byte) { m_value = (m_value ^ byte) * 0x100000001b3U; }

    std::uint64_t m_value = 0xcbf29ce484222325U;
};

} // namespace campanile::simulation
