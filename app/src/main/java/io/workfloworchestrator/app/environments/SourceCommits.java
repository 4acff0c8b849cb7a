package io.workfloworchestrator.app.environments;

import io.workfloworchestrator.json.Words;
import io.workfloworchestrator.projectmanagement.environments.EnvironmentException;
import io.workfloworchestrator.projectmanagement.environments.ServerEntry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The commits of the git repository that a server's source is in, as git itself says. Immutable and thread-safe.
 *
 * @param source the folder of the server's source
 */
record SourceCommits(Path source, ServerEntry server) {
    private static final BoundedProcess.Limits LIMITS = new BoundedProcess.Limits(Duration.ofSeconds(20), 1 << 20);
    private static final int MOST_COMMITS = 500;
    private static final int MOST_EDITS = 2;
    private static final int NAMED = 3;

    /**
     * Looks whether a commit is there.
     *
     * @param commit 7 to 64 hexadecimal digits
     * @return why nobody could look, as a sentence; empty if it is there
     * @throws EnvironmentException {@code E_ISSUE_COMMIT} if it is not there
     */
    Optional<String> require(String commit) {
        try {
            if (git("rev-parse", "--verify", "--quiet", commit + "^{commit}").isPassed()) {
                return Optional.empty();
            }
            BoundedProcess.Outcome inside = git("rev-parse", "--is-inside-work-tree");
            if (!inside.isPassed()) {
                return Optional.of(unknown(commit, reason(inside.output())));
            }
        } catch (EnvironmentException e) {
            return Optional.of(unknown(commit, "git is not on this machine"));
        }
        throw new EnvironmentException(
                "E_ISSUE_COMMIT",
                "There is no commit " + commit + " in the git repository of " + server.name() + ", around "
                        + server.commands().folder() + "." + hint(commit) + " 'git log' there shows them all.");
    }

    private String unknown(String commit, String why) {
        return "Nobody looked for commit " + commit + ": " + why + ".";
    }

    private String reason(String output) {
        return output.contains("not a git repository")
                ? server.commands().folder() + " is in no git repository"
                : "git says \"" + Words.clip(output.strip(), 160) + "\"";
    }

    private String hint(String commit) {
        Map<String, String> titles = new LinkedHashMap<>();
        for (String line : git("log", "--all", "--no-show-signature", "-" + MOST_COMMITS, "--format=%H %s")
                .output()
                .lines()
                .toList()) {
            String[] parts = line.split(" ", 2);
            if (parts.length == 2 && parts[0].length() >= commit.length()) {
                String unused = titles.putIfAbsent(parts[0].substring(0, commit.length()), parts[1]);
            }
        }
        Optional<String> near = Words.nearest(commit.toLowerCase(Locale.ROOT), titles.keySet(), MOST_EDITS);
        if (near.isPresent()) {
            return " Did you mean " + near.get() + ", \"" + titles.get(near.get()) + "\"?";
        }
        List<String> newest = new ArrayList<>();
        titles.forEach((name, title) -> newest.add(name + " \"" + Words.clip(title, 60) + "\""));
        return newest.isEmpty()
                ? " It has no commit yet."
                : " The newest are " + String.join(", ", newest.subList(0, Math.min(NAMED, newest.size()))) + ".";
    }

    private BoundedProcess.Outcome git(String... words) {
        List<String> all = new ArrayList<>(List.of("git", "-C", source.toString()));
        all.addAll(List.of(words));
        return BoundedProcess.run(all, source, Map.of("LC_ALL", "C"), LIMITS);
    }
}
