#pragma once

#include "core/number_parser.h"
#include "csv/csv_record.h"
#include "domain/engine_problem.h"
#include "domain/explanation.h"
#include "domain/target.h"

#include <QCoreApplication>
#include <QString>

namespace campanile {

/// The window's sentences for why something is held, paused, failed or refused. The backend says it in codes with
/// values; every sentence here is translated. Thread: main.
class Reasons {
    Q_DECLARE_TR_FUNCTIONS(campanile::Reasons)

public:
    /// Empty for None and for CampaignRate, which is the ordinary pace.
    static QString inWords(const Hold &hold);
    /// Empty for None.
    static QString inWords(const PauseReason &reason);
    /// Empty for None.
    static QString inWords(const EngineProblem &problem);
    /// Empty for None.
    static QString inWords(const EngineAdvice &advice);
    static QString inWords(const CountryRefusal &refusal);
    static QString inWords(RowStand stand);
    static QString inWords(const Obstacle &obstacle);
    /// The first obstacle; of a call that nothing holds, that it is next.
    static QString inWords(const Explanation &explanation);
    /// What failed, and what to do about it: by the rule, or as far as the code tells.
    static QString inWords(const Error &error);
    static QString inWords(ErrorCode code);
    /// Why a row of a list was not taken. Rows that an earlier version refused keep its English text.
    static QString inWords(const RejectedRow &row);
    static QString inWords(NumberProblem problem);
    /// Names both readings (E.164) of a number that has two; they are empty where there is one or none.
    static QString inWords(NumberProblem problem, const QString &first, const QString &second);
    /// Why a record of a list cannot be read, which begins or goes wrong on that line. Empty for None.
    static QString inWords(CsvProblem problem, qint64 line);

private:
    struct Speaker;
    static QString ofRule(const Error &error);
    static QString ofFile(ErrorRule rule, const QString &name);
    static QString ofRow(const Error &error);
};

} // namespace campanile
