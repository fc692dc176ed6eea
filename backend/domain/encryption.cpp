#include "domain/encryption.h"

#include <algorithm>

namespace campanile {

QLatin1StringView nameOf(Encryption encryption)
{
    switch (encryption) {
    case Encryption::TlsSrtp:
        return QLatin1StringView("TLS/SRTP");
    case Encryption::TlsRtp:
        return QLatin1StringView("TLS/RTP");
    case Encryption::UdpSrtp:
        return QLatin1StringView("UDP/SRTP");
    case Encryption::UdpRtp:
        return QLatin1StringView("UDP/RTP");
    case Encryption::TcpSrtp:
        return QLatin1StringView("TCP/SRTP");
    case Encryption::TcpRtp:
        return QLatin1StringView("TCP/RTP");
    }
    return QLatin1StringView();
}

std::optional<Encryption> encryptionFrom(QStringView name)
{
    const auto *const found =
        std::ranges::find_if(allEncryptions, [name](Encryption each) { return nameOf(each) == name; });
    return found != allEncryptions.end() ? std::optional(*found) : std::nullopt;
}

} // namespace campanile
