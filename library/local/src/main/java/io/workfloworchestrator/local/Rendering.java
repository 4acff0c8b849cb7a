package io.workfloworchestrator.local;

import io.workfloworchestrator.files.FolderEntry;
import io.workfloworchestrator.files.PathException;
import io.workfloworchestrator.files.ProjectFolder;
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
 * <p>After it was written it rests nine times as long as that took, at most 3 seconds; what changes meanwhile is written together then.
 *
 * <p>What somebody else wrote into it is not lost. {@link RenderedTexts} remembers what was rendered into the file, by whatever process; a
 * text that is not among it is first kept beside as {@code NAME.kept-<8 hex>}, and named in the notices until that copy is deleted.
 * Nothing that goes wrong with the file fails a change of the state: it is a notice, and tried again with the next change.
 * Thread-safe.
 */
final class Rendering<T> implements AutoCloseable {
    private static final int LONGEST = 16 << 20;
    private static final int MOST_ENTRIES = 100_000;

    /** Another process may write an older text meanwhile; what comes later than this is another change, and is told as one. */
    private static final int MOST_ROUNDS = 3;

    private final ProjectFolder folder;
    private final StateManager state;
    private final String path;
    private final StateKey<T> key;
    private final Function<T, String> renderer;
    private final RenderedTexts texts;
    private final Rests rests;
    private final Subscription subscription;
    private volatile Optional<Notice> failure = Optional.empty();
    private long restsUntil = System.nanoTime();
    private boolean isWaiting;

    String path() {
        return path;
    }

    Rendering(
            ProjectFolder folder,
            StateManager state,
            String path,
            StateKey<T> key,
            Function<T, String> renderer,
            Rests rests) {
        this.folder = folder;
        this.rests = rests;
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
        this.texts = new RenderedTexts(folder.root().resolve(Layout.STATE_FOLDER), this.path);
        this.subscription = state.watch(commit -> {
            if (commit.keys().contains(key.name())) {
                writeOnceRested();
            }
        });
        write();
    }

    /** Writes what all changes meanwhile made of the state at once. */
    private synchronized void writeOnceRested() {
        long left = restsUntil - System.nanoTime();
        if (left <= 0) {
            write();
        } else if (!isWaiting) {
            isWaiting = true;
            rests.in(left, this::writeRested);
        }
    }

    private synchronized void writeRested() {
        if (isWaiting) {
            isWaiting = false;
            write();
        }
    }

    private synchronized void write() {
        long begun = System.nanoTime();
        writeNewest();
        long now = System.nanoTime();
        restsUntil = now + Rests.after(now - begun);
    }

    private void writeNewest() {
        try {
            Moment now = state.now();
            for (int round = 0; round < MOST_ROUNDS; round++) {
                write(now);
                Moment later = state.now();
                if (later.find(key).equals(now.find(key))) {
                    return;
                }
                now = later;
            }
        } catch (PathException e) {
            failed(e.code(), "could not be written: " + e.getMessage());
        } catch (RuntimeException | StackOverflowError | AssertionError | LinkageError e) {
            // The author's renderer: what it throws must not end the watching, nor fail somebody's change.
            failed("E_RENDERER", "could not be made: " + e);
        }
    }

    private void failed(String code, String why) {
        failure = Optional.of(new Notice(code, path, "this file is made from " + key + ", and " + why));
    }

    private void write(Moment now) {
        Optional<Snapshot<T>> newest = now.find(key);
        if (newest.isEmpty()) {
            boolean left = folder.exists(path) && !now.history(key, 1).isEmpty();
            failure = Optional.empty();
            if (left) {
                failed("E_RENDERED_OLD", "that has no value any more. Delete the file if it is of no use.");
            }
            return;
        }
        byte[] text = renderer.apply(newest.get().value()).getBytes(StandardCharsets.UTF_8);
        texts.remember(text); // before it is there, so that nobody takes it for somebody's
        byte[] there = there();
        while (!Arrays.equals(text, there)) {
            if (there != null && !texts.knows(there)) {
                keep(there);
            }
            // What was saved while this looked is looked at, too: between here and the rename is no other work.
            byte[] again = there();
            if (Arrays.equals(again, there)) {
                folder.replace(path, text);
                break;
            }
            there = again;
        }
        failure = Optional.empty();
    }

    private byte @Nullable [] there() {
        return folder.exists(path) ? folder.read(path, LONGEST) : null;
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
        folder.writeNew(copy, text);
    }

    List<Notice> notices() {
        List<Notice> all = new ArrayList<>();
        failure.ifPresent(all::add);
        int slash = path.lastIndexOf('/');
        String beside = slash < 0 ? "." : path.substring(0, slash);
        String prefix = path.substring(slash + 1) + ".kept-";
        try {
            if (folder.exists(beside)) {
                for (FolderEntry entry : folder.list(beside, MOST_ENTRIES)) {
                    if (entry.name().startsWith(prefix)) {
                        all.add(kept(slash < 0 ? entry.name() : beside + "/" + entry.name()));
                    }
                }
            }
        } catch (PathException e) {
            if (all.isEmpty()) {
                all.add(new Notice(e.code(), path, "the folder of this file cannot be looked at: " + e.getMessage()));
            }
        }
        return all;
    }

    private Notice kept(String copy) {
        return new Notice(
                "E_RENDERED_EDIT",
                path,
                "this file is made from " + key
                        + " and is not read. What was written into it by something else is kept in " + copy
                        + ". Change the state instead, then delete that copy.");
    }

    /** Writes what was committed by now. */
    @Override
    public void close() {
        subscription.close();
        synchronized (this) {
            isWaiting = false;
        }
        write();
    }
}
