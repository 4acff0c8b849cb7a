package io.workfloworchestrator.app;

import io.workfloworchestrator.definition.DefinitionProblem;
import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.local.ProjectPlace;
import io.workfloworchestrator.local.Worktree;
import io.workfloworchestrator.projectmanagement.Planning;
import io.workfloworchestrator.state.Commit;
import io.workfloworchestrator.state.Moment;
import io.workfloworchestrator.state.StateKey;
import io.workfloworchestrator.state.files.GitCommand;
import io.workfloworchestrator.state.files.Layout;
import io.workfloworchestrator.state.spi.StateView;
import io.workfloworchestrator.taskexecutor.TaskExecutorServer;
import io.workfloworchestrator.taskexecutor.workflows.Invariants;
import io.workfloworchestrator.taskexecutor.workflows.TaskWorkflows;
import io.workfloworchestrator.workflow.WorkflowCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

@Command(
        name = "doctor",
        description =
                "Checks Java, launcher, storage, permissions, database, files, definitions, git, limits; says what to"
                        + " do.")
final class DoctorCommand extends ProjectCommand {
    private static final String DRIVER = "merge.workflow-state.driver";
    /** The group's and everybody else's part of a file's rights, if they have none. */
    private static final String OWNER_ONLY = "------";
    /** What sets git up in a project whose workflows are not known now. */
    private static final String LATER =
            "Run 'workflow doctor' again when the state can be read: it then names the command that sets git up.";

    @Override
    ExitCode run(Workbench bench) {
        List<Check> checks;
        try (Progress progress = console.progress("check the database")) {
            checks = all(bench, Machine.here(), progress);
        }
        return answer(checks);
    }

    @Override
    ExitCode closed(ProjectPlace place, CodedException why) {
        return answer(ofClosed(place.folder(), why, Machine.here()));
    }

    private ExitCode answer(List<Check> checks) {
        boolean ok = checks.stream().allMatch(Check::ok);
        console.answer(Json.Obj.EMPTY.with("ok", ok).with("checks", Answers.list(Check.class, checks)), () -> {
            checks.forEach(this::print);
            console.line(ok ? console.good("All is well.") : console.bad("See the advice above."));
        });
        return ok ? ExitCode.OK : ExitCode.REFUSED;
    }

    private void print(Check check) {
        String mark =
                !check.ok() ? console.bad("✗ ") : check.advice().isEmpty() ? console.good("✓ ") : console.warn("! ");
        console.paragraph(mark + console.bold(String.format("%-12s", check.name())), check.found());
        if (!check.advice().isEmpty()) {
            console.paragraph(" ".repeat(14) + "→ ", check.advice());
        }
    }

    /**
     * What sets git up in this clone. It names a workflow that is here: without one, {@code workflow init} means the planning,
     * and begins a second plan where the project has other workflows only.
     */
    private static String settingUpGit(Workbench bench) {
        try {
            List<String> all = MeantWorkflow.all(bench.states().now());
            if (all.isEmpty()) {
                return "'workflow init' sets git up, and begins a workflow: none is here yet.";
            }
            String which =
                    Planning.begun(bench.states()).isPresent() ? "" : " -w " + ClientConfig.shellWord(all.get(0));
            return "Run 'workflow init" + which + "' again in this clone: it sets git up and changes no state.";
        } catch (CodedException e) {
            return LATER;
        }
    }

    /** All checks; a check may explain the failure of a later one. */
    static List<Check> all(Workbench bench, Machine machine, Progress progress) {
        return together(
                machine,
                bench.folder(),
                settingUpGit(bench),
                made("storage", () -> storage(bench)),
                permissions(bench.folder()),
                made("state", () -> state(bench)),
                made("database", () -> database(bench, progress)),
                made("files", () -> files(bench)),
                made("tasks", () -> tasks(bench)));
    }

    static List<Check> ofClosed(ProjectFolder folder, CodedException why, Machine machine) {
        return together(machine, folder, LATER, permissions(folder), bad("state", "", why));
    }

