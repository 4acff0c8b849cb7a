package io.workfloworchestrator.taskexecutor.verify;

import io.workfloworchestrator.files.Fingerprints;
import io.workfloworchestrator.files.PathException;
import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Moment;
import io.workfloworchestrator.state.StateKey;
import io.workfloworchestrator.state.StateManager;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The commands that people approved, by their {@linkplain #fingerprint fingerprints}, in the shared state of the project.
 *
 * <p>No tool of a server gives an approval, only a command of a person does. Its file can be edited by hand like every other one, so
 * an approval counts only if a commit of that command gave it: a line that somebody wrote into the file approves nothing.
 *
 * <p>Thread-safe.
 */
public record Approvals(StateManager state, ProjectFolder project, Clock clock) {
    static final StateKey<Given> KEY = StateKey.of("task-checks/approvals", Given.class);

    private static final int MOST_BYTES = 4 << 20;
    private static final Set<String> MANAGERS = Set.of("npm", "pnpm", "yarn", "bun");
    private static final String APPROVED = "approved the check ";
    private static final int SHOWN = 12;

    /** @param commands the approvals by fingerprint */
    record Given(Map<String, Approval> commands) {
        Given {
            commands = Map.copyOf(commands);
        }
    }

    /** What is approved of a check, in a form for people: 12 hexadecimal digits of its fingerprint. */
    public String shown(Check check) {
        return fingerprint(check, project).substring(0, SHOWN);
    }

    /** What a check's command starts in the project, each with its text: the scripts of a package file. */
    public Map<String, String> scripts(Check check) {
        Map<String, String> scripts = new TreeMap<>();
        script(check, project)
                .asObject()
                .forEach((name, text) -> scripts.put(name, text.asText().orElse(text.toString())));
        return scripts;
    }

    /** The approval of a check's command as it is now; empty if nobody gave it, or the command is another one by now. */
    public Optional<Approval> find(Check check) {
        return find(state.now(), check);
    }

    Optional<Approval> find(Moment now, Check check) {
        String fingerprint = fingerprint(check, project);
        return now.find(KEY)
                .map(given -> given.value().commands().get(fingerprint))
                .filter(approval -> now.history(KEY, StateManager.MAX_COMMITS).stream()
                        .anyMatch(commit -> commit.cause().reason().startsWith(APPROVED)
                                && commit.cause().reason().contains(fingerprint)));
    }

    /**
     * Approves a check's command as it is now. For people: a tool must never call this.
     *
     * @param cause the person, and why if that is known
     */
    public Approval approve(Check check, Cause cause) {
        String fingerprint = fingerprint(check, project);
        Approval approval = new Approval(
                check.name(), check.line(), cause.actor(), clock.instant().truncatedTo(ChronoUnit.MILLIS));
        Object unused = state.update(
                KEY,
                () -> new Given(Map.of()),
                given -> {
                    Map<String, Approval> commands = new HashMap<>(given.commands());
                    commands.put(fingerprint, approval);
                    return new Given(commands);
                },
                cause.doing(APPROVED + check.name() + " (" + fingerprint + ")"));
        return approval;
    }

    /** A person's word that a command may be run; {@code check} is the name of the check at that time. */
    public record Approval(String check, String command, String by, Instant at) {}

    /**
     * What a person approves of a check: its words, its folder, the names of its variables, and what the first words lead to in the
     * project, which is the script of a package file or a program that lies in the project. If one of these is another one later,
     * the fingerprint is, and the approval no longer holds. What that program then reads, such as the tests, is what people and agents work on, and
     * is not part of it. Pure functions of the folder.
     */
    static String fingerprint(Check check, ProjectFolder project) {
        Map<String, Json> approved = new TreeMap<>();
        approved.put("run", Json.strings(check.run()));
        approved.put("in", Json.of(check.folder()));
        approved.put("environment", Json.strings(check.environment()));
        approved.put("script", script(check, project));
        approved.put("program", Json.of(program(check, project)));
        return Fingerprints.of(Json.object(approved).toString().getBytes(StandardCharsets.UTF_8));
    }

    /** The scripts that a package manager would run: the one that is named, and those before and after it. */
    static Json script(Check check, ProjectFolder project) {
        List<String> words = check.run();
        if (!MANAGERS.contains(words.get(0)) || words.size() < 2) {
            return Json.Null.VALUE;
        }
        boolean named = words.get(1).equals("run") && words.size() > 2;
        String script = words.get(named ? 2 : 1);
        Json.Obj all = CheckProposals.scripts(project, check.inFolder("package.json"));
        Map<String, Json> run = new TreeMap<>();
        for (String name : List.of("pre" + script, script, "post" + script)) {
            all.find(name).ifPresent(text -> run.put(name, text));
        }
        return Json.object(run);
    }

    private static String program(Check check, ProjectFolder project) {
        String program = check.run().get(0);
        if (program.indexOf('/') < 0) {
            return "";
        }
        try {
            return Fingerprints.of(project.read(check.inFolder(program), MOST_BYTES));
        } catch (PathException e) {
            return ""; // it lies outside of the project, or is not there
        }
    }
}
