package io.workfloworchestrator.state.files;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Walks the folders of a layout, listing one again only when its times changed. Guarded by the absorber's lock. */
final class Folders {
    private static final int MOST_NAMES = 100_000;
    private static final long GRAIN = 20_000_000L;

    /** Listing a folder of more files than these, after each of our own renames, takes at most a tenth of the time. */
    private static final int MANY = 500;

    private static final int SHARE = 10;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    private final Project project;
    private final Layout layout;
    private final DocumentFiles documents;
    private final Consumer<Target> found;
    private final TreeMap<String, Folder> folders = new TreeMap<>();
    private final Set<String> patterns = new HashSet<>();
    private final Set<String> conflicts = new HashSet<>();
    private final List<Folder> order = new ArrayList<>();

    /** @param found is told each file that the layout knows, and each that may be a document */
    Folders(Project project, Layout layout, DocumentFiles documents, Consumer<Target> found) {
        this.project = project;
        this.layout = layout;
        this.documents = documents;
        this.found = found;
        layout.patterns().forEach(pattern -> walk(pattern, false));
    }

    private void walk(String pattern, boolean isForDocuments) {
        List<String> segments = List.of(pattern.split("/"));
        int literal = 0;
        while (literal < segments.size() - 1 && !segments.get(literal).contains("<")) {
            literal++;
        }
        Folder folder = folder(String.join("/", segments.subList(0, literal)));
        folder.steps.add(new Step(segments, literal, isForDocuments));
        folder.seen = false;
    }

    /** Files beside ours that hold a version in conflict. */
    Set<String> conflicts() {
        return conflicts;
    }

    /** Lists all folders that may have changed, also those of many files. */
    void scanAll(long now) {
        for (Folder folder : order) {
            folder.cost = 0;
            folder.seen &= folder.confirmed;
        }
        scan(now);
    }

    void scan(long now) {
        for (String pattern : documents.patterns()) {
            if (patterns.add(pattern)) {
                walk(pattern, true);
            }
        }
        for (int i = 0; i < order.size(); i++) {
            look(order.get(i), now);
        }
    }

    private void look(Folder folder, long now) {
        Stat stat;
        try {
            stat = project.fs.stat(project.file(folder.path));
            boolean same = java.util.Objects.equals(stat, folder.stat);
            if (same && (folder.confirmed || now - folder.listedAt <= GRAIN && folder.seen)) {
                return;
            }
            if (folder.names > MANY && now - folder.listedAt < SHARE * folder.cost) {
                return;
            }
            folder.confirmed = same && folder.seen;
            folder.seen = true;
            folder.stat = stat;
            folder.listedAt = now;
            conflicts.removeIf(path -> folder.path.equals(Project.parent(path)));
            folder.names = 0;
            if (stat != null && stat.isFolder()) {
                long start = project.fs.nanos();
                list(folder);
                folder.cost = project.fs.nanos() - start;
            }
        } catch (IOException e) {
            folder.stat = null;
        }
    }

    private void list(Folder folder) throws IOException {
        List<String> names = project.fs.list(project.file(folder.path), MOST_NAMES);
        folder.names = names.size();
        for (String name : names) {
            String path = folder.path.isEmpty() ? name : folder.path + "/" + name;
            if (Layout.isConflict(name)) {
                conflicts.add(path);
            } else if (!name.startsWith(".")) {
                for (Step step : folder.steps) {
                    step(step, path, name);
                }
            }
        }
    }

    private void step(Step step, String path, String name) throws IOException {
        String segment = step.segments.get(step.index);
        if (step.index == step.segments.size() - 1) {
            file(step, path).ifPresent(found);
        } else if (segment.contains("<")
                ? step.isForDocuments || NAME.matcher(name).matches()
                : segment.equals(name)) {
            Stat stat = project.fs.stat(project.file(path));
            if (stat != null && stat.isFolder()) {
                Folder below = folder(path);
                Step next = new Step(step.segments, step.index + 1, step.isForDocuments);
                if (below.steps.stream().noneMatch(known -> known.isSame(next))) {
                    below.steps.add(next);
                    below.seen = false;
                }
            }
        }
    }

    private Optional<Target> file(Step step, String path) {
        return step.isForDocuments ? documents.at(path) : layout.key(path).map(key -> Target.whole(path, key));
    }

    private Folder folder(String path) {
        Folder known = folders.get(path);
        if (known == null) {
            known = new Folder(path);
            folders.put(path, known);
            order.add(known);
        }
        return known;
    }

    private static final class Folder {
        final String path;
        final List<Step> steps = new ArrayList<>();

        @Nullable
        Stat stat;

        boolean seen;
        boolean confirmed;
        long listedAt;
        long cost;
        int names;

        Folder(String path) {
            this.path = path;
        }
    }

    /** The part of a pattern that is left to walk at a folder. */
    private record Step(List<String> segments, int index, boolean isForDocuments) {
        boolean isSame(Step other) {
            return index == other.index && isForDocuments == other.isForDocuments && segments.equals(other.segments);
        }
    }
}
