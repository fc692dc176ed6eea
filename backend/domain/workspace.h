#pragma once

#include "core/e164.h"
#include "domain/agent.h"
#include "domain/encryption.h"
#include "domain/ids.h"
#include "domain/money.h"
#include "domain/status.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace campanile {

/// The tenant, which owns everything else.
struct Workspace {
    WorkspaceId id;
    QString name;
    bool disabled = false;              ///< no call of it is dialled
    int ratePerMinute = 0;              ///< most calls per minute over all campaigns; 0: the ceiling
    int maxConcurrent = 0;              ///< most calls at once; 0: no limit of its own
    Milliseconds cooldown{60 * 60'000}; ///< least time between two calls of campaigns to one number
    int maxPerDay = 3;                  ///< most calls to one number in 24 h; at least 1
    int maxPerWeek = 7;                 ///< most calls to one number in 7 × 24 h; at least 1
    bool editingDisabled = false;       ///< its people can change nothing, and no call is accepted (I-23)
    QString hours{};                    ///< calling hours of all its campaigns, see CallingHours; empty: always open
    bool recording = false;             ///< its calls are recorded, unless their agent has another setting

    friend bool operator==(const Workspace &, const Workspace &) = default;
};

enum class CarrierKind { Simulated = 0, Sip = 1 };

/// How the simulated carrier behaves. Rates are shares of 1 of the calls to numbers without a reserved ending; the
/// remaining calls are answered by a person. Times vary at random between 0.5 and 1.5 times the value.
struct SimulationSettings {
    double busyRate = 0.08;
    double noAnswerRate = 0.20;
    double declinedRate = 0.03;
    double invalidRate = 0.02;
    double carrierErrorRate = 0.01;
    double voicemailRate = 0.16;
    Milliseconds ringTime{8'000};
    Milliseconds ringLimit{30'000};
    Milliseconds talkTime{45'000};
    double speed = 1.0; ///< how many times faster than real time its clock runs; above 0
    quint64 seed = 1;

    friend bool operator==(const SimulationSettings &, const SimulationSettings &) = default;
};

/// A connection to a carrier.
struct Trunk {
    TrunkId id;
    WorkspaceId workspace;
    QString name;
    CarrierKind kind = CarrierKind::Simulated;
    int maxChannels = 0;             ///< most calls at once; 0: no limit of its own
    SimulationSettings simulation{}; ///< used by simulated trunks
    Money pricePerMinute{};          ///< what a minute of talk costs; zero: talk is free, and no credit is needed
    QStringList countries{};         ///< the countries that it calls besides the caller ID's own, see CountryRule
    Encryption encryption = Encryption::TlsSrtp;

    friend bool operator==(const Trunk &, const Trunk &) = default;
};

/// A caller ID.
struct PhoneNumber {
    PhoneNumberId id;
    WorkspaceId workspace;
    TrunkId trunk;
    E164 number;
    QString label;
    int ratePerMinute = 0; ///< most calls per minute from this number; 0: no limit of its own
    /// Its holder has proved that it is theirs; unverified numbers are never used as caller ID.
    bool verified = false;
    bool inboundOnly = false; ///< it is never used as caller ID

    friend bool operator==(const PhoneNumber &, const PhoneNumber &) = default;
};

/// The right of an agent to call from a phone number (B0-05).
struct Assignment {
    PhoneNumberId number;
    AgentId agent;

    friend bool operator==(const Assignment &, const Assignment &) = default;
};

} // namespace campanile
