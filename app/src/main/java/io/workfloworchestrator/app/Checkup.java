package io.workfloworchestrator.app;

import io.workfloworchestrator.definition.DefinitionProblem;
import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.state.Commit;
import io.workfloworchestrator.state.StateKey;
import io.workfloworchestrator.state.spi.StateView;
import io.workfloworchestrator.taskexecutor.TaskExecutorServer;
import io.workfloworchestrator.taskexecutor.workflows.Invariants;
import io.workfloworchestrator.taskexecutor.workflows.TaskWorkflows;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The doctor's checks of a project. They write nothing; opening a damaged database does (docs/state.md). */
final class Checkup {

    private Checkup() {}

    /** All checks; a check may explain the failure of a later one. */
    static List<Check> all(Workbench bench, Machine machine, Progress progress) {
        return together(
                machine,
                bench.folder(),
                made("storage", () -> storage(bench)),
                permissions(bench.folder()),
                made("state", () -> state(bench)),
                made("database", () -> database(bench, progress)),
                made("files", () -> files(bench)),
                made("tasks", () -> tasks(bench)));
    }

    /** The checks that are possible in a project that cannot be opened. */
    static List<Check> closed(ProjectFolder folder, CodedException why, Machine machine) {
        return together(machine, folder, permissions(folder), bad("state", "", why));
    }

    private static List<Check> together(Machine machine, ProjectFolder folder, Check... ofState) {
        List<Check> checks = new ArrayList<>(List.of(machine.java(), machine.launcher(), machine.disk(folder.root())));
        checks.addAll(List.of(ofState));
        checks.add(made("definitions", () -> definitions(folder)));
        checks.addAll(GitCheckup.all(folder.root()));
        checks.add(machine.watching());
        return checks;
    }

    private static Check permissions(ProjectFolder folder) {
        return made("permissions", () -> Permissions.check(folder.root()));
    }

    /** One check. If it fails with an error, that is its finding, and the other checks are still made. */
    private static Check made(String name, Supplier<Check> check) {
        try {
            return check.get();
        } catch (CodedException e) {
            return bad(name, "", e);
        }
    }

    private static Check bad(String name, String what, CodedException why) {
        return Check.bad(
                name, what + why.getMessage(), "The code is " + why.code() + "; docs/state.md has what to do.");
    }

    private static Check storage(Workbench bench) {
        List<StateView.Notice> findings = bench.database().findings();
        return findings.isEmpty()
                ? Check.good("storage", "a local file system, not synchronised with other machines")
                : Check.bad("storage", codes(findings), messages(findings));
    }

    private static Check state(Workbench bench) {
        List<String> keys = bench.states().list();
        if (keys.isEmpty()) {
            return new Check("state", true, "nothing here yet", "Begin with 'workflow init'.");
        }
        List<Commit> newest = bench.states().history(1);
        String last = newest.isEmpty()
                ? ""
                : ", last changed by " + newest.get(0).cause().actor();
        return Check.good(
                "state",
                Check.count(keys.size(), "key") + ", revision " + bench.states().head() + last);
    }

    /** Reads every row, so it may take long. It also tells what opening the database had to put aside. */
    private static Check database(Workbench bench, Progress progress) {
        progress.at(0, 0);
        try {
            List<StateView.Notice> damage = new ArrayList<>(bench.database().verify());
            damage.addAll(bench.database().recovery());
            return damage.isEmpty()
                    ? Check.good("database", "every row is as it was written")
                    : Check.bad("database", codes(damage), messages(damage));
        } catch (CodedException e) {
            return bad("database", "cannot be checked: ", e);
        }
    }

    private static Check files(Workbench bench) {
        List<StateView.Notice> notices = bench.states().notices();
        bench.news().told(notices);
        return notices.isEmpty()
                ? Check.good("files", "nothing in conflict, nothing unreadable")
                : Check.bad("files", Check.count(notices.size(), "thing") + " to look at", messages(notices));
    }

    /** Whether workflows of tasks, their folders, the features and the goals say the same. */
    private static Check tasks(Workbench bench) {
        if (bench.states().find(StateKey.json(TaskWorkflows.LIST)).isEmpty()) {
            return Check.good("tasks", "no workflows of tasks");
        }
        List<String> broken = Invariants.broken(bench.project(TaskExecutorServer.WORKFLOWS));
        return broken.isEmpty()
                ? Check.good("tasks", "workflows, folders, features and goals agree")
                : Check.bad("tasks", Check.count(broken.size(), "thing") + " to look at", String.join(" ", broken));
    }

    private static Check definitions(ProjectFolder folder) {
        List<DefinitionProblem> problems = DefinitionCommands.Problems.all(folder);
        return problems.isEmpty()
                ? Check.good("definitions", "no problems in the built-in ones and the project's own")
                : Check.bad(
                        "definitions",
                        Check.count(problems.size(), "problem"),
                        problems.get(0).headline() + " (all of them: workflow verify)");
    }

    private static String codes(List<StateView.Notice> notices) {
        return notices.stream().map(StateView.Notice::code).distinct().collect(Collectors.joining(", "));
    }

    private static String messages(List<StateView.Notice> notices) {
        return notices.stream()
                .map(notice -> notice.path().equals(".") ? notice.message() : notice.path() + ": " + notice.message())
                .collect(Collectors.joining(" "));
    }
}
