#include "domain/rehearsal.h"

namespace campanile {

namespace {

constexpr int highestSpeed = 100'000;

} // namespace

Result<void> checkRehearsalSpeed(int speed)
{
    if (speed < 0 || speed > highestSpeed) {
        return {ErrorCode::InvalidInput,
                QStringLiteral(
                    "A rehearsal runs 1 to %1 times faster than real time; 0 runs it as fast as this machine can.")
                    .arg(highestSpeed),
                QStringLiteral("#/speed")};
    }
    return {};
}

} // namespace campanile
