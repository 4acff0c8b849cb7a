package io.workfloworchestrator.state.files;

import io.workfloworchestrator.state.StateException;
import java.io.IOException;

/**
 * Looks at what a file held in the moment in which it was replaced, and cleans up what a process that died left beside.
 */
final class Leftovers {
    private static final int MOST = 100_000;
    private static final long POLL = 20_000_000L;

    private final Project project;
    private final ShadowStore store;
    private final Kept kept;
    private final Absorber absorber;

    Leftovers(Project project, ShadowStore store, Kept kept, Absorber absorber) {
        this.project = project;
        this.store = store;
        this.kept = kept;
        this.absorber = absorber;
    }

    /**
     * Removes the second name of what was replaced, once its content is known to be safe.
     *
     * @param expected what was found there before
     * @return false when somebody had written into it meanwhile; that is then taken over or kept
     */
    boolean settle(String path, String key, String aside, Reading.Content expected) throws IOException {
        Stat stat = project.fs.stat(project.file(aside));
        if (stat == null) {
            return true;
        }
        boolean same = stat.sameContent(expected.stat());
        Reading.Content content = same && expected.bytes().length > Batch.SMALL ? expected : settled(aside, expected);
        boolean ours = content == null || content.fingerprint().equals(expected.fingerprint());
        if (content == null || ours || isOurs(path, content) || absorber.rescue(path, key, content)) {
            project.fs.delete(project.file(aside));
        }
        return ours;
    }

    /** The content when it did not change for a while, so that a write that was going on is whole. */
    private Reading.@org.jspecify.annotations.Nullable Content settled(String aside, Reading.Content expected) {
        Reading.Content last = null;
        long since = project.fs.nanos();
        while (true) {
            if (!(Reading.of(project, aside) instanceof Reading.Content content)) {
                return last;
            }
            long now = project.fs.nanos();
            boolean unchanged = last != null && last.fingerprint().equals(content.fingerprint());
            if (!unchanged) {
                since = now;
            }
            last = content;
            if (content.fingerprint().equals(expected.fingerprint())
                    || isJson(content)
                    || now - since > Judge.SETTLED_NANOS) {
                return content;
            }
            project.fs.pause(POLL);
        }
    }

    private static boolean isJson(Reading.Content content) {
        try {
            io.workfloworchestrator.state.Json.parse(content.bytes());
            return true;
        } catch (StateException e) {
            return false;
        }
    }

    private boolean isOurs(String path, Reading.Content content) {
        return store.publication(path, content.fingerprint()).isPresent();
    }

    /** Removes our temporary files, and keeps what was replaced but not looked at, when a process died between. */
    void sweep(String folder) throws IOException {
        for (String name : project.list(folder, MOST)) {
            String path = folder.isEmpty() ? name : folder + "/" + name;
            if (Project.isBeside(name, ".tmp")) {
                project.fs.delete(project.file(path));
            } else if (Project.isBeside(name, ".old")) {
                String of = path.substring(0, path.length() - name.length())
                        + name.substring(1, name.length() - ".0123456789abcdef.old".length());
                if (Reading.of(project, path) instanceof Reading.Content content) {
                    if (!isOurs(of, content)) {
                        kept.quarantine(
                                of,
                                content.bytes(),
                                content.fingerprint(),
                                new StateException(
                                        "E_STATE_QUARANTINE",
                                        "an edit of this file was found that was made in the moment in which a program"
                                                + " died that wrote the file."));
                    }
                    project.fs.delete(project.file(path));
                }
            }
        }
    }
}
