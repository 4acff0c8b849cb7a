package io.workfloworchestrator.taskexecutor.imports;

import io.workfloworchestrator.files.FolderEntry;
import io.workfloworchestrator.files.PathAttributes;
import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.json.CodedException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * A file or a folder with tasks of another tool. Nothing outside of the folder that it was opened for is read, links do not lead out of
 * it, and what is read is bounded. Immutable.
 */
public final class ImportSource {
    /** The largest file that is read, in bytes. */
    static final int MOST_BYTES = 8 << 20;

    private static final int MOST_FILES = 2_000;
    private static final int MOST_ENTRIES = 10_000;
    private static final int DEEPEST = 8;

    private final ProjectFolder folder;
    private final String path;
    private final boolean isFolder;

    private ImportSource(ProjectFolder folder, String path, boolean isFolder) {
        this.folder = folder;
        this.path = path;
        this.isFolder = isFolder;
    }

    /**
     * What lies at a path of a folder.
     *
     * @throws CodedException E_IMPORT_SOURCE if nothing lies there
     * @throws io.workfloworchestrator.files.PathException as {@link ProjectFolder#attributes}
     */
    public static ImportSource of(ProjectFolder folder, String path) {
        String checked = ProjectFolder.checkPath(path);
        PathAttributes found = folder.attributes(checked)
                .orElseThrow(() -> new CodedException(
                        "E_IMPORT_SOURCE",
                        "There is nothing at \"" + CleanText.line(checked, 200) + "\" in " + folder.root()
                                + ". Name the file or the folder of the tasks."));
        return new ImportSource(folder, checked, found.kind() == PathAttributes.Kind.DIRECTORY);
    }

    boolean isFolder() {
        return isFolder;
    }

    String path() {
        return path;
    }

    String name() {
        return path.equals(".")
                ? String.valueOf(folder.root().getFileName())
                : path.substring(path.lastIndexOf('/') + 1);
    }

    String at(String name) {
        return path.equals(".") ? name : path + "/" + name;
    }

    /** The path of a file below this folder, so that it stays the same wherever the folder lies. */
    String within(String file) {
        return isFolder && !path.equals(".")
                ? file.substring(path.length() + 1)
                : file.substring(file.lastIndexOf('/') + 1);
    }

    /** What people call it: the folder's own name in the place of a dot. */
    String shown() {
        return path.equals(".") ? name() : path;
    }

    boolean has(String name) {
        return isFolder && folder.exists(at(name));
    }

    /**
     * The text of a file, by its whole path.
     *
     * @throws CodedException E_IMPORT_FORMAT if it has a NUL character, as files of UTF-16 and damaged ones have
     */
    String text(String file) {
        return withoutNul(file, folder.readText(file, MOST_BYTES));
    }

    /** As {@link #text}. */
    byte[] bytes(String file) {
        byte[] bytes = folder.read(file, MOST_BYTES);
        withoutNul(file, new String(bytes, StandardCharsets.ISO_8859_1));
        return bytes;
    }

    private static String withoutNul(String file, String text) {
        int nul = text.indexOf('\0');
        if (nul >= 0) {
            throw Reading.wrong(
                    file + ":" + MarkdownFile.line(text, nul)
                            + " has a NUL character, which no text has. It is damaged, or not in UTF-8. Mend it, and import again.");
        }
        return text;
    }

    /**
     * The one file that this is, or the file of this name in the folder.
     *
     * @throws CodedException E_IMPORT_SOURCE if it is a folder without one
     */
    String fileOr(String name) {
        if (isFolder && !has(name)) {
            throw new CodedException(
                    "E_IMPORT_SOURCE", shown() + " is a folder without " + name + ". Name the file of the tasks.");
        }
        return isFolder ? at(name) : path;
    }

    /** The files below a folder whose names fit, by whole paths, sorted; this file alone if it is one. */
    List<String> files(String under, Predicate<String> name) {
        List<String> found = new ArrayList<>();
        if (isFolder) {
            String start = under.isEmpty() ? path : at(under);
            if (folder.exists(start)) {
                collect(start, name, found, 0);
            }
        } else if (name.test(name())) {
            found.add(path);
        }
        return found;
    }

    private void collect(String at, Predicate<String> name, List<String> found, int depth) {
        for (FolderEntry entry : folder.list(at, MOST_ENTRIES)) {
            String child = at.equals(".") ? entry.name() : at + "/" + entry.name();
            if (entry.kind() == PathAttributes.Kind.DIRECTORY) {
                if (depth < DEEPEST
                        && !entry.name().equals(".git")
                        && !entry.name().equals("node_modules")) {
                    collect(child, name, found, depth + 1);
                }
            } else if (entry.kind() == PathAttributes.Kind.FILE && name.test(entry.name())) {
                if (found.size() >= MOST_FILES) {
                    throw new CodedException(
                            "E_IMPORT_SIZE", path + " has more than " + MOST_FILES + " files. Name a smaller folder.");
                }
                found.add(child);
            }
        }
    }
}
