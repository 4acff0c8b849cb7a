package io.workfloworchestrator.taskexecutor.verify;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A command that proves something about a task, as a project declares it. It mirrors an entry of {@link VerificationRules#FILE}.
 *
 * @param name how people and agents call it, such as {@code unit-tests}
 * @param run the program and its arguments; no shell reads them
 * @param folder the folder in the project in which it runs; "." for the project itself
 * @param categories of which categories the workflows are whose tasks it is for; empty for all
 * @param covers the files that it is about: paths, folders or patterns; once one of them changes, its outcome is stale
 * @param reports the reports that it writes: paths or patterns
 * @param tests the files with tests that must occur in the reports; a test that exists but did not run counts as missing
 * @param environment names of variables that it gets beside those that every program needs
 */
public record Check(
        String name,
        List<String> run,
        String folder,
        Duration timeout,
        Set<Stage> stages,
        List<String> categories,
        List<String> covers,
        List<String> reports,
        List<String> tests,
        List<String> environment) {
    /** How long a check may take that says nothing about it. */
    public static final Duration USUAL_TIME = Duration.ofMinutes(10);

    public Check {
        run = List.copyOf(run);
        stages = Set.copyOf(stages);
        categories = List.copyOf(categories);
        covers = List.copyOf(covers);
        reports = List.copyOf(reports);
        tests = List.copyOf(tests);
        environment = List.copyOf(environment);
    }

    /** Its stages as people write them, sorted. */
    public List<String> stageWords() {
        return stages.stream()
                .map(stage -> stage.name().toLowerCase(Locale.ROOT))
                .sorted()
                .toList();
    }

    /** When a check runs. */
    public enum Stage {
        /** When a task is verified. */
        TASK,
        /** Before a workflow is archived. */
        ARCHIVE
    }

    static Check of(String name, List<String> run) {
        return new Check(
                name,
                run,
                ".",
                USUAL_TIME,
                EnumSet.of(Stage.TASK),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    Check covering(List<String> files) {
        return new Check(name, run, folder, timeout, stages, categories, files, reports, tests, environment);
    }

    Check reporting(String... written) {
        return new Check(name, run, folder, timeout, stages, categories, covers, List.of(written), tests, environment);
    }

    public boolean isFor(Stage stage, String category) {
        return stages.contains(stage) && (categories.isEmpty() || categories.contains(category));
    }

    String inFolder(String path) {
        return folder.equals(".") ? path : folder + "/" + path;
    }

    List<String> inFolder(List<String> paths) {
        return paths.stream().map(this::inFolder).toList();
    }

    /** The command line for people: words with other signs than usual ones are quoted. */
    public String line() {
        return run.stream()
                .map(word -> word.matches("[A-Za-z0-9_@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'")
                .collect(Collectors.joining(" "));
    }
}
