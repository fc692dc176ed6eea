# What the scripts of this folder share. To be sourced, not run.
# shellcheck shell=bash

# The top of the source tree, wherever the script was called from.
top=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)
readonly top

say() {
    printf '%s\n' "$*"
}

# fail MESSAGE…: says what went wrong under the name of the script, and ends it.
fail() {
    printf '%s: %s\n' "installer/$(basename -- "$0")" "$*" >&2
    exit 1
}

# need PROGRAM GROUP: ends the script unless PROGRAM is installed; GROUP of installer/deps brings it.
need() {
    command -v "$1" >/dev/null || fail "$1 is not installed. Run: installer/deps $2"
}

# The C++ files of the project, NUL-separated, relative to the top: what git tracks, or without git (an unpacked
# archive, a checkout that belongs to another user) what lies in the source folders.
list_sources() {
    cd -- "$top" || return
    if ! git ls-files -z -- '*.h' '*.cpp' 2>/dev/null | existing_only | grep -z .; then
        find app backend tests ui -type f \( -name '*.h' -o -name '*.cpp' \) -print0 | sort -z
    fi
}

# A file deleted but not yet committed is still tracked.
existing_only() {
    local file
    while IFS= read -r -d '' file; do
        if [[ -e $file ]]; then
            printf '%s\0' "$file"
        fi
    done
}

# How many jobs to run at once: CMAKE_BUILD_PARALLEL_LEVEL, which CMake reads too, or one per processor.
jobs_at_once() {
    printf '%s\n' "${CMAKE_BUILD_PARALLEL_LEVEL:-$(nproc)}"
}

# configure PRESET: presets are read from the current directory only.
configure() (
    cd -- "$top" || exit
    cmake --preset "$1"
)
