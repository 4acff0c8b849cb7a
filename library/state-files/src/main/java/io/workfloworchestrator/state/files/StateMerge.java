package io.workfloworchestrator.state.files;

import io.workfloworchestrator.documents.DocumentException;
import io.workfloworchestrator.documents.MarkdownMerge;
import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.JsonException;
import io.workfloworchestrator.json.JsonMerge;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Git's merge driver for state files ({@code gitattributes(5)}, "Defining a custom merge driver"): it merges by structure,
 * so that exactly those places are in conflict that both branches changed differently. {@link GitSetup} installs it.
 *
 * <p>Documents in Markdown are merged by {@link MarkdownMerge}. If both sides added different documents under one name, theirs is
 * put beside under a name of its own, where the next look knows it by its id and moves it to its place.
 *
 * <p>In a conflict the file stays valid JSON, or valid Markdown: it has our side's value in the conflicting places and everything else of
 * both sides, their file is kept beside as {@code <name>.conflict-<8 hex digits>} with its ending, and git is told that the path is
 * not merged. Whoever merges takes over what is needed, deletes the file beside, and runs {@code git add}.
 */
public final class StateMerge {
    private static final int MERGED = 0;
    private static final int CONFLICT = 1;
    private static final String MARKDOWN = ".md";

    /** What may be an id of a document, and a part of a file's name. */
    private static final Pattern UID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    private StateMerge() {}

    /**
     * What a merge gave.
     *
     * @param status for git: 0 if the file is merged, 1 if there are conflicts
     * @param conflicts JSON pointers of the places in conflict; empty also if the files had to be merged by line
     */
    public record Result(int status, List<String> conflicts, String message) {
        public Result {
            conflicts = List.copyOf(conflicts);
        }
    }

    /**
     * Merges as a driver configured as {@code … %O %A %B %P}: the result is written over {@code ours}.
     *
     * <p>If a side cannot be read, the files are merged by line with {@code git merge-file}, which leaves the usual markers.
     *
     * @param base the file both sides started from; empty or absent if both added it
     * @param path where the merged file belongs, relative to the working folder, with {@code /}
     * @param workFolder the folder in which git runs the driver
     * @throws IOException if a file cannot be read or written
     */
    public static Result merge(Path base, Path ours, Path theirs, String path, Path workFolder) throws IOException {
        if (path.endsWith(MARKDOWN)) {
            return mergeDocument(base, ours, theirs, path, workFolder);
        }
        return mergeJson(base, ours, theirs, path, workFolder, false);
    }

    /**
     * Merges a JSON file that shows the state in another form, such as one for other programs. It has sums and times that both sides
     * change, which is no conflict: the state's own file is merged beside it, and decides.
     *
     * @throws IOException as {@link #merge}
     */
    public static Result mergeView(Path base, Path ours, Path theirs, String path, Path workFolder) throws IOException {
        return mergeJson(base, ours, theirs, path, workFolder, true);
    }

    private static Result mergeJson(Path base, Path ours, Path theirs, String path, Path workFolder, boolean isView)
            throws IOException {
        Json mine;
        JsonMerge merge;
        try {
            boolean hasBase = Files.exists(base, LinkOption.NOFOLLOW_LINKS) && Files.size(base) > 0;
            Optional<Json> before = hasBase ? Optional.of(read(base)) : Optional.empty();
            mine = read(ours);
            merge = JsonMerge.of(before, Optional.of(mine), Optional.of(read(theirs)));
        } catch (JsonException e) {
            return byLine(base, ours, theirs, path, workFolder, "JSON", e);
        }
        byte[] theirBytes = Files.readAllBytes(theirs);
        Files.write(ours, Rendered.of(merge.merged().orElse(mine)).bytes());
        return isView || merge.isClean()
                ? new Result(MERGED, merge.conflicts(), path + ": merged")
                : conflict(path, merge.conflicts(), theirBytes, workFolder);
    }

    private static Result mergeDocument(Path base, Path ours, Path theirs, String path, Path workFolder)
            throws IOException {
        byte[] theirBytes = bytes(theirs);
        MarkdownMerge merge;
        try {
            byte[] before = Files.exists(base, LinkOption.NOFOLLOW_LINKS) ? bytes(base) : new byte[0];
            merge = MarkdownMerge.of(before, bytes(ours), theirBytes);
        } catch (DocumentException e) {
            return byLine(base, ours, theirs, path, workFolder, "Markdown", e);
        }
        Files.write(ours, merge.merged());
        if (!merge.isClean()) {
            return conflict(path, merge.conflicts(), theirBytes, workFolder);
        }
        Optional<String> other = merge.other().filter(uid -> UID.matcher(uid).matches());
        if (other.isEmpty()) {
            return new Result(MERGED, List.of(), path + ": merged");
        }
        String beside = Layout.stem(path) + "-" + other.get() + MARKDOWN;
        return new Result(
                MERGED,
                List.of(),
                path + ": both sides added a document of this name; theirs is "
                        + project(beside, workFolder).keep(beside, theirBytes) + " until the program gives it another");
    }

    private static Result conflict(String path, List<String> conflicts, byte[] theirs, Path workFolder)
            throws IOException {
        String kept = project(path, workFolder).keep(Layout.conflict(path, theirs), theirs);
        return new Result(
                CONFLICT,
                conflicts,
                path + ": both sides changed " + KeptCopies.shown(conflicts)
                        + "; ours stays there, theirs is kept as " + kept
                        + ". Take over what you need, delete that file, then git add " + path);
    }

    private static Json read(Path file) throws IOException {
        return Json.parse(bytes(file));
    }

    private static byte[] bytes(Path file) throws IOException {
        if (Files.size(file) > Reading.LIMIT) {
            throw new IOException(file.getFileName() + " is longer than " + Reading.LIMIT + " bytes");
        }
        return Files.readAllBytes(file);
    }

    private static Project project(String path, Path workFolder) throws IOException {
        if (Path.of(path).isAbsolute() || path.contains("..")) {
            throw new IOException("'" + path + "' leaves the working folder");
        }
        return new Project(workFolder, new DiskFs(workFolder), Layout.STATE_FOLDER);
    }

    private static Result byLine(
            Path base, Path ours, Path theirs, String path, Path workFolder, String what, CodedException why) {
        boolean isMerged = GitCommand.answer(
                        workFolder,
                        "merge-file",
                        "-q",
                        "--",
                        ours.toAbsolutePath().toString(),
                        base.toAbsolutePath().toString(),
                        theirs.toAbsolutePath().toString())
                .isPresent();
        return new Result(
                isMerged ? MERGED : CONFLICT,
                List.of(),
                path + ": a side is not " + what + " (" + why.getMessage() + "), so it was merged by line"
                        + (isMerged ? "" : ", with conflicts"));
    }
}
