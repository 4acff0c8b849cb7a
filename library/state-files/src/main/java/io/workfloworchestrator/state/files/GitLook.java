package io.workfloworchestrator.state.files;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Asks git where the project is and what its commits have, without locking or changing anything of git's. */
final class GitLook {
    private static final int PATHS_PER_CALL = 100;
    private static final int MOST_LOG = 1 << 20;
    private static final int MOST_TAIL = 16 << 10;
    private static final Pattern ID = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");

    /** What git keeps as long as a merge, a cherry-pick, a revert or a rebase waits for its commit. */
    private static final List<String> UNFINISHED =
            List.of("MERGE_HEAD", "CHERRY_PICK_HEAD", "REVERT_HEAD", "REBASE_HEAD", "SQUASH_MSG");

    private static final Pattern STOPPED = Pattern.compile("commit \\((merge|cherry-pick|rebase)\\)");

    private static final long SEARCH_AGAIN = 1_000_000_000L;

    private final Path root;
    private @Nullable Path found;
    private long searchedAt;

    GitLook(Path root) {
        this.root = root;
    }

    /** A text that changes when HEAD may have moved; takes two questions to the file system. */
    String token() {
        Path folder = found;
        if (folder == null || !folder.toFile().exists()) {
            long now = System.nanoTime();
            if (searchedAt != 0 && now - searchedAt < SEARCH_AGAIN) {
                return "";
            }
            searchedAt = now;
            try {
                folder = gitFolder();
            } catch (IOException e) {
                folder = null;
            }
            found = folder;
        }
        if (folder == null) {
            return "";
        }
        File log = folder.resolve("logs").resolve("HEAD").toFile();
        File head = folder.resolve("HEAD").toFile();
        return log.length() + " " + log.lastModified() + " " + head.lastModified();
    }

