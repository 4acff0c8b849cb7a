package io.workfloworchestrator.detect;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of folders and files at the last look, a column for each attribute: a process that has just begun takes
 * thousands of them from a file, and looks whether they are the same, without an object for each.
 *
 * <p>A <i>place</i> is a folder or file by its number; folders come first, each after the one it lies in. Immutable.
 */
final class Stamps {
    /** Bits of {@link #flags}. */
    static final int KEYED = 1;
    /** For a folder: its time is no proof of its names ({@link Scan#racy}). */
    static final int RACY = 2;
    /** For a file: its content was read, so its ctime must be the same too. */
    static final int READ = 4;

    /** What a look found: something else, a folder that exists, or no change. Without a look it is 0. */
    static final byte OTHER = 1;

    static final byte THERE = 2;
    static final byte SAME = 3;

    /** For fewer looks a second thread costs more than it gains. */
    private static final int MANY = 2_000;

    final int folders;
    /** The folder that a place lies in; -1 if that is not known, and the name is a path. */
    final int[] parents;
    /** The number of each place's name in {@link #texts}. */
    final int[] names;

    final byte[] flags;
    /** The hash of the identity, as {@link Scan#sameKey} has it. */
    final int[] keys;
    /** Nanoseconds since 1970, as in the columns of times below. */
    final long[] modified;
    /** This and the following columns are for files only. */
    final long[] sizes;

    final long[] statuses;
    final long[] reads;

    final StampNames texts;

    /** Empty columns, to be filled by {@link #put}. */
    Stamps(int folders, int[] parents, int[] names, StampNames texts) {
        this.folders = folders;
        this.parents = parents;
        this.names = names;
        this.flags = new byte[parents.length];
        this.keys = new int[parents.length];
        this.modified = new long[parents.length];
        this.sizes = new long[parents.length - folders];
        this.statuses = new long[parents.length - folders];
        this.reads = new long[parents.length - folders];
        this.texts = texts;
    }

    Stamps(IndexInput in) {
        folders = in.number(Integer.MAX_VALUE);
        parents = in.ints();
        names = in.ints();
        flags = in.bytes();
        keys = in.ints();
        modified = in.longs();
        sizes = in.longs();
        statuses = in.longs();
        reads = in.longs();
        texts = StampNames.read(in);
        int all = parents.length;
        int files = all - folders;
        boolean even = names.length == all
                && flags.length == all
                && keys.length == all
                && modified.length == all
                && sizes.length == files
                && statuses.length == files
                && reads.length == files;
        if (!even) {
            throw new IndexInput.Damaged("columns are of different lengths");
        }
    }

    void put(int place, Folder folder) {
        boolean racy = folder.racy || !Scan.isNear(folder.modified);
        put(place, folder.key, folder.modified, racy ? RACY : 0);
    }

    void put(int place, FileLook file) {
        boolean read = file.content != null && file.status != null;
        put(place, file.key, file.modified, read ? READ : 0);
        sizes[place - folders] = file.size;
        if (read) {
            statuses[place - folders] = Scan.nanos(Objects.requireNonNull(file.status));
            reads[place - folders] = Scan.nanos(file.read);
        }
    }

    private void put(int place, @Nullable Object key, Instant time, int more) {
        flags[place] = (byte) (more | (key == null ? 0 : KEYED));
        keys[place] = Objects.hashCode(key);
        modified[place] = Scan.nanos(time);
    }

    void write(IndexOutput out) {
        out.number(folders);
        out.column(parents);
        out.column(names);
        out.column(flags);
        out.column(keys);
        out.column(modified);
        out.column(sizes);
        out.column(statuses);
        out.column(reads);
        texts.write(out);
    }

    int size() {
        return parents.length;
    }

    boolean is(int place, int flag) {
        return (flags[place] & flag) != 0;
    }

    @Nullable
    Object key(int place) {
        return is(place, KEYED) ? (Integer) keys[place] : null;
    }

    /** The place that another place lies in; it comes before it. */
    int parent(int place) {
        int parent = parents[place];
        if (parent >= Math.min(place, folders)) {
            throw new IndexInput.Damaged("a folder comes after what lies in it");
        }
        return parent;
    }

    /** The name of a place that lies in another; the path of any other. */
    String name(int place) {
        return parents[place] < 0 ? texts.path(names[place]) : texts.name(names[place]);
    }

    /** Looks at some places; returns what it found, by place. */
    byte[] look(Path root, int[] asked) {
        byte[] found = new byte[size()];
        int share = asked.length < MANY ? asked.length : (asked.length + 1) / 2;
        Looks mine = new Looks(root, asked, 0, share, found);
        if (share == asked.length) {
            mine.run();
            return found;
        }
        CompletableFuture<Void> other =
                CompletableFuture.runAsync(new Looks(root, asked, share, asked.length, found), looks -> {
                    Thread thread = new Thread(looks, "detect-looks");
                    thread.setDaemon(true);
                    thread.start();
                });
        mine.run();
        other.join(); // an interrupt is kept for the caller
        return found;
    }

    /** One thread's share; each writes what it found to places of its own. */
    private final class Looks implements Runnable {
        private final int[] asked;
        private final int from;
        private final int to;
        private final byte[] found;
        private final @Nullable Path[] paths = new Path[folders];
        /** By the number of a name: a name that many folders have is made a path once. */
        private final @Nullable Path[] named = new Path[texts.size()];

        private final Path root;

        Looks(Path root, int[] asked, int from, int to, byte[] found) {
            this.root = root;
            this.asked = asked;
            this.from = from;
            this.to = to;
            this.found = found;
        }

        @Override
        public void run() {
            for (int i = from; i < to; i++) {
                found[asked[i]] = look(asked[i]);
            }
        }

        private byte look(int place) {
            try {
                Path path = path(place);
                if (place >= folders && is(place, READ)) {
                    return isSame(place, Scan.lookClosely(path)) ? SAME : OTHER;
                }
                BasicFileAttributes now =
                        Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
                if (place >= folders) {
                    boolean same = now.isRegularFile() && now.size() == sizes[place - folders] && isSame(place, now);
                    return same ? SAME : OTHER;
                }
                return !now.isDirectory() ? OTHER : isSame(place, now) ? SAME : THERE;
            } catch (IOException | InvalidPathException | IndexInput.Damaged e) {
                return OTHER;
            }
        }

        private Path path(int place) {
            int parent = parent(place);
            if (parent < 0) {
                return root.resolve(name(place));
            }
            Path above = paths[parent];
            if (above == null) {
                above = path(parent);
                paths[parent] = above;
            }
            return above.resolve(named(place));
        }

        private Path named(int place) {
            int number = names[place];
            if (number < 0 || number >= named.length) {
                throw new IndexInput.Damaged("a name is missing");
            }
            Path known = named[number];
            if (known == null) {
                known = root.getFileSystem().getPath(name(place));
                named[number] = known;
            }
            return known;
        }
    }

    private boolean isSame(int place, BasicFileAttributes now) {
        return now.lastModifiedTime().to(TimeUnit.NANOSECONDS) == modified[place] && isThat(place, now.fileKey());
    }

    private boolean isSame(int place, Map<String, Object> now) {
        int file = place - folders;
        return Scan.shows(now, sizes[file], modified[place], statuses[file]) && isThat(place, now.get("fileKey"));
    }

    private boolean isThat(int place, @Nullable Object key) {
        return key == null ? !is(place, KEYED) : is(place, KEYED) && key.hashCode() == keys[place];
    }
}
