#pragma once

#include "core/random.h"

#include <QByteArray>

#include <array>

namespace campanile::test {

/// A list by chance: how many rows it has, and what has to become of them.
class RandomList {
public:
    explicit RandomList(std::uint64_t seed)
        : m_random(seed)
    {
        m_hasHeader = chance(4, 5);
        m_hasPermission = m_hasHeader && chance(1, 2);
        addHead();
        const auto count = static_cast<int>(1 + m_random.below(60));
        for (int i = 0; i < count; ++i) {
            addRow();
        }
        if (chance(1, 3)) {
            bytes.prepend("\xef\xbb\xbf");
        }
    }

    QByteArray bytes;
    qint64 rows = 0; ///< that hold anything
    qint64 people = 0;

private:
    bool chance(std::uint64_t hits, std::uint64_t of) { return m_random.below(of) < hits; }

    void end() { bytes += m_random.below(2) == 0 ? "\r\n" : "\n"; }

    void addHead()
    {
        const int above = m_hasHeader ? static_cast<int>(m_random.below(3)) : 0;
        for (int i = 0; i < above; ++i) {
            bytes += "Contacts report,,";
            ++rows;
            end();
        }
        if (m_hasHeader) {
            bytes += m_hasPermission ? "Name,Phone,Do Not Call" : "Name,Phone,City";
            ++rows;
            end();
        }
    }

    void addRow()
    {
        if (chance(1, 8)) { // nothing at all, or what a spreadsheet leaves behind
            bytes += chance(1, 2) ? "" : ",,";
            end();
            return;
        }
        ++rows;
        ++people;
        static constexpr std::array bad = {"n/a", "911", "", "12", "415-555-0142 x12", "1.41556E+10"};
        const QByteArray number = chance(1, 5)
                                      ? QByteArray(bad.at(m_random.below(bad.size())))
                                      : "+1415555" + QByteArray::number(static_cast<int>(2'000 + m_random.below(40)));
        const QByteArray last =
            m_hasPermission ? QByteArray(chance(1, 4) ? "yes" : "no") : QByteArray("\"Bern,\nold\"");
        bytes += "Ada," + number + ',' + last;
        end();
    }

    Random m_random;
    bool m_hasHeader = false;
    bool m_hasPermission = false;
};

} // namespace campanile::test
