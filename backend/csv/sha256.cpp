#include "csv/sha256.h"

#include <array>
#include <memory>
#include <new>

#include <openssl/evp.h>

namespace campanile {

namespace {

/// SHA-256 is part of every OpenSSL, so only memory can be missing.
void check(int result)
{
    if (result != 1) {
        throw std::bad_alloc();
    }
}

} // namespace

Sha256::Sha256()
    : m_context(EVP_MD_CTX_new())
{
    check(m_context ? 1 : 0);
    reset();
}

Sha256::~Sha256()
{
    EVP_MD_CTX_free(m_context);
}

void Sha256::reset()
{
    check(EVP_DigestInit_ex(m_context, EVP_sha256(), nullptr));
}

void Sha256::add(std::string_view bytes)
{
    check(EVP_DigestUpdate(m_context, bytes.data(), bytes.size()));
}

std::string Sha256::hex() const
{
    const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> ending(EVP_MD_CTX_new(), &EVP_MD_CTX_free);
    check(ending ? EVP_MD_CTX_copy_ex(ending.get(), m_context) : 0);
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned size = 0;
    check(EVP_DigestFinal_ex(ending.get(), digest.data(), &size));
    static constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    for (unsigned i = 0; i < size; ++i) {
        text += digits[digest.at(i) >> 4U];
        text += digits[digest.at(i) & 0xFU];
    }
    return text;
}

} // namespace campanile
