package io.workfloworchestrator.documents;

import io.workfloworchestrator.files.PathException;
import io.workfloworchestrator.files.ProjectFolder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What became of a text that was to be written as a file. A file that exists is never overwritten. */
public sealed interface Proposal {
    /** The file, relative to the project. */
    String path();

    record Written(String path) implements Proposal {}

    /** The file has these bytes already. */
    record Unchanged(String path) implements Proposal {}

    /**
     * The file has other bytes and was left alone; the text was written beside it.
     *
     * @param path the file that exists
     * @param proposed the file beside it, such as {@code goal.proposed.md}
     * @param difference from the file to the proposal, in unified format
     */
    record Proposed(String path, String proposed, String difference) implements Proposal {}

    /**
     * Writes a new file, or a proposal beside an existing one. An earlier proposal is left alone too: the next is named
     * {@code goal.proposed-2.md}, at most 9; one with the same text is used again.
     *
     * @throws PathException as {@link ProjectFolder#writeNew} and {@link ProjectFolder#readText}
     * @throws DocumentException E_PROPOSAL_MANY if there are 9 proposals already
     */
    static Proposal write(ProjectFolder project, String path, String text) {
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        if (isWritten(project, path, content)) {
            return new Written(path);
        }
        if (hasContent(project, path, content)) {
            return new Unchanged(path);
        }
        String difference = UnifiedDiff.of(path, project.readText(path, Markdown.MAX_BYTES), beside(path, 1), text);
        for (int number = 1; number <= 9; number++) {
            String proposed = beside(path, number);
            if (isWritten(project, proposed, content) || hasContent(project, proposed, content)) {
                return new Proposed(path, proposed, difference.replace("+++ " + beside(path, 1), "+++ " + proposed));
            }
        }
        throw new DocumentException(
                "E_PROPOSAL_MANY",
                "'" + path + "' exists, and 9 proposals lie beside it. Take over or delete some, then ask again.");
    }

    private static boolean isWritten(ProjectFolder project, String path, byte[] content) {
        try {
            project.writeNew(path, content);
            return true;
        } catch (PathException e) {
            if (e.code().equals("E_PATH_EXISTS")) {
                return false;
            }
            throw e;
        }
    }

    private static boolean hasContent(ProjectFolder project, String path, byte[] content) {
        return Arrays.equals(project.read(path, Markdown.MAX_BYTES), content);
    }

    private static String beside(String path, int number) {
        int dot = path.lastIndexOf('.');
        int name = path.lastIndexOf('/') + 1;
        int at = dot > name ? dot : path.length();
        return path.substring(0, at) + ".proposed" + (number == 1 ? "" : "-" + number) + path.substring(at);
    }
}
