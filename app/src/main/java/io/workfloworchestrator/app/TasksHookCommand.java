package io.workfloworchestrator.app;

import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.taskexecutor.verify.ClaudeHook;
import io.workfloworchestrator.taskexecutor.verify.TaskGate;
import io.workfloworchestrator.taskexecutor.verify.TaskVerification;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code workflow tasks hook}: prints or writes the settings by which Claude Code asks before it completes a task of its own list,
 * and, started by it with {@code --ask}, answers.
 */
@Command(
        name = "hook",
        description = "Have Claude Code ask before it marks a task of its own list as completed: prints the settings;"
                + " --write puts them into .claude/settings.json.")
final class TasksHookCommand extends ProjectCommand {
    private static final int MOST_BYTES = 1 << 20;
    private static final String COMMAND = "workflow tasks hook --ask --project \"$CLAUDE_PROJECT_DIR\"";

    @Option(names = "--write", description = "Add the hook to .claude/settings.json; everything else in it stays.")
    private boolean write;

    @Option(
            names = "--ask",
            description =
                    "Answer Claude Code, which gives its question on stdin: 2 and the reason on stderr if the task"
                            + " must not be completed yet.")
    private boolean ask;

    private final InputStream question;

    TasksHookCommand(Console console) {
        this(console, System.in);
    }

    TasksHookCommand(Console console, InputStream question) {
        super(console);
        this.question = question;
    }

    @Override
    ExitCode run(Workbench bench) {
        return ask ? answer(bench) : settings(bench);
    }

    private ExitCode answer(Workbench bench) {
        TaskVerification verification = new TaskVerification(bench.states(), bench.folder(), Clock.systemUTC());
        Optional<String> reason = ClaudeHook.asked(input()).flatMap(asked -> new TaskGate(verification).refusal(asked));
        reason.ifPresent(text -> {
            console.err().println(text);
            console.err().flush();
        });
        return reason.isPresent() ? ExitCode.HELD_BACK : ExitCode.OK;
    }

    private String input() {
        try {
            return new String(question.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** No tool of a server may write this file, so the folder of the project refuses it; a person who asks for it may. */
    private static void save(Path file, Json settings) {
        Path folder = Objects.requireNonNull(file.getParent(), "the settings are in a folder");
        if (Files.isSymbolicLink(folder) || Files.isSymbolicLink(file)) {
            throw new CodedException(
                    "E_PATH_SYMLINK",
                    ClaudeHook.SETTINGS
                            + " was not changed: it is a link. Put in by hand what this command prints without"
                            + " --write.");
        }
        try {
            Files.createDirectories(folder);
            Path whole = Files.createTempFile(folder, "settings", ".tmp");
            Files.writeString(whole, settings.toPrettyText());
            Files.move(whole, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new CodedException("E_IO", ClaudeHook.SETTINGS + " was not changed: " + e.getMessage() + ".", e);
        }
    }

    private ExitCode settings(Workbench bench) {
        boolean there = bench.folder().exists(ClaudeHook.SETTINGS);
        Json before = there ? Json.parse(bench.folder().read(ClaudeHook.SETTINGS, MOST_BYTES)) : Json.Obj.EMPTY;
        Json.Obj after = ClaudeHook.settings(write ? before : Json.Obj.EMPTY, COMMAND);
        boolean changed = write && !after.equals(before);
        if (changed) {
            save(bench.folder().root().resolve(ClaudeHook.SETTINGS), after);
        }
        Json.Obj answer = Json.Obj.EMPTY.with("settings", after).with("written", Json.of(changed));
        console.answer(answer, () -> {
            if (!write) {
                console.out().print(after.toPrettyText());
            } else if (changed) {
                console.line("Claude Code asks from its next session on; the hook is in " + ClaudeHook.SETTINGS + ".");
            } else {
                console.line("The hook is in " + ClaudeHook.SETTINGS + " already. Nothing was changed.");
            }
        });
        return ExitCode.OK;
    }
}
