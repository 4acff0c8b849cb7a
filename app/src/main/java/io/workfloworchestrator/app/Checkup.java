package io.workfloworchestrator.app;

import io.workfloworchestrator.definition.DefinitionProblem;
import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.state.Commit;
import io.workfloworchestrator.state.spi.StateView;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What the doctor looks at in a project. Nothing is written, except what opening a damaged database does (docs/state.md). */
final class Checkup {

    private final Workbench bench;
    private final Progress progress;

    private Checkup(Workbench bench, Progress progress) {
        this.bench = bench;
        this.progress = progress;
    }

    /** Everything, in the order in which one thing may be the reason for the next. */
    static List<Check> all(Workbench bench, Machine machine, Progress progress) {
        Checkup checkup = new Checkup(bench, progress);
        ProjectFolder folder = bench.folder();
        List<Check> checks = machine(machine, folder);
        checks.add(made("storage", checkup::storage));
        checks.add(made("permissions", () -> Permissions.check(folder.root())));
        checks.add(made("state", checkup::state));
        checks.add(made("database", checkup::database));
        checks.add(made("files", checkup::files));
        checks.addAll(others(machine, folder));
        return checks;
    }

    /** What can still be looked at in a project that cannot be opened. */
    static List<Check> closed(ProjectFolder folder, CodedException why, Machine machine) {
        List<Check> checks = machine(machine, folder);
        checks.add(made("permissions", () -> Permissions.check(folder.root())));
        checks.add(bad("state", why.code(), why));
        checks.addAll(others(machine, folder));
        return checks;
    }

    private static List<Check> machine(Machine machine, ProjectFolder folder) {
        List<Check> checks = new ArrayList<>();
        checks.add(machine.java());
        checks.add(machine.launcher());
        checks.add(machine.disk(folder.root()));
        return checks;
    }

    private static List<Check> others(Machine machine, ProjectFolder folder) {
        List<Check> checks = new ArrayList<>();
        checks.add(made("definitions", () -> definitions(folder)));
        checks.addAll(GitCheckup.all(folder.root()));
        checks.add(machine.watching());
        return checks;
    }

    /** One check; that it cannot be made is what it found, and no reason to leave out the others. */
    private static Check made(String name, Supplier<Check> check) {
        try {
            return check.get();
        } catch (CodedException e) {
            return bad(name, e.code(), e);
        }
    }

    private static Check bad(String name, String code, Exception why) {
        return Check.bad(
                name, String.valueOf(why.getMessage()), "The code is " + code + "; docs/state.md has what to do.");
    }

    private Check storage() {
        List<StateView.Notice> findings = bench.database().findings();
        return findings.isEmpty()
                ? Check.good("storage", "a local file system, not synchronised with other machines")
                : Check.bad("storage", codes(findings), messages(findings));
    }

    private Check state() {
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

    /** Reads every row, so it may take long; what opening had to put aside is told here too. */
    private Check database() {
        progress.at(0, 0);
        try {
            List<StateView.Notice> damage = new ArrayList<>(bench.database().verify());
            damage.addAll(bench.database().recovery());
            return damage.isEmpty()
                    ? Check.good("database", "every row is as it was written")
                    : Check.bad("database", codes(damage), messages(damage));
        } catch (CodedException e) {
            return Check.bad(
                    "database",
                    "cannot be checked: " + e.getMessage(),
                    "The code is " + e.code() + "; docs/state.md has what to do.");
        }
    }

    private Check files() {
        List<StateView.Notice> notices = bench.states().notices();
        bench.news().told(notices);
        return notices.isEmpty()
                ? Check.good("files", "nothing in conflict, nothing unreadable")
                : Check.bad("files", Check.count(notices.size(), "thing") + " to look at", messages(notices));
    }

    private static Check definitions(ProjectFolder folder) {
        List<DefinitionProblem> problems = DefinitionProblems.all(folder);
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
