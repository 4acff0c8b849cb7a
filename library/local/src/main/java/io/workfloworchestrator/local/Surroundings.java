package io.workfloworchestrator.local;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The folders from which a process finds its project. Immutable.
 *
 * @param workingDirectory as it was when the process began
 * @param home the user's home folder, which is a project only if it is named
 * @param client the folder in which a client's session was started, as its environment says
 */
public record Surroundings(Path workingDirectory, Optional<Path> home, Optional<String> client) {
    /** The variable by which Claude Code names the folder of its session; other clients set it too. */
    public static final String CLIENT_VARIABLE = "CLAUDE_PROJECT_DIR";

    public static Surroundings here() {
        return of(Path.of("."), System.getenv(), System.getProperty("user.home", ""));
    }

    /** {@code userHome} counts if the environment names no home. */
    public static Surroundings of(Path workingDirectory, Map<String, String> environment, String userHome) {
        String home = environment.getOrDefault("HOME", "");
        String named = home.isEmpty() ? userHome : home;
        return new Surroundings(
                workingDirectory,
                named.isEmpty() ? Optional.empty() : Optional.of(Path.of(named)),
                Optional.ofNullable(environment.get(CLIENT_VARIABLE)).filter(text -> !text.isBlank()));
    }
}
