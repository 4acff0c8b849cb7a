package io.workfloworchestrator.app;

import io.workfloworchestrator.local.ProjectPlace;
import io.workfloworchestrator.json.CodedException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Option;

/** A command about a project; what all of them share. */
abstract class ProjectCommand implements Callable<Integer> {
    /** The command's own writer, given to it. */
    protected final Console console;

    @Option(
            names = "--project",
            paramLabel = "DIR",
            description = "The project's folder; when not given, the nearest from the working directory upward that has"
                    + " .ai-planning, else the working directory.")
    private String project = "";

    @Option(
            names = {"-w", "--workflow"},
            paramLabel = "TYPE/ID",
            description = "Which workflow of the project; its planning, or the only one, when not given.")
    private Optional<String> workflow = Optional.empty();

    @Option(names = "--json", description = "Answer as JSON; docs/cli-json.md describes it.")
    private boolean json;

    ProjectCommand(Console console) {
        this.console = console;
    }

    @Override
    public final Integer call() {
        console.json(json);
        ProjectPlace place = place(project);
        place.elsewhere().ifPresent(console::project);
        Workbench opened;
        try {
            opened = Workbench.open(place, workflow);
        } catch (CodedException e) {
            return closed(place, e).number();
        }
        try (Workbench bench = opened) {
            bench.as(as());
            int code = told(bench);
            if (bench.hasCutReason()) {
                console.note("the reason is longer than what is kept of one; the history has its beginning.");
            }
            return code;
        }
    }

    /** Runs, and tells the news of the files, whatever comes of it: a later command may not have it any more. */
    private int told(Workbench bench) {
        try {
            int code = run(bench).number();
            tellNews(bench, "");
            return code;
        } catch (RuntimeException e) {
            tellNews(bench, String.valueOf(e.getMessage()));
            throw e;
        }
    }

    /** Tells what the files have to say that no answer told yet; {@code said} is what the command says itself. */
    final void tellNews(Workbench bench, String said) {
        bench.news().take(said).forEach(notice -> console.warning(NewNotices.words(notice)));
    }

    /** Which folder is meant by what was given with {@code --project}. */
    ProjectPlace place(String given) {
        return ProjectPlace.of(given);
    }

    /** Answers where the project cannot be opened. */
    ExitCode closed(ProjectPlace place, CodedException why) {
        throw why;
    }

    /** Who does it, where somebody was named. */
    Optional<String> as() {
        return Optional.empty();
    }

    /** Does the work and answers. Errors with a code are reported, and end the command, by the caller. */
    abstract ExitCode run(Workbench bench);
}
