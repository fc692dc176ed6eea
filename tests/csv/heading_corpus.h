#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

/// Lists as the exports of many kinds of programs write them: own data, fictional people. The headings are those of
/// customer relations, dialers, shops, registries, address books, clinics and schools in some thirty languages.
namespace campanile::corpus {

/// One kind of export.
struct Export {
    const char *program; ///< what kind of program writes it
    const char *region;  ///< where its people are, and where numbers without '+' are read
    /// Columns, each "heading=kind", between '|'. The kinds:
    /// P number to call, F further number of the same person, X fax or somebody else's number, O another thing's number
    /// with as many digits as a telephone number, T tax or identity number, D date, S time stamp, Z postcode, A amount,
    /// I short number, N name, V first name, L last name, E e-mail, C city, W kind of telephone, K country, G calling
    /// code, B do not call, R consent, M remark, e column of numbers that is empty.
    const char *columns;
};

/// The exports that the dictionary of headings was checked against while it was written.
std::span<const Export> seenExports();
/// The exports that were kept aside: no word was put into the dictionary because of them. Read for
/// the first time, 98.4 % of their lists were found and none was wrong.
std::span<const Export> heldOutExports();
/// Exports that cannot be read without asking: a question is the only right answer.
std::span<const Export> unclearExports();

/// How the telephone numbers of a list are written.
enum class Notation : std::uint8_t { National, Digits, International };

struct List {
    std::vector<std::vector<std::string>> rows; ///< the header first
    std::vector<char> kinds;                    ///< of the columns
};

/// Writes a list of that kind: the same for the same seed.
List generate(const Export &kind, Notation notation, int people, std::uint64_t seed);

} // namespace campanile::corpus
