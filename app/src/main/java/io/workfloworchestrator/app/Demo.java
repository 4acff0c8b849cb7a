package io.workfloworchestrator.app;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Commit;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.workflow.NextSteps;
import io.workfloworchestrator.workflow.WorkflowState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.ToIntBiFunction;
import java.util.stream.Collectors;

/**
 * The demonstration: real commands on real files in a folder of its own, each claim checked against the state.
 *
 * <p>Everything that it prints about the project is printed by the commands themselves; what it says in between is what
 * it does with the files, as a person would with an editor.
 */
final class Demo {
    private static final long LIMIT_SECONDS = 120;
    private static final String STATE_FILE = ".ai-planning/project-state.json";
    private static final int WRITERS = 4;
    private static final int NOTES_EACH = 25;

    private final Path project;
    private final Console console;
    private final ToIntBiFunction<String[], Console> run;
    private final DemoFiles files;
    private final List<Check> checks = new ArrayList<>();
    private int scene;

    record Check(String claim, boolean ok, String found) {}

    Demo(Path project, Console console, ToIntBiFunction<String[], Console> run) {
        this.project = project;
        this.console = console;
        this.run = run;
        this.files = new DemoFiles(project);
    }

    /** Plays all scenes; afterwards {@link #checks} says whether every claim held. */
    void play() {
        begin();
        filesMoveThePlan();
        refusedThenAdvanced();
        goalsByHand();
        manyWriters();
        editedByHand();
        undone();
    }

    List<Check> checks() {
        return List.copyOf(checks);
    }

    boolean ok() {
        return checks.stream().allMatch(Check::ok);
    }

    private void begin() {
        scene("A project begins");
        workflow("init", "--type", "project-planning", "--name", "Corner shop");
        check("the project stands in its first phase", "initialization", phase());
    }

    private void filesMoveThePlan() {
        scene("Next steps follow the files");
        workflow("next", "--max", "1");
        String before = firstAdvice();
        person("makes the eight folders");
        files.makeFolders();
        workflow("next", "--max", "1");
        String after = firstAdvice();
        check(
                "another step is advised once the folders are there",
                true,
                !before.equals(after),
                before + " → " + after);
        person("writes " + DemoFiles.CONSTITUTION);
        files.write(DemoFiles.CONSTITUTION);
        workflow("why", "step:generate-constitution");
        check("the step completed itself, from the file", "complete", status("generate-constitution"));
    }

    private void refusedThenAdvanced() {
        scene("A phase is left when it is done, and not before");
        int refused = workflow("advance");
        check("leaving too early is refused", ExitCode.REFUSED.number(), refused);
        check("and changes nothing", "initialization", phase());
        for (String path : List.of(DemoFiles.STAKEHOLDERS, DemoFiles.RESOURCES, DemoFiles.ROADMAP)) {
            person("writes " + path);
            files.write(path);
        }
        int advanced = workflow("advance");
        check("now the phase is left", ExitCode.OK.number(), advanced);
        check("for the next one", "goal-development", phase());
    }

    private void goalsByHand() {
        scene("A goal is a file; selecting it is moving it");
        person("writes " + DemoFiles.POTENTIAL + "/goal.md");
        files.write(DemoFiles.POTENTIAL + "/goal.md");
        workflow("next", "--max", "1");
        person("moves the folder to " + DemoFiles.SELECTED);
        files.move(DemoFiles.POTENTIAL, DemoFiles.SELECTED);
        int advanced = workflow("advance");
        check("the moved file opened the gate", ExitCode.OK.number(), advanced);
        check("and the project is being carried out", "execution", phase());
        workflow("status");
    }

    private void manyWriters() {
        scene(WRITERS + " processes write to one value at once");
        look(bench ->
                bench.states().create(DemoCommands.WriteMany.NOTES, Json.Obj.EMPTY, bench.cause("begin the notes")));
        Result result = runWriters(project, WRITERS, NOTES_EACH);
        result.said().forEach(line -> console.line("  " + Console.plain(line)));
        int asked = WRITERS * NOTES_EACH;
        int kept = look(bench -> bench.states().get(DemoCommands.WriteMany.NOTES))
                .json()
                .asObject()
                .size();
        List<Commit> commits = look(bench -> bench.states().history(DemoCommands.WriteMany.NOTES, asked + 1));
        long actors = commits.stream()
                .map(commit -> commit.cause().actor())
                .filter(actor -> actor.startsWith("writer"))
                .distinct()
                .count();
        check("no update was refused", WRITERS, result.successes());
        check("no update was lost", asked, kept);
        check("each is in the history, with who and why", asked + 1, commits.size());
        check("by " + WRITERS + " processes", WRITERS, actors);
    }

