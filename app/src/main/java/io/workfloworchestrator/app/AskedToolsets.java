package io.workfloworchestrator.app;

import io.workfloworchestrator.projectmanagement.Planning;
import io.workfloworchestrator.projectmanagement.ProjectManagementServer;
import io.workfloworchestrator.projectmanagement.Toolset;
import io.workfloworchestrator.specdriven.SpecDrivenServer;
import io.workfloworchestrator.specdriven.SpecToolset;
import io.workfloworchestrator.taskexecutor.TaskExecutorServer;
import io.workfloworchestrator.taskexecutor.TaskToolset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The toolsets that somebody asked for with {@code --toolsets}.
 *
 * @param planning those of the planning; empty for what the project or the server says
 * @param features those of the specifications, beside the usual tools
 * @param tasks those of the tasks
 * @param words as they are given on a command line; empty if nothing was asked for
 */
record AskedToolsets(
        Optional<Set<Toolset>> planning, Set<SpecToolset> features, Set<TaskToolset> tasks, Optional<String> words) {
    private static final AskedToolsets USUAL =
            new AskedToolsets(Optional.empty(), Set.of(), TaskToolset.DEFAULT, Optional.empty());

    /**
     * Reads the value of the option.
     *
     * @throws UsageException if the server of this workflow has no toolsets, or none of this name
     */
    static AskedToolsets of(String workflow, Optional<String> given) {
        if (given.isEmpty()) {
            return USUAL;
        }
        List<String> words = Stream.of(given.get().split(",", -1))
                .map(word -> word.strip().toLowerCase(Locale.ROOT))
                .toList();
        List<String> known = known(workflow);
        for (String word : words) {
            if (!known.contains(word)) {
                throw new UsageException(
                        "there is no toolset '" + Console.plain(word) + "'" + UsageWords.meant(word, known));
            }
        }
        boolean isAll = workflow.equals(AllServers.NAME);
        List<String> sorted = known.stream().filter(words::contains).toList();
        boolean isOfPlanning = sorted.stream().anyMatch(Toolset.words()::contains);
        return new AskedToolsets(
                isAll && !isOfPlanning ? Optional.empty() : Optional.of(Toolset.of(words)),
                SpecToolset.of(words),
                TaskToolset.of(words),
                Optional.of(shown(workflow, words)));
    }

    /** As one would write it: every toolset that is meant, in order. */
    private static String shown(String workflow, List<String> words) {
        Stream<String> shown = switch (workflow) {
            case AllServers.NAME -> words.stream();
            case SpecDrivenServer.FEATURES ->
                SpecToolset.of(words).stream().sorted().map(SpecToolset::word);
            case TaskExecutorServer.WORKFLOWS ->
                TaskToolset.of(words).stream().sorted().map(TaskToolset::word);
            default -> Toolset.of(words).stream().sorted().map(Toolset::word);
        };
        return shown.collect(Collectors.joining(","));
    }

    private static List<String> known(String workflow) {
        if (workflow.equals(AllServers.NAME)) {
            return Stream.of(Toolset.words(), SpecToolset.words(), TaskToolset.words())
                    .flatMap(List::stream)
                    .distinct()
                    .toList();
        }
        if (workflow.equals(SpecDrivenServer.FEATURES)) {
            return SpecToolset.words();
        }
        if (workflow.equals(TaskExecutorServer.WORKFLOWS)) {
            return TaskToolset.words();
        }
        if (!Planning.isPlanning(workflow)) {
            throw new UsageException("--toolsets is for the servers " + ProjectManagementServer.NAME + ", "
                    + SpecDrivenServer.NAME + " and " + TaskExecutorServer.NAME + "; another one has no others.");
        }
        return Toolset.words();
    }
}
