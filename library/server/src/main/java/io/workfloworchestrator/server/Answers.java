package io.workfloworchestrator.server;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.mcp.Field;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The records that the tools answer with. A field that the reference server has too bears the same name. */
final class Answers {
    /** The longest path of any system, so that the folder served is always shown whole. */
    static final int LONGEST_PATH = 4_096;

    /** The longest warning about files: it says what is so, names the paths of two files, and says what to do. */
    static final int LONGEST_WARNING = 2_000;

    private Answers() {}

    record Initialized(
            @Field(untrusted = true) String projectName,

            @Field(untrusted = true, max = LONGEST_PATH, listed = false)
            String projectPath,

            String currentPhase,
            Optional<String> statePath,
            boolean wasExisting,
            String message,
            @Field(flat = true) News news) {}

    record Action(
            String priority,
            @Field(untrusted = true, max = 400) String action,
            @Field(untrusted = true, max = 400) String reason,
            Optional<String> tool,
            Optional<Json> params,
            Optional<String> path,
            String ruleId) {}

    /** Something that is missing to leave a phase, and the other gates that need the same file. */
    record Gap(
            String id,
            @Field(untrusted = true, max = 400) String what,
            Optional<String> tool,
            Optional<Json> params,
            Optional<String> path,
            @Field(untrusted = true, max = 400) List<String> also) {}

    record Next(
            String currentPhase,
            String progress,
            List<Action> nextActions,

            @Field(untrusted = true, max = 400) List<String> blockers,

            @Field(untrusted = true, max = LONGEST_WARNING) List<String> warnings,

            @Field(untrusted = true, max = 400, listed = false)
            List<String> syncedChanges,

            @Field(flat = true) News news) {}

    record Advanced(
            boolean advanced,
            String previousPhase,
            String currentPhase,
            String message,
            @Field(named = false) List<Gap> missing,
            @Field(flat = true) News news) {}

    record Step(String id, String title, String status) {}

    record Phase(
            String name,
            String status,
            String progress,
            Optional<Instant> startedAt,
            Optional<Instant> completedAt,
            List<Step> steps) {}

    /** Where the project stands; {@code items} counts those of each kind by their status, and is absent without kinds. */
    record Status(
            @Field(untrusted = true) String projectName,

            @Field(untrusted = true, max = LONGEST_PATH, listed = false)
            String projectPath,

            String currentPhase,
            Optional<String> currentStep,
            String overallProgress,
            @Field(named = false) List<Phase> phases,
            Map<String, Integer> goals,
            String health,
            @Field(untrusted = true, max = LONGEST_WARNING) List<String> healthIndicators,
            @Field(listed = false) long revision,

            @Field(untrusted = true, max = 400, listed = false)
            List<String> changes,

            @Field(listed = false) Optional<Map<String, Map<String, Integer>>> items) {}

    record StepChanged(
            String step,
            String status,
            String currentPhase,
            String progress,
            @Field(flat = true) News news) {}

    record DataSet(
            @Field(untrusted = true) Map<String, Json> data,
            @Field(flat = true) News news) {}

    record FactRead(String name, @Field(untrusted = true) String value, String source) {}

    record Condition(String id, String is, String outcome, List<FactRead> facts) {}

    record Explained(
            String id,
            String kind,
            boolean holds,
            @Field(untrusted = true, max = 400) String summary,
            @Field(named = false) List<Condition> conditions,
            @Field(untrusted = true, max = 400) List<String> toChange,
            @Field(listed = false) long revision) {}

    /**
     * @param steps that would complete or reopen
     * @param opened gates that would hold
     */
    record Simulated(
            List<String> steps,
            List<String> opened,
            List<String> closed,
            @Field(untrusted = true, max = 400) List<String> suggested,
            List<String> withdrawn,
            boolean canAdvance,
            @Field(listed = false) long revision) {}

    record CommitLine(
            long revision,
            Instant time,
            @Field(untrusted = true) String actor,
            @Field(untrusted = true, max = 400) String reason,
            List<String> keys) {}

    /** Commits, newest first. */
    record History(
            @Field(named = false) List<CommitLine> commits,
            Optional<Long> before,
            @Field(listed = false) long revision) {}

    record Undone(
            boolean changed,
            long undone,
            String message,
            @Field(flat = true) News news) {}

    record ItemsListed(
            List<ItemRecord> items,
            int total,
            Optional<String> cursor,
            @Field(listed = false) long revision) {}

    /** An item after a change; absent when it was removed. */
    record ItemChanged(
            @Field(named = false) Optional<ItemRecord> item,

            @Field(untrusted = true, max = 400, listed = false)
            Optional<String> message,

            @Field(flat = true) News news) {}

    /** A claimed item; absent when there is nothing to claim. */
    record ItemClaimed(
            @Field(named = false) Optional<ItemRecord> item,
            Optional<Long> token,
            Optional<Instant> until,

            @Field(untrusted = true, max = 600, listed = false)
            Optional<String> message,

            @Field(flat = true) News news) {}
}
