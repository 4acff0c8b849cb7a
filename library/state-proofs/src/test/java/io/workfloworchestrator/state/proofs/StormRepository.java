package io.workfloworchestrator.state.proofs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The repositories of one round of the storm of git: ours, in which everybody works, a bare one, and the colleague's clone. No
 * merge driver is set up.
 */
record StormRepository(Path ours, Path theirs) {
    private static final Pattern FIELD = Pattern.compile("\"(p\\d)\"\\s*:\\s*\"([a-z0-9]+)\"");

    /** Files with all states, committed; a readme; the colleague has all of it. */
    static StormRepository begin(Path folder) throws IOException {
        Path ours = Files.createDirectories(folder.resolve("ours"));
        GitCall.must(ours, "init", "-q", "-b", "main");
        Files.createDirectories(ours.resolve(".git/info"));
        Files.writeString(ours.resolve(".git/info/exclude"), ".state/\n.*.tmp\n.*.old\n*.conflict-????????.json\n");
        Files.writeString(ours.resolve("README.md"), "one\n");
        GitCall.must(ours, "add", "-A");
        GitCall.must(ours, "commit", "-q", "-m", "readme");
        try (Stack stack = Stack.open(ours)) {
            stack.state().transact(Proof.PARENT, tx -> {
                StormPlace.KEYS.forEach(
                        key -> tx.put(io.workfloworchestrator.state.StateKey.json(key), StormPlace.begin()));
                return 0;
            });
            stack.files().flush();
        }
        GitCall.must(ours, "add", "-A");
        GitCall.must(ours, "commit", "-q", "-m", "begin");
        // One more, so that the commit before HEAD has the states too.
        Files.writeString(ours.resolve("README.md"), "two\n");
        GitCall.must(ours, "commit", "-q", "-a", "-m", "readme two");
        GitCall.must(folder, "clone", "-q", "--bare", "ours", "origin.git");
        GitCall.must(folder, "clone", "-q", "origin.git", "theirs");
        GitCall.must(
                ours, "remote", "add", "origin", folder.resolve("origin.git").toString());
        GitCall.must(ours, "fetch", "-q", "origin");
        GitCall.must(ours, "branch", "-q", "--set-upstream-to=origin/main", "main");
        return new StormRepository(ours, folder.resolve("theirs"));
    }

    GitCall git(String... arguments) {
        return GitCall.run(ours, arguments);
    }

    Path file(String key) {
        return Stack.file(ours, key);
    }

    /** What the file has; an empty text where there is none. */
    String text(String key) {
        return text(file(key));
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a commit or a stash has of this key. */
    String text(String commit, String key) {
        GitCall call = git("show", commit + ":" + ours.relativize(file(key)));
        return call.isDone() ? call.output() : "";
    }

    List<String> stashes() {
        return git("stash", "list", "--format=%gd").output().lines().toList();
    }

    boolean hasConflict() {
        return !git("ls-files", "-u").output().isEmpty();
    }

    /** The tokens of a text by their places, also where the text is no JSON. */
    static void tokens(String key, String text, BiConsumer<StormPlace, String> each) {
        Matcher matcher = FIELD.matcher(text);
        while (matcher.find()) {
            each.accept(new StormPlace(key, matcher.group(1)), matcher.group(2));
        }
    }

    /** The tokens of HEAD by their places. */
    Map<StormPlace, String> head() {
        Map<StormPlace, String> head = new LinkedHashMap<>();
        StormPlace.KEYS.forEach(key -> tokens(key, text("HEAD", key), head::put));
        return head;
    }
}
