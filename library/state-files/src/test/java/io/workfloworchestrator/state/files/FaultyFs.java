package io.workfloworchestrator.state.files;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A file system that fails at chosen calls, or at which the power is cut: then new names are gone that were not forced, and
 * replacements that were not stay, which is the worst that may happen.
 */
final class FaultyFs implements StoreFs {
    /** The machine is off. */
    static final class PowerCut extends Error {
        private static final long serialVersionUID = 1L;

        PowerCut() {
            super("power cut", null, false, false);
        }
    }

    /** What happens around a call. */
    interface Plan {
        void before(String call, int number, Path path) throws IOException;
    }

    final AtomicInteger calls = new AtomicInteger();
    private final StoreFs disk;
    private volatile int unhurried = 1;
    private volatile Plan plan = (call, number, path) -> {};
    private volatile boolean off;
    private final Set<Path> unforced = ConcurrentHashMap.newKeySet();

    FaultyFs(Path root) {
        this.disk = new DiskFs(root);
    }

    FaultyFs plan(Plan plan) {
        this.plan = plan;
        return this;
    }

    /** Lets its clock go so many times slower: what may take so long takes as long on a busy machine. */
    FaultyFs unhurried(int times) {
        unhurried = times;
        return this;
    }

    static IOException error(Path path, String reason) {
        return new FileSystemException(path.toString(), null, reason);
    }

    /** Fails once, at this call. */
    static Plan failAt(int wanted, String reason) {
        return (call, number, path) -> {
            if (number == wanted) {
                throw error(path, reason);
            }
        };
    }

    /** Turns the machine off at this call. */
    Plan cutAt(int wanted) {
        return (call, number, path) -> {
            if (number == wanted) {
                off = true;
                vanish();
            }
            if (off) {
                throw new PowerCut();
            }
        };
    }

    boolean isOff() {
        return off;
    }

    /** What a person has saved there is not lost with a name of ours. */
    void saved(Path name) {
        unforced.remove(name);
    }

    private void vanish() throws IOException {
        for (Path name : unforced) {
            if (Files.exists(name)) {
                try (Stream<Path> all = Files.walk(name)) {
                    for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                        Files.delete(path);
                    }
                }
            }
        }
    }

    /** Notes that this call gives a name, if it is a new one. */
    private void naming(Path name) {
        if (!Files.exists(name)) {
            unforced.add(name);
        }
    }

    private void call(String name, Path path) throws IOException {
        plan.before(name, calls.incrementAndGet(), path);
    }

    @Override
    public @Nullable Stat stat(Path path) throws IOException {
        call("stat", path);
        return disk.stat(path);
    }

    @Override
    public byte[] read(Path file, long limit) throws IOException {
        call("read", file);
        return disk.read(file, limit);
    }

    @Override
    public List<String> list(Path folder, int limit) throws IOException {
        call("list", folder);
        return disk.list(folder, limit);
    }

    @Override
    public void makeFolder(Path folder, int mode) throws IOException {
        call("makeFolder", folder);
        naming(folder);
        disk.makeFolder(folder, mode);
    }

    @Override
    public void write(Path file, byte[] content, int mode) throws IOException {
        boolean wasOff = off;
        try {
            call("write", file);
        } catch (PowerCut e) {
            if (!wasOff) {
                Files.write(file, Arrays.copyOf(content, content.length / 2));
            }
            throw e;
        }
        naming(file);
        disk.write(file, content, mode);
    }

    @Override
    public void link(Path name, Path file) throws IOException {
        call("link", name);
        naming(name);
        disk.link(name, file);
    }

    @Override
    public void move(Path from, Path to) throws IOException {
        call("move", from);
        naming(to);
        disk.move(from, to);
    }

    @Override
    public void delete(Path file) throws IOException {
        call("delete", file);
        disk.delete(file);
    }

    @Override
    public void force(Path folder) throws IOException {
        call("force", folder);
        disk.force(folder);
        unforced.removeIf(name -> folder.equals(name.getParent()));
    }

    @Override
    public @Nullable Held lock(Path file) throws IOException {
        call("lock", file);
        return disk.lock(file);
    }

    @Override
    public long now() {
        return disk.now();
    }

    @Override
    public long nanos() {
        return disk.nanos() / unhurried;
    }

    @Override
    public void pause(long nanos) {
        disk.pause(nanos);
    }
}