    private void editedByHand() {
        scene("A file is edited by hand, on a copy that is already old");
        String old = files.read(STATE_FILE);
        workflow("step", "done", "validate-deliverables", "--note", "told the owner");
        person("saves " + STATE_FILE + " with another title, from before that");
        files.write(STATE_FILE, old.replace("\"Corner shop\"", "\"Corner shop, on the web\""));
        workflow("history", "--limit", "2");
        check("the edit was merged", "Corner shop, on the web", state().title());
        check("and what happened meanwhile is kept", "told the owner", note("validate-deliverables"));
    }

    private void undone() {
        scene("The last change is undone");
        long before = head().number();
        int undone = workflow("undo");
        check("undo is a new commit, nothing is rewritten", before + 1, head().number());
        check("and it worked", ExitCode.OK.number(), undone);
        check("the title is the old one", "Corner shop", state().title());
        check("and the rest stands", "told the owner", note("validate-deliverables"));
        workflow("history", "--limit", "3");
    }

    // ---- what the scenes are made of

    private void scene(String title) {
        console.line();
        console.line(console.bold("── " + ++scene + ". " + title + " ──"));
    }

    private void person(String does) {
        console.line(console.warn("» a person ") + does);
    }

    private int workflow(String... arguments) {
        console.line(console.dim("$ workflow " + quoted(arguments)));
        List<String> words = new ArrayList<>(List.of(arguments));
        words.add("--project");
        words.add(project.toString());
        return run.applyAsInt(words.toArray(String[]::new), console);
    }

    private static String quoted(String... arguments) {
        return List.of(arguments).stream()
                .map(word -> word.contains(" ") ? '"' + word + '"' : word)
                .collect(Collectors.joining(" "));
    }

    private void check(String claim, Object expected, Object found) {
        check(claim, expected, found, String.valueOf(found));
    }

    private void check(String claim, Object expected, Object found, String shown) {
        boolean ok = String.valueOf(expected).equals(String.valueOf(found));
        checks.add(new Check(claim, ok, shown));
        console.paragraph(
                "  " + console.mark(ok), claim + (ok ? ": " + shown : ": " + shown + ", expected " + expected));
    }

    private Revision head() {
        return look(bench -> bench.states().head());
    }

    private String phase() {
        return look(bench -> bench.workflow().status().phase());
    }

    private String firstAdvice() {
        NextSteps next = look(bench -> bench.workflow().next());
        return next.steps().isEmpty() ? "nothing" : next.steps().get(0).action();
    }

    private String status(String step) {
        return state().step(step).status().word();
    }

    private String note(String step) {
        return state().step(step).note().orElse("none");
    }

    private WorkflowState<Json> state() {
        return look(bench -> bench.workflow().state().orElseThrow().value());
    }

    private <R> R look(Function<Workbench, R> question) {
        try (Workbench bench = Workbench.open(project.toString())) {
            return question.apply(bench);
        }
    }

    /** How many ended with exit code 0, and what each said, in the order of their names. */
    private record Result(int successes, List<String> said) {}

    private static Result runWriters(Path project, int writers, int notesEach) {
        List<Process> processes = new ArrayList<>();
        try {
            for (int i = 1; i <= writers; i++) {
                List<String> command = new ArrayList<>(Program.command());
                command.addAll(List.of("write-many", "--project", project.toString()));
                command.addAll(List.of("--writer", "writer-" + i, "--count", Integer.toString(notesEach)));
                processes.add(
                        new ProcessBuilder(command).redirectErrorStream(true).start());
            }
            int successes = 0;
            List<String> said = new ArrayList<>();
            for (Process process : processes) {
                process.getOutputStream().close();
                said.add(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip());
                boolean ended = process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
                successes += ended && process.exitValue() == 0 ? 1 : 0;
            }
            return new Result(successes, said);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Result(0, List.of("interrupted"));
        } finally {
            processes.forEach(Process::destroyForcibly);
        }
    }
}
