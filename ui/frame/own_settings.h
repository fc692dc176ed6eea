#pragma once

namespace campanile {

/// Names the organization, so that the window's QSettings are kept in a place of their own, and takes over what an
/// earlier version kept under "Unknown Organization" when there is nothing yet. That file stays. Call it once, when the
/// application has its name and before the first QSettings are made. Thread: main.
void useOwnSettings();

} // namespace campanile