    private static List<Check> together(Machine machine, ProjectFolder folder, String settingUpGit, Check... ofState) {
        List<Check> checks = new ArrayList<>(List.of(machine.java(), machine.launcher(), machine.disk(folder.root())));
        checks.addAll(List.of(ofState));
        checks.add(made("definitions", () -> definitions(folder)));
        checks.addAll(gitChecks(folder.root(), settingUpGit));
        checks.add(machine.watching());
        return checks;
    }

    private static Check permissions(ProjectFolder folder) {
        return made("permissions", () -> permissionsOf(folder.root()));
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
        List<StateView.Notice> findings = bench.local().database().findings();
        return findings.isEmpty()
                ? Check.good("storage", "a local file system, not synchronised with other machines")
                : Check.bad("storage", codes(findings), messages(findings));
    }

    private static Check state(Workbench bench) {
        List<String> keys = bench.states().list();
        if (keys.isEmpty()) {
            return new Check("state", true, "nothing here yet", "Begin with 'workflow init'.");
        }
        List<String> lost = lostItems(bench, keys);
        if (!lost.isEmpty()) {
            return Check.bad(
                    "state",
                    Check.count(lost.size(), "item") + " in no status of the definition",
                    String.join(" ", lost));
        }
        List<Commit> newest = bench.states().history(1);
        String last = newest.isEmpty()
                ? ""
                : ", last changed by " + newest.get(0).cause().actor();
        return Check.good(
                "state",
                Check.count(keys.size(), "key") + ", revision " + bench.states().head() + last);
    }

    private static List<String> lostItems(Workbench bench, List<String> keys) {
        WorkflowCheck check = bench.local().check(Map.of());
        Moment now = bench.states().now();
        return keys.stream()
                .flatMap(key -> now.find(StateKey.json(key)).stream()
                        .filter(state -> state.value().at("items").isPresent())
                        .flatMap(state ->
                                check.lostItems(key, state.value()).stream().map(said -> key + ": " + said)))
                .toList();
    }

