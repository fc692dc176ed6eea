#pragma once

#include "local/local_backend.h"

#include <QEventLoop>
#include <QString>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace campanile::bench {

/// The whole product on a fresh data directory below `folder`, driven through its services like any other face.
class BenchBackend {
public:
    explicit BenchBackend(const QString &folder);
    /// On what is there already.
    struct Existing {};
    BenchBackend(const QString &folder, Existing);
    ~BenchBackend();

    /// A draft campaign, and a simulated carrier that answers and ends every call at once.
    CampaignId prepareCampaign(const QString &hours = {});
    /// Imports and answers with what came of it; ends the program when it fails.
    /// Numbers in national form are read in `region`; empty for that of the caller ID.
    ImportSummary import(CampaignId campaign, const QString &path, const QString &region = {});
    ImportSummary importContent(CampaignId campaign, const QByteArray &content);
    /// Starts the campaign and waits until it is completed.
    CampaignStats dialAll(CampaignId campaign);
    /// A campaign of so many people, from that place of the list on, that is started and waits for its calling hours,
    /// days ahead.
    void startHeldCampaign(int people, int first = 0);
    /// Waits until something is dialled.
    void waitForDial();
    void stopAll();
    /// Reads the ids of all targets that match, and the first rows of the list. In another order than that of the list
    /// it reads the rows as soon as the first ids are known, as a table does, and then waits for the rest.
    /// @returns seconds until the first rows were there
    double secondsToFirstRows(CampaignId campaign, const TargetFilter &filter, std::optional<TargetOrder> order);
    /// Writes all targets to a file of CSV; ends the program when it fails.
    /// @returns how many were written
    qint64 exportAll(CampaignId campaign, const QString &path);

private:
    ImportSummary run(ImportRequest request);
    template<class T>
    T await(const std::function<void(Reply<T>)> &call);
    void readRows(std::vector<TargetId> ids);

    std::unique_ptr<LocalBackend> m_backend;
    std::optional<OwnServices> m_services;
};

/// A list of so many people, from that place of the numbers on (listedNumber).
QByteArray listOf(int first, int people);

/// Seconds of wall time `work` takes.
double secondsOf(const std::function<void()> &work);
double median(std::vector<double> values);

} // namespace campanile::bench
