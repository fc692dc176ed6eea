#pragma once

#include "common/page_widget.h"
#include "imports/import_plan.h"
#include "services/services.h"

class QStackedWidget;

namespace campanile {

class ActionButton;
class ElidedLabel;
class EmptyState;
class ImportProgressView;
class ImportSummaryView;
class MappingView;

/// The import sheet: a file, what its columns mean, the import itself, and what came of it. A page like any other, so
/// that the rest of the window stays in use while a million rows go in.
class ImportPage final : public PageWidget {
    Q_OBJECT

public:
    static constexpr QLatin1StringView key{"import"};
    static constexpr QLatin1StringView icon{"document-import"};
    static QString title();

    explicit ImportPage(const OwnServices &services, QWidget *parent = nullptr);

    void refresh() override {}
    [[nodiscard]] QString help() const override;

    /// Looks at a file and goes on to what its columns mean. A null campaign leaves the choice open.
    /// While an import runs it is not disturbed: that is told instead.
    void open(const QString &path, CampaignId campaign);
    /// Without a file yet: says how to choose one.
    void invite(CampaignId campaign);
    /// Asks for a file.
    void chooseFile();
    /// From the moment Import was pressed until the summary or the columns are shown again; the question about known
    /// people belongs to it.
    [[nodiscard]] bool isImporting() const;
    /// The campaign that the page was opened for, until a list has gone into it; null: the user's choice.
    [[nodiscard]] CampaignId invited() const;

Q_SIGNALS:
    /// The user is done with it, or gave it up.
    void closed();
    /// An import has ended, in whatever way: its campaign is to be read again.
    void importEnded();
    void startWanted(const campanile::CampaignOverview &overview);

private:
    void buildViews();
    EmptyState *buildInvitation();
    EmptyState *buildProblem();
    EmptyState *buildReading();
    void connectViews();
    void preview();
    void read(const CsvChoices &choices, const QString &region);
    void onPreview(const Result<CsvPreview> &preview);
    void showProblem(const Error &error);
    void readAnotherWay();
    void onImportClicked(const ImportPlan &plan);
    void lookForKnownPeople(AgentId agent, PhoneNumberId fromNumber);
    void onKnownPeople(const KnownPeople &people);
    void ask(const KnownPeople &people, const std::vector<CampaignOverview> &campaigns);
    void cancel();
    [[nodiscard]] bool isCancelled() const;
    void showMapping();
    void importInto(std::optional<WallTime> skipCalledSince);
    void createThenImport(std::optional<WallTime> skipCalledSince);
    [[nodiscard]] ImportRequest requestOfPlan() const;
    void startImport(CampaignId campaign, std::optional<WallTime> skipCalledSince);
    void onProgress(const ImportProgress &far);
    void onFinished(const Result<ImportSummary> &summary);
    void onFailed(const Error &error);
    void showSummary(const ImportSummary &summary);
    void backToMapping(const Error &error);
    [[nodiscard]] QString fileName() const;

    const OwnServices m_services;
    QString m_path;
    CampaignId m_campaign;
    quint64 m_question = 0; // the last preview that was asked for; the answer to any other comes too late
    Error m_unreadable;     // what the file's problem is, while it has one
    ImportPlan m_plan;
    std::shared_ptr<ImportJob> m_job;
    bool m_cancelled = false; // between two jobs, where there is none to cancel
    ElidedLabel *m_title;
    QStackedWidget *m_stack;
    EmptyState *m_invitation = nullptr;
    EmptyState *m_reading = nullptr;
    EmptyState *m_problem = nullptr;
    ActionButton *m_anotherWay = nullptr;
    MappingView *m_mapping = nullptr;
    ImportProgressView *m_progress = nullptr;
    ImportSummaryView *m_summary = nullptr;
};

} // namespace campanile
