package io.workfloworchestrator.state.files;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What git did to the project since we last looked, found without locking or changing anything of git's.
 *
 * <p>Files that git put there are recognised by two things together: {@code HEAD} went to another commit for another
 * reason than that the commit was made (the reflog tells), and the content of the file is what that commit has. The second is
 * asked of {@code git ls-tree} and compared with our own hash of the bytes that were read, so that no filter runs and no
 * index is refreshed.
 */
final class GitLook {
    private static final int PATHS_PER_CALL = 100;
    private static final int MOST_LOG = 1 << 20;

    private static final long SEARCH_AGAIN = 1_000_000_000L;

    private final Path root;
    private @Nullable Path found;
    private long searchedAt;

    GitLook(Path root) {
        this.root = root;
    }

    /** A text that differs when HEAD may have moved; costs two questions to the file system. */
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

    /** Whether git is writing files now. */
    boolean isWorking() {
        try {
            Path folder = gitFolder();
            return folder != null && Files.exists(folder.resolve("index.lock"));
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }

    /**
     * Where git is: the commit, and how long the reflog of HEAD is, which grows with every move.
     *
     * @param head empty without git or before the first commit
     */
    record Position(String head, long log) {
        @Override
        public boolean equals(@Nullable Object other) { // written out, as in Revision
            return other instanceof Position position && log == position.log && head.equals(position.head);
        }

        @Override
        public int hashCode() {
            return head.hashCode() * 31 + Long.hashCode(log);
        }

        static Optional<Position> parse(String text) {
            String[] parts = text.split(" ", -1);
            try {
                return parts.length == 2
                        ? Optional.of(new Position(parts[0], Long.parseLong(parts[1])))
                        : Optional.empty();
            } catch (NumberFormatException e) {
                return Optional.empty();
            }
        }

        @Override
        public String toString() {
            return head + " " + log;
        }
    }

    Position position() {
        Path folder = found;
        long log = folder == null
                ? 0
                : folder.resolve("logs").resolve("HEAD").toFile().length();
        return new Position(head().orElse(""), log);
    }

    /** Whether, between two positions, HEAD went to another commit in another way than by making it. */
    boolean hasMoved(Position from, Position to) {
        if (from.equals(to) || from.head().isEmpty() || to.head().isEmpty()) {
            return false;
        }
        Path folder = found;
        if (folder == null || to.log() < from.log() || from.log() == 0) {
            return !from.head().equals(to.head());
        }
        try {
            return since(folder.resolve("logs").resolve("HEAD").toFile(), from.log())
                    .lines()
                    .anyMatch(GitLook::isMove);
        } catch (IOException e) {
            return !from.head().equals(to.head());
        }
    }

    /** A line of the reflog: {@code <old id> <new id> <who> <when>\t<what>}. */
    private static boolean isMove(String line) {
        String[] ids = line.split(" ", 3);
        String what = line.substring(line.indexOf('\t') + 1);
        return ids.length == 3 && !ids[0].equals(ids[1]) && !what.startsWith("commit");
    }

    /** Those of these files whose content is what HEAD has. */
    Set<String> sameAsHead(Map<String, byte[]> contents) {
        Set<String> same = new HashSet<>();
        List<String> paths = new ArrayList<>(contents.keySet());
        for (int i = 0; i < paths.size(); i += PATHS_PER_CALL) {
            List<String> part = paths.subList(i, Math.min(paths.size(), i + PATHS_PER_CALL));
            for (String entry : lsTree(part).split("\0")) {
                int tab = entry.indexOf('\t');
                String[] fields =
                        tab < 0 ? new String[0] : entry.substring(0, tab).split(" ");
                byte[] content = tab < 0 ? null : contents.get(entry.substring(tab + 1));
                if (fields.length == 3 && content != null && isBlob(fields[2], content)) {
                    same.add(entry.substring(tab + 1));
                }
            }
        }
        return same;
    }

    private static boolean isBlob(String id, byte[] content) {
        String algorithm = id.length() == 64 ? "SHA-256" : "SHA-1";
        if (blob(algorithm, content).equals(id)) {
            return true;
        }
        // A checkout with core.autocrlf writes other line ends than the blob has.
        String text = new String(content, StandardCharsets.ISO_8859_1);
        return text.contains("\r\n")
                && blob(algorithm, text.replace("\r\n", "\n").getBytes(StandardCharsets.ISO_8859_1))
                        .equals(id);
    }

    private static String blob(String algorithm, byte[] content) {
        return Rendered.hash(algorithm, ("blob " + content.length + "\0").getBytes(StandardCharsets.UTF_8), content);
    }

    /** The answer for so few paths fits into a pipe. */
    private String lsTree(List<String> paths) {
        List<String> arguments = new ArrayList<>(List.of("ls-tree", "-z", "HEAD", "--"));
        arguments.addAll(paths);
        return GitCommand.run(root, arguments)
                .filter(answer -> answer.status() == 0)
                .map(GitCommand.Answer::output)
                .orElse("");
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

    /** A small file of git's; longer ones are not what was expected. */
    private static String text(Path file) throws IOException {
        try (var in = new FileInputStream(file.toFile())) { // Unlike a channel, not closed by an interrupt.
            return new String(in.readNBytes(4096), StandardCharsets.ISO_8859_1);
        }
    }

    private static String since(File log, long position) throws IOException {
        try (var in = new FileInputStream(log)) {
            in.skipNBytes(position);
            return new String(in.readNBytes(MOST_LOG), StandardCharsets.ISO_8859_1);
        }
    }
}
