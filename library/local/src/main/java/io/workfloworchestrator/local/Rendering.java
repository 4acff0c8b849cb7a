package io.workfloworchestrator.local;

import io.workfloworchestrator.files.FolderEntry;
import io.workfloworchestrator.files.PathException;
import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.files.WrittenFile;
import io.workfloworchestrator.state.Commit;
import io.workfloworchestrator.state.Moment;
import io.workfloworchestrator.state.Snapshot;
import io.workfloworchestrator.state.StateKey;
import io.workfloworchestrator.state.StateManager;
import io.workfloworchestrator.state.Subscription;
import io.workfloworchestrator.state.files.Layout;
import io.workfloworchestrator.state.spi.StateView.Notice;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * A file that is made from one state, for people and programs that read it: written when the state changes, never read.
 *
 * <p>What somebody else wrote into it is not lost: a text that is not what the renderer makes of the state, now or at one of its last
 * {@value #KNOWN} changes, is first kept beside as {@code NAME.kept-<8 hex>}, and named in the notices until that copy is deleted.
 * Thread-safe.
 */
final class Rendering<T> implements AutoCloseable {
    private static final int KNOWN = 50;
    private static final int LONGEST = 16 << 20;
    private static final int MOST_ENTRIES = 100_000;

    private final ProjectFolder folder;
    private final StateManager state;
    private final String path;
    private final StateKey<T> key;
    private final Function<T, String> renderer;
    private final Subscription subscription;
    private byte @Nullable [] written;
    private Optional<Notice> failure = Optional.empty();

    Rendering(ProjectFolder folder, StateManager state, String path, StateKey<T> key, Function<T, String> renderer) {
        this.folder = folder;
        this.state = state;
        this.path = ProjectFolder.checkWritable(path);
        if (this.path.equals(Layout.FOLDER) || this.path.startsWith(Layout.FOLDER + "/")) {
            throw new PathException(
                    "E_PATH_PROTECTED",
                    this.path,
                    "'" + this.path + "' is where the state itself is. Give a path outside of " + Layout.FOLDER + ".");
        }
        this.key = key;
        this.renderer = renderer;
        this.subscription = state.watch(commit -> {
            if (commit.keys().contains(key.name())) {
                write();
            }
        });
        write();
    }

    /** Writes until the file is of the newest value: another process may write an older one meanwhile. */
    private synchronized void write() {
        Moment now = state.now();
        while (true) {
            write(now);
            Moment later = state.now();
            if (later.find(key).equals(now.find(key))) {
                return;
            }
            now = later;
        }
    }

    private void write(Moment now) {
        Optional<Snapshot<T>> newest = now.find(key);
        if (newest.isEmpty()) {
            return;
        }
        try {
            byte[] text = bytes(newest.get().value());
            byte[] there = there();
            if (!Arrays.equals(text, there)) {
                if (there != null && !isOurs(there, now)) {
                    keep(there);
                }
                WrittenFile unused = folder.replace(path, text);
            }
            written = text;
            failure = Optional.empty();
        } catch (PathException e) {
            failed(e.code(), "could not be written: " + e.getMessage());
        } catch (RuntimeException e) {
            // The author's renderer: what it throws must not end the watching, nor fail somebody's change.
            failed("E_RENDERER", "its renderer failed: " + e);
        }
    }

    private void failed(String code, String why) {
        failure = Optional.of(new Notice(code, path, "this file is made from " + key + ", and " + why));
    }

    private byte[] bytes(T value) {
        return renderer.apply(value).getBytes(StandardCharsets.UTF_8);
    }

    private byte @Nullable [] there() {
        return folder.exists(path) ? folder.read(path, LONGEST) : null;
    }

    private boolean isOurs(byte[] there, Moment now) {
        if (Arrays.equals(there, written)) {
            return true;
        }
        for (Commit commit : now.history(key, KNOWN)) {
            Optional<Snapshot<T>> then = now.at(commit.revision()).find(key);
            if (then.isPresent() && Arrays.equals(there, bytes(then.get().value()))) {
                return true;
            }
        }
        return false;
    }

    /** Under a name by its content, so that the same text is kept once. */
    private void keep(byte[] text) {
        CRC32 sum = new CRC32();
        sum.update(text);
        String name = path + ".kept-" + HexFormat.of().toHexDigits((int) sum.getValue());
        String copy = name;
        for (int i = 2; folder.exists(copy); i++) {
            if (Arrays.equals(folder.read(copy, LONGEST), text)) {
                return;
            }
            copy = name + "-" + i; // another text of the same sum
        }
        WrittenFile unused = folder.writeNew(copy, text);
    }

    /** What people should know of the file. */
    synchronized List<Notice> notices() {
        List<Notice> all = new ArrayList<>();
        failure.ifPresent(all::add);
        int slash = path.lastIndexOf('/');
        String beside = slash < 0 ? "" : path.substring(0, slash);
        String prefix = path.substring(slash + 1) + ".kept-";
        if (!beside.isEmpty() && !folder.exists(beside)) {
            return all;
        }
        for (FolderEntry entry : folder.list(beside, MOST_ENTRIES)) {
            if (entry.name().startsWith(prefix)) {
                all.add(new Notice(
                        "E_RENDERED_EDIT",
                        path,
                        "this file is made from " + key + " and is not read. What somebody wrote into it is kept in "
                                + entry.name() + ". Change the state instead, then delete that copy."));
            }
        }
        return all;
    }

    /** Writes what is not written yet. */
    @Override
    public void close() {
        subscription.close();
        write();
    }
}
