package io.workfloworchestrator.app;

import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.local.ProjectPlace;
import io.workfloworchestrator.workflow.ItemException;
import java.util.Optional;
import java.util.concurrent.Callable;

/** A command about a project. */
abstract class ProjectCommand extends CliCommand implements Callable<Integer> {
    private final Given<String> project = option(
            "--project DIR",
            "",
            "The project's folder; when not given, the nearest from the working directory upward that has"
                    + " .ai-planning, else the working directory.");
    private final Given<String> workflow = option(
            "-w --workflow TYPE/ID", "Which workflow of the project; its planning, or the only one, when not given.");
    private final Given<Boolean> json = flag("--json", "Answer as JSON; docs/cli-json.md describes it.");

    @Override
    public final Integer call() {
        console.json(json.get());
        ProjectPlace place = place(project.get());
        place.elsewhere().ifPresent(console::project);
        Workbench opened;
        try {
            opened = Workbench.open(place, workflow.find());
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

    /** Runs, and shows new notices about the files, even if the command fails: a later command may not get them. */
    private int told(Workbench bench) {
        try {
            requireCounts();
            int code = run(bench).number();
            tellNews(bench, "");
            return code;
        } catch (ItemException e) {
            tellNews(bench, String.valueOf(e.getMessage()));
            throw e.missing()
                    .flatMap(bench::elsewhere)
                    .map(where -> new CodedException(e.code(), e.getMessage() + where, e))
                    .orElse(e);
        } catch (RuntimeException e) {
            tellNews(bench, String.valueOf(e.getMessage()));
            throw e;
        }
    }

    /** Shows the notices about the files that no answer has shown; {@code said} is the command's own error message. */
    final void tellNews(Workbench bench, String said) {
        bench.news().take(said).forEach(notice -> console.warning(NewNotices.words(notice)));
    }

    ProjectPlace place(String given) {
        return ProjectPlace.of(given);
    }

    /** Answers if the project cannot be opened. */
    ExitCode closed(ProjectPlace place, CodedException why) {
        throw why;
    }

    Optional<String> as() {
        return Optional.empty();
    }

    /** Does the work and answers. The caller reports errors. */
    abstract ExitCode run(Workbench bench);
}
