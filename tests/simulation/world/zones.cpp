#include "simulation/world/zones.h"

namespace campanile::simulation {

namespace {

constexpr WallTime anyDay{1'767'571'200'000}; // 5 January 2026, 00:00Z

} // namespace

const std::vector<NamedZone> &namedZones()
{
    static const std::vector<ZoneOffset> berlin = {{{0}, 60}, {{1'774'746'000'000}, 120}, {{1'792'890'000'000}, 60}};
    static const std::vector<ZoneOffset> newYork = {
        {{0}, -300}, {{1'772'953'200'000}, -240}, {{1'793'512'800'000}, -300}};
    // Half an hour is what its clocks are changed by.
    static const std::vector<ZoneOffset> lordHowe = {
        {{0}, 660}, {{1'775'314'800'000}, 630}, {{1'791'041'400'000}, 660}};
    static const std::vector<NamedZone> all = {
        {"Europe/Berlin", {1'774'742'400'000}, berlin},
        {"Europe/Berlin", {1'792'886'400'000}, berlin},
        {"America/New_York", {1'772'928'000'000}, newYork},
        {"America/New_York", {1'793'491'200'000}, newYork},
        {"Asia/Kolkata", anyDay, {{{0}, 330}}},
        {"Australia/Lord_Howe", {1'775'304'000'000}, lordHowe},
        {"Australia/Lord_Howe", {1'791'028'800'000}, lordHowe},
    };
    return all;
}

} // namespace campanile::simulation
