#include "simulation/truth/truth.h"

#include <QString>

#include <fstream>
#include <sstream>

namespace campanile::simulation {

std::set<AttemptId> readJournal(const std::filesystem::path &folder)
{
    std::set<AttemptId> permits;
    if (!std::filesystem::exists(folder)) {
        return permits;
    }
    for (const auto &entry : std::filesystem::directory_iterator(folder)) {
        std::ifstream file(entry.path());
        for (std::string line; std::getline(file, line);) {
            // "2026-11-20T09:00:00.000Z permit att_… +14155550142 from +14155550100"
            std::istringstream words(line);
            std::string at;
            std::string what;
            std::string attempt;
            words >> at >> what >> attempt;
            if (const auto id = AttemptId::parse(QString::fromStdString(attempt)); id && what == "permit") {
                permits.insert(*id);
            }
        }
    }
    return permits;
}

} // namespace campanile::simulation