    /** The commit that HEAD points to, as text of 40 or 64 digits; empty without git or before the first commit. */
    Optional<String> head() {
        try {
            Path folder = gitFolder();
            if (folder == null) {
                return Optional.empty();
            }
            String head = text(folder.resolve("HEAD")).strip();
            for (int depth = 0; head.startsWith("ref: ") && depth < 5; depth++) {
                head = resolve(folder, head.substring(5).strip());
            }
            return head.matches("[0-9a-f]{40,64}") ? Optional.of(head) : Optional.empty();
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    boolean isWorking() {
        try {
            Path folder = gitFolder();
            return folder != null && Files.exists(folder.resolve("index.lock"));
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }

    /** When git wrote its index, in milliseconds, if it has not moved HEAD since, as it is about to; else 0. */
    long unmovedSince() {
        Path folder = found;
        if (folder == null) {
            return 0;
        }
        long index = folder.resolve("index").toFile().lastModified();
        return index > log(folder).lastModified() ? index : 0;
    }

    GitPosition position() {
        Path folder = found;
        long log = folder == null ? 0 : log(folder).length();
        return new GitPosition(head().orElse(""), log);
    }

    /** Where git is in the middle of a merge that has stopped; empty if there is no such merge. */
    Optional<GitPosition> unfinished() {
        Path folder = found;
        boolean isMerging = folder != null
                && UNFINISHED.stream()
                        .anyMatch(name -> folder.resolve(name).toFile().exists());
        return isMerging ? Optional.of(position().merging()) : Optional.empty();
    }

    /** At which commit the last merge, rebase or reset began; empty if there was none. */
    String mergeBegan() {
        Path folder = found;
        try {
            return folder == null ? "" : text(folder.resolve("ORIG_HEAD")).strip();
        } catch (IOException e) {
            return "";
        }
    }

    /** The newest commits of branches that a commit does not have and that do not have the next one, newest first, at most so many. */
    List<String> unmerged(String commit, String next, int most) {
        return ask(List.of(
                        "for-each-ref",
                        "--no-merged=" + commit,
                        "--no-contains=" + next,
                        "--count=" + most,
                        "--sort=-committerdate",
                        "--format=%(objectname)",
                        "refs/heads",
                        "refs/remotes"))
                .lines()
                .toList();
    }

    /** The files in which the index differs from HEAD, those in conflict among them. */
    Set<String> staged() {
        return Set.copyOf(List.of(ask(List.of("diff-index", "--cached", "--name-only", "-z", "--relative", "HEAD"))
                .split("\0")));
    }

    private static File log(Path folder) {
        return folder.resolve("logs").resolve("HEAD").toFile();
    }

    /**
     * One move of HEAD.
     *
     * @param to the commit that it went to; empty on a branch without commits
     * @param what git's words for it; empty if only its ends are known
     * @param after where git was after it
     */
    record Entry(String from, String to, String what, GitPosition after) {
        /** Whether HEAD moved because the commit was made from the working folder. */
        boolean isCommit() {
            return what.startsWith("commit");
        }

        /** Whether the commit ended a merge that had stopped, so that git wrote the files before it. */
        boolean endsMerge() {
            return isCommit() && STOPPED.matcher(what).lookingAt();
        }

        /** Whether such a move always writes the files in which the two commits differ. */
        boolean writesFiles() {
            return !what.isEmpty() && !what.startsWith("reset");
        }
    }

    /** How HEAD went from one position to the other, oldest first; one step if the reflog does not tell. */
    List<Entry> entries(GitPosition from, GitPosition to) {
        List<Entry> entries = new ArrayList<>();
        Path folder = found;
        if (folder != null && from.log() <= to.log()) {
            try {
                long position = from.log();
                for (String line : slice(log(folder), position, to.log()).split("(?<=\n)")) {
                    position += line.length();
                    entry(line, position).ifPresent(entries::add);
                }
            } catch (IOException e) {
                entries.clear();
            }
        }
        String last = entries.isEmpty()
                ? from.head()
                : entries.get(entries.size() - 1).to();
        if (!last.equals(to.head()) && !to.head().isEmpty()) {
            entries.add(new Entry(last, to.head(), "", to));
        }
        return entries;
    }

    /** A line of the reflog: {@code <old id> <new id> <who> <when>\t<what>}. */
    private static Optional<Entry> entry(String line, long end) {
        String[] ids = line.split(" ", 3);
        if (ids.length < 3
                || !ID.matcher(ids[0]).matches()
                || !ID.matcher(ids[1]).matches()) {
            return Optional.empty();
        }
        String what = line.substring(line.indexOf('\t') + 1).strip();
        String to = commit(ids[1]);
        return Optional.of(new Entry(commit(ids[0]), to, what.isEmpty() ? "moved" : what, new GitPosition(to, end)));
    }

    /** Where there is no commit, git writes zeros. */
    private static String commit(String id) {
        return id.replace("0", "").isEmpty() ? "" : id;
    }

    /** The commits at which HEAD was before a position, newest first, at most so many. */
    List<String> before(GitPosition position, int most) {
        List<String> commits = new ArrayList<>();
        if (!position.head().isEmpty()) {
            commits.add(position.head());
        }
        Path folder = found;
        if (folder != null) {
            try {
                long start = Math.max(0, position.log() - MOST_TAIL);
                List<String> lines =
                        slice(log(folder), start, position.log()).lines().toList();
                for (int i = lines.size() - 1; i >= 0 && commits.size() < most; i--) {
                    entry(lines.get(i), 0)
                            .map(Entry::to)
                            .filter(id -> !id.isEmpty() && !commits.contains(id))
                            .ifPresent(commits::add);
                }
            } catch (IOException e) {
                // Nothing but the commit itself is known.
            }
        }
        return commits;
    }

    /** The ids of these files in a commit, by path; files that it does not have are left out. */
    Map<String, String> blobs(String commit, List<String> paths) {
        Map<String, String> ids = new HashMap<>();
        for (int i = 0; i < paths.size(); i += PATHS_PER_CALL) {
            List<String> arguments = new ArrayList<>(List.of("ls-tree", "-z", commit, "--"));
            arguments.addAll(paths.subList(i, Math.min(paths.size(), i + PATHS_PER_CALL)));
            for (String entry : ask(arguments).split("\0")) {
                int tab = entry.indexOf('\t');
                String[] fields =
                        tab < 0 ? new String[0] : entry.substring(0, tab).split(" ");
                if (fields.length == 3) {
                    ids.put(entry.substring(tab + 1), fields[2]);
                }
            }
        }
        return ids;
    }

    /** The base and both sides of a file that git could not merge; empty if there is no such conflict. */
    Optional<Sides> sides(String path) {
        Map<String, String> ids = stages(path);
        Optional<GitText> ours = Optional.ofNullable(ids.get("2")).flatMap(this::text);
        Optional<GitText> theirs = Optional.ofNullable(ids.get("3")).flatMap(this::text);
        return ours.isPresent() && theirs.isPresent()
                ? Optional.of(
                        new Sides(Optional.ofNullable(ids.get("1")).flatMap(this::text), ours.get(), theirs.get()))
                : Optional.empty();
    }

    /** The ids of a file that git could not merge, by the number of the stage: 1 for the base, 2 for ours, 3 for theirs. */
    private Map<String, String> stages(String path) {
        Map<String, String> ids = new HashMap<>();
        for (String entry : ask(List.of("ls-files", "-u", "-z", "--", path)).split("\0")) {
            String[] fields =
                    entry.substring(0, Math.max(0, entry.indexOf('\t'))).split(" ");
            if (fields.length == 3) {
                ids.put(fields[2], fields[1]);
            }
        }
        return ids;
    }

    /**
     * What a file was made from that our side of a merge removed and the other side changed, while git has left the merge to
     * people and after it was committed; empty if git does not tell.
     *
     * @param content of the file, which must be the other side's
     */
    Optional<GitText> baseOfRemoved(String path, byte[] content) {
        Map<String, String> ids = stages(path);
        if (ids.containsKey("3")) {
            return Optional.ofNullable(ids.get("3"))
                    .flatMap(this::text)
                    .filter(theirs -> theirs.isIn(content))
                    .flatMap(theirs -> Optional.ofNullable(ids.get("1")).flatMap(this::text));
        }
        String[] commits =
                ask(List.of("rev-list", "--parents", "-n", "1", "HEAD")).strip().split(" ");
        return commits.length == 3
                ? text(commits[2], path)
                        .filter(theirs -> theirs.isIn(content))
                        .flatMap(theirs -> text(
                                ask(List.of("merge-base", commits[1], commits[2]))
                                        .strip(),
                                path))
                : Optional.empty();
    }

    private Optional<GitText> text(String commit, String path) {
        return Optional.ofNullable(blobs(commit, List.of(path)).get(path)).flatMap(this::text);
    }

    /** A file that git could not merge; the base is empty if both sides added it. */
    record Sides(Optional<GitText> base, GitText ours, GitText theirs) {}

    Optional<GitText> text(String id) {
        return GitCommand.run(root, List.of("cat-file", "blob", id)).map(output -> new GitText(id, output));
    }

    private String ask(List<String> arguments) {
        return GitCommand.answer(root, arguments).orElse("");
    }

    /** The folder that holds HEAD: {@code .git}, or where the file {@code .git} of a worktree points. */
    private @Nullable Path gitFolder() throws IOException {
        for (Path folder = root; folder != null; folder = folder.getParent()) {
            Path git = folder.resolve(".git");
            if (Files.isDirectory(git)) {
                return git;
            }
            if (Files.isRegularFile(git)) {
                String text = text(git).strip();
                return text.startsWith("gitdir: ")
                        ? folder.resolve(text.substring(8)).normalize()
                        : null;
            }
        }
        return null;
    }

    private static String resolve(Path folder, String ref) throws IOException {
        if (ref.contains("..") || ref.startsWith("/")) {
            return "";
        }
        Path common = folder;
        if (Files.isRegularFile(folder.resolve("commondir"))) {
            common = folder.resolve(text(folder.resolve("commondir")).strip()).normalize();
        }
        for (Path place : List.of(folder.resolve(ref), common.resolve(ref))) {
            if (Files.isRegularFile(place)) {
                return text(place).strip();
            }
        }
        Path packed = common.resolve("packed-refs");
        if (Files.isRegularFile(packed)) {
            for (String line : Files.readAllLines(packed, StandardCharsets.ISO_8859_1)) {
                if (line.endsWith(" " + ref)) {
                    return line.substring(0, line.indexOf(' '));
                }
            }
        }
        return "";
    }

    private static String text(Path file) throws IOException {
        try (var in = new FileInputStream(file.toFile())) { // Unlike a channel, not closed by an interrupt.
            return new String(in.readNBytes(4096), StandardCharsets.ISO_8859_1);
        }
    }

    private static String slice(File log, long from, long to) throws IOException {
        try (var in = new FileInputStream(log)) {
            in.skipNBytes(from);
            return new String(in.readNBytes((int) Math.min(MOST_LOG, to - from)), StandardCharsets.ISO_8859_1);
        }
    }
}