    /** Reads every row, so it may take long. It also tells what opening the database had to put aside. */
    private static Check database(Workbench bench, Progress progress) {
        progress.at(0, 0);
        try {
            List<StateView.Notice> damage =
                    new ArrayList<>(bench.local().database().verify());
            damage.addAll(bench.local().database().recovery());
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
        List<DefinitionProblem> problems = DefinitionCommands.allProblems(folder);
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

    /** The checks of git's settings; in a further worktree also that it has a state of its own. */
    static List<Check> gitChecks(Path root, String settingUp) {
        List<Check> checks = new ArrayList<>(merges(root, settingUp));
        Worktree.of(root)
                .ifPresent(tree -> checks.add(new Check(
                        "worktree",
                        true,
                        "a further worktree of git, with a state of its own"
                                + tree.main()
                                        .map(main -> "; the main one is in " + main)
                                        .orElse(""),
                        tree.main().isPresent() ? Worktree.HOW_TO_SHARE : "")));
        return checks;
    }

    /** A file of each kind of list that the servers keep, by the folder of its state; any name will do. */
    private static final Map<String, String> LISTS =
            Map.of("tasks", "temp/workflows/any/plan.md", "feature", "specs/any/tasks.md");

    /** Two checks; only one if there is no repository or no git. */
    private static List<Check> merges(Path root, String settingUp) {
        if (!Files.exists(root.resolve(".git"))) {
            return List.of(Check.good("git", "not a git repository"));
        }
        if (GitCommand.answer(root, "--version").isEmpty()) {
            return List.of(Check.good("git", "a repository, but git cannot be run here"));
        }
        return List.of(ignored(root), merging(root, settingUp));
    }

    private static Check ignored(Path root) {
        if (!Files.exists(root.resolve(Layout.STATE_FOLDER))) {
            return Check.good("git", "no database yet that it could take in");
        }
        boolean ignored = GitCommand.answer(root, "check-ignore", "-q", Layout.STATE_FOLDER + "/state.db")
                .isPresent();
        return ignored
                ? Check.good("git", "the database is kept out of git")
                : Check.bad(
                        "git",
                        "the database is not ignored by git",
                        "Put a file .gitignore with the one line * into " + Layout.STATE_FOLDER
                                + ", where it was removed: a database that git copies is damaged.");
    }

    private static Check merging(Path root, String settingUp) {
        Optional<String> driver =
                GitCommand.answer(root, "config", "--get", DRIVER).map(String::strip);
        if (!isMerged(root, Layout.FOLDER + "/project-state.json") || driver.isEmpty()) {
            return Check.bad(
                    "merging",
                    driver.isEmpty()
                            ? "this clone has no merge driver for state files"
                            : ".gitattributes does not name the merge driver for state files",
                    settingUp + " Without it, branches that change different things conflict.");
        }
        Optional<Path> program = program(driver.get());
        if (program.isPresent() && !Files.isExecutable(program.get())) {
            return Check.bad(
                    "merging", "the merge driver " + program.get() + " is not there or may not be executed", settingUp);
        }
        Optional<String> missed = LISTS.entrySet().stream()
                .filter(list -> Files.exists(root.resolve(Layout.FOLDER).resolve(list.getKey())))
                .map(Map.Entry::getValue)
                .filter(list -> !isMerged(root, list))
                .findFirst();
        return missed.map(list -> Check.bad(
                        "merging",
                        ".gitattributes does not name the merge driver for files such as " + list,
                        settingUp))
                .orElseGet(() -> Check.good("merging", "state files are merged by structure"));
    }

    private static boolean isMerged(Path root, String path) {
        return GitCommand.answer(root, "check-attr", "merge", "--", path)
                .filter(attribute -> attribute.strip().endsWith("workflow-state"))
                .isPresent();
    }

    /** The program in a driver's command line, which {@code GitSetup} writes quoted and absolute. */
    private static Optional<Path> program(String driver) {
        Matcher first = Pattern.compile("^'((?:[^']|'\\\\'')*)'").matcher(driver);
        return first.find()
                ? Optional.of(Path.of(first.group(1).replace("'\\''", "'").replace("%%", "%")))
                        .filter(Path::isAbsolute)
                : Optional.empty();
    }

    static Check permissionsOf(Path root) {
        List<String> found = new ArrayList<>();
        List<String> advice = new ArrayList<>();
        writable(root, found, advice);
        Path state = root.resolve(Layout.STATE_FOLDER);
        writable(root.resolve(Layout.FOLDER), found, advice);
        if (Files.isDirectory(state, LinkOption.NOFOLLOW_LINKS)) {
            confined(state, found, advice);
            try (Stream<Path> files = Files.list(state)) {
                files.filter(Files::isRegularFile).sorted().forEach(file -> writable(file, found, advice));
            } catch (IOException e) {
                found.add(state + " cannot be listed");
                advice.add("Give yourself the right to read " + state + ".");
            }
        }
        return found.isEmpty()
                ? Check.good("permissions", root + " may be written, and the state by you alone")
                : Check.bad("permissions", String.join("; ", found), String.join(" ", advice));
    }

    private static void writable(Path path, List<String> found, List<String> advice) {
        if (Files.exists(path) && !(Files.isReadable(path) && Files.isWritable(path))) {
            found.add(path + " may not be " + (Files.isReadable(path) ? "written" : "read"));
            advice.add("Give yourself the right (chmod u+rw " + path
                    + "); until then, questions work at most, and changes are refused.");
        }
    }

    private static void confined(Path state, List<String> found, List<String> advice) {
        String rights = rights(state);
        if (!rights.endsWith(OWNER_ONLY)) {
            found.add(state + " is open to others (" + rights + ")");
            advice.add("Run chmod 700 " + state + ": whoever opens the database can damage it.");
        }
    }

    /** Such as {@code rwx------}; a system without such permissions is taken to let nobody else in. */
    private static String rights(Path path) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS));
        } catch (IOException | UnsupportedOperationException e) {
            return OWNER_ONLY;
        }
    }
}
