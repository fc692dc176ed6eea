#pragma once

#include "csv/text_encoding.h"

namespace campanile {

/// What is known about one encoding.
struct EncodingEntry {
    TextEncoding encoding;
    const char *name;      ///< as people see it
    const char *converter; ///< its name for iconv; null for those that are decoded here
    const char *aliases;   ///< other names, between spaces: small letters and digits only
};

const EncodingEntry &entryOf(TextEncoding encoding);

} // namespace campanile
