#pragma once

#include <QLatin1StringView>
#include <QStringView>

#include <array>
#include <optional>

namespace campanile {

/// How the signalling and the audio of a call are transported. Stored by number: values never change meaning.
enum class Encryption { TlsSrtp = 0, TlsRtp = 1, UdpSrtp = 2, UdpRtp = 3, TcpSrtp = 4, TcpRtp = 5 };

inline constexpr std::array allEncryptions = {Encryption::TlsSrtp, Encryption::TlsRtp,  Encryption::UdpSrtp,
                                              Encryption::UdpRtp,  Encryption::TcpSrtp, Encryption::TcpRtp};

/// The stable name, as the REST API shows it: "TLS/SRTP".
QLatin1StringView nameOf(Encryption encryption);
/// Reads a name; returns nothing when the name is not known.
std::optional<Encryption> encryptionFrom(QStringView name);

} // namespace campanile
