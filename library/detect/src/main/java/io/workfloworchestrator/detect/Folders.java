package io.workfloworchestrator.detect;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The remembered folders of a project: a tree from the project down, and beside it the targets of links into parts that
 * nobody asked about. Not thread-safe.
 */
final class Folders {
    private final Path project;
    private Folder root;
    private final Map<String, Folder> targets = new HashMap<>();

    Folders(Path project) {
        this.project = project;
        this.root = new Folder("", "", project, null);
    }

    static String parent(String path) {
        int cut = path.lastIndexOf('/');
        return cut < 0 ? "" : path.substring(0, cut);
    }

    static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    Folder root() {
        return root;
    }

    @Nullable
    Folder find(String path) {
        if (path.isEmpty()) {
            return root;
        }
        Folder target = targets.get(path);
        if (target != null) {
            return target;
        }
        Folder parent = find(parent(path));
        return parent == null ? null : parent.childFolder(name(path));
    }

    Folder add(Folder parent, String name) {
        return new Folder(parent.child(name), name, project, parent);
    }

    Folder addTarget(String path) {
        Folder parent = find(parent(path));
        if (parent != null) {
            return add(parent, name(path));
        }
        Folder target = new Folder(path, name(path), project, null);
        targets.put(path, target);
        return target;
    }

    /** Takes over the folders of another process: the project first, each folder after the one it lies in. */
    void restore(List<Folder> all) {
        for (Folder folder : all) {
            if (folder.path.isEmpty()) {
                root = folder;
            } else if (folder.parent == null) {
                targets.put(folder.path, folder);
            }
        }
    }

    /** All folders, each after the one it lies in, also those that are gone. */
    List<Folder> all() {
        List<Folder> all = new ArrayList<>();
        forAll(root, all::add);
        targets.values().forEach(target -> forAll(target, all::add));
        return all;
    }

    static void forAll(Folder folder, Consumer<Folder> action) {
        action.accept(folder);
        for (Folder below : folder.children()) {
            forAll(below, action);
        }
    }

    void remove(Folder folder) {
        folder.leaveParent();
        if (folder.parent == null) {
            targets.remove(folder.path);
        }
    }
}
