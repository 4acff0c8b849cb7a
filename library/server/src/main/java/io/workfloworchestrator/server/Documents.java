package io.workfloworchestrator.server;

import io.workfloworchestrator.definition.WorkflowDefinition;
import io.workfloworchestrator.files.FolderEntry;
import io.workfloworchestrator.files.PathAttributes;
import io.workfloworchestrator.files.PathException;
import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.mcp.ToolException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The Markdown documents in the folders that a definition names, and at the project's top. Immutable. */
final class Documents {
    private static final int MOST_DOCUMENTS = 150;
    private static final int MOST_ENTRIES = 2_000;
    private static final int MOST_BYTES = 100_000;

    private final ProjectFolder folder;
    private final Set<String> tops = new LinkedHashSet<>();

    Documents(ProjectFolder folder, WorkflowDefinition definition) {
        this.folder = folder;
        for (String path : definition.paths().values()) {
            int slash = path.indexOf('/');
            String top = slash < 0 ? path : path.substring(0, slash);
            if (!top.contains("${") && !isDocument(top)) {
                tops.add(top);
            }
        }
    }

    /** Each document with its size and time, which tell whether it changed; the first 150 by path, folder by folder. */
    SortedMap<String, String> now() {
        SortedMap<String, String> found = new TreeMap<>();
        Deque<String> folders = new ArrayDeque<>(tops);
        int left = look("", found, new ArrayDeque<>(), MOST_ENTRIES);
        while (!folders.isEmpty() && left > 0 && found.size() < MOST_DOCUMENTS) {
            left = look(folders.remove(), found, folders, left);
        }
        return found;
    }

    private int look(String path, Map<String, String> found, Deque<String> folders, int most) {
        int left = most;
        try {
            for (FolderEntry entry : folder.list(path.isEmpty() ? "." : path, most)) {
                left--;
                String at = path.isEmpty() ? entry.name() : path + "/" + entry.name();
                if (entry.name().startsWith(".")) {
                    continue;
                }
                if (entry.kind() == PathAttributes.Kind.DIRECTORY) {
                    folders.add(at);
                } else if (isDocument(at) && found.size() < MOST_DOCUMENTS) {
                    found.put(at, folder.attributes(at).map(Documents::mark).orElse(""));
                }
            }
        } catch (PathException e) {
            // The folder is missing, is not a folder or cannot be read: it has no documents.
        }
        return left;
    }

    private static String mark(PathAttributes attributes) {
        return attributes.size() + " " + attributes.modified();
    }

    /**
     * @throws ToolException when the path names no Markdown document
     * @throws PathException when the file is missing or too large
     */
    String read(String path) {
        if (!isDocument(path)) {
            throw new ToolException("E_DOCUMENT", "only Markdown documents (.md) are read here.");
        }
        return folder.readText(path, MOST_BYTES);
    }

    private static boolean isDocument(String path) {
        return path.endsWith(".md");
    }
}
