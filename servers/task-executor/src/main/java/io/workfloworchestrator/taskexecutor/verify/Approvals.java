package io.workfloworchestrator.taskexecutor.verify;

import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Moment;
import io.workfloworchestrator.state.StateKey;
import io.workfloworchestrator.state.StateManager;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The commands that people approved, by {@link CommandFingerprint}, in the shared state of the project.
 *
 * <p>No tool of a server gives an approval, only a command of a person does. Its file can be edited by hand like every other one, so
 * an approval counts only if a commit of that command gave it: a line that somebody wrote into the file approves nothing.
 *
 * <p>Thread-safe.
 */
public final class Approvals {
    static final StateKey<Given> KEY = StateKey.of("task-checks/approvals", Given.class);

    private static final String APPROVED = "approved the check ";
    private static final int SHOWN = 12;

    private final StateManager state;
    private final ProjectFolder project;
    private final Clock clock;

    public Approvals(StateManager state, ProjectFolder project, Clock clock) {
        this.state = state;
        this.project = project;
        this.clock = clock;
    }

    /** @param commands the approvals by fingerprint */
    record Given(Map<String, Approval> commands) {
        Given {
            commands = Map.copyOf(commands);
        }
    }

    /** What is approved of a check, in a form for people: 12 hexadecimal digits of its fingerprint. */
    public String shown(Check check) {
        return CommandFingerprint.of(check, project).substring(0, SHOWN);
    }

    /** What a check's command starts in the project, each with its text: the scripts of a package file. */
    public Map<String, String> scripts(Check check) {
        Map<String, String> scripts = new TreeMap<>();
        CommandFingerprint.script(check, project)
                .asObject()
                .forEach((name, text) -> scripts.put(name, text.asText().orElse(text.toString())));
        return scripts;
    }

    /** The approval of a check's command as it is now; empty if nobody gave it, or the command is another one by now. */
    public Optional<Approval> find(Check check) {
        return find(state.now(), check);
    }

    Optional<Approval> find(Moment now, Check check) {
        String fingerprint = CommandFingerprint.of(check, project);
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
        String fingerprint = CommandFingerprint.of(check, project);
        Approval approval = new Approval(
                check.name(), check.line(), cause.actor(), clock.instant().truncatedTo(ChronoUnit.MILLIS));
        Object unused = state.update(
                KEY,
                () -> new Given(Map.of()),
                given -> new Given(with(given.commands(), fingerprint, approval)),
                cause.doing(APPROVED + check.name() + " (" + fingerprint + ")"));
        return approval;
    }

    private static Map<String, Approval> with(Map<String, Approval> before, String fingerprint, Approval approval) {
        Map<String, Approval> after = new HashMap<>(before);
        after.put(fingerprint, approval);
        return after;
    }
}
