#pragma once

#include "api/http/http_handler.h"

#include <memory>
#include <string>

namespace campanile {

/// Extracts the one file from a multipart/form-data body (RFC 7578, RFC 2046 section 5.1) while the body arrives. A
/// form with another part beside the file, or without a file, is InvalidInput.
/// Thread: one at a time.
class MultipartFilter final : public BodyFilter {
public:
    /// @param boundary 1 to 70 characters (RFC 2046); nothing else is checked, the body shows whether it fits.
    explicit MultipartFilter(const std::string &boundary);

    static bool isBoundary(std::string_view text) { return !text.empty() && text.size() <= 70; }

    Result<void> feed(std::string_view in, std::string &out) override;
    Result<void> finish() override;

    /// The client's name for the file: it is a label, never a path to open. Empty until its part begins.
    [[nodiscard]] const std::string &fileName() const { return m_fileName; }
    /// The Content-Type of the file's part, as it stands; empty when it has none.
    [[nodiscard]] const std::string &contentType() const { return m_contentType; }

private:
    enum class State { Preamble, AfterDelimiter, PartHead, Data, Epilogue };

    /// Goes one step forward in m_pending; returns false when it needs more bytes.
    Result<bool> step(std::string &out);
    Result<bool> readDelimiterEnd();
    Result<bool> readPartHead();
    bool readUntilDelimiter(std::string *out);

    const std::string m_delimiter;
    std::string m_pending;
    std::size_t m_position = 0; // in m_pending
    State m_state = State::Preamble;
    bool m_hasFile = false;
    std::string m_fileName;
    std::string m_contentType;
};

} // namespace campanile
