#pragma once

#include "core/log.h"
#include "core/result.h"

#include <QString>

namespace campanile {

/// `campaniled dial`: what it was asked to do. Empty or 0 is "not given".
struct DialOptions {
    QString file;
    QString dataDirectory;
    QString agent;           ///< an id or a name
    QString from;            ///< a phone number's id, or the number itself
    QString region;          ///< ISO 3166-1, for numbers in national form; default: the caller ID's
    QString column;          ///< of the numbers, by heading or place from 1; default: found
    QString encoding;        ///< of the file's text; default: found
    bool noHeader = false;   ///< the first row is a person
    QString numberReading;   ///< "as-written" or "with-calling-code"
    QString skipCalledSince; ///< an instant, ISO 8601: who was called before it is called again; default: nobody is
    int ratePerMinute = 0;
    int maxConcurrent = 50;
    int maxAttempts = 1;
    int retryDelaySeconds = 900;
    bool noBreaker = false; ///< go on however many calls fail
    double speed = 0;       ///< the simulated carrier's; 0 leaves it as it is
    bool json = false;
    bool again = false;  ///< call people whom this agent has called from this caller ID before
    bool resume = false; ///< go on with the list's campaign when it is paused
    QString simulatedWire;
    log::Options log; ///< the folder may be empty: LocalBackend chooses it
};

/// Imports the file, starts the campaign, shows progress until every target is terminal, prints the summary.
/// It also ends when the campaign pauses itself, once no call is on the line any more.
/// A run that was interrupted or killed is taken up again by the same command: nobody is called twice, nobody is lost.
/// Needs a QCoreApplication; runs its event loop. Answers the exit status.
int runDial(const DialOptions &options);

} // namespace campanile
