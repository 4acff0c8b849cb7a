package io.workfloworchestrator.state.proofs;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * What a process did to its files, and what a power cut may have left of it at any moment.
 *
 * <p>The model is that of Pillai et al., "All File Systems Are Not Created Equal" (OSDI 2014), on the weak side of what
 * ext4, XFS and btrfs promise: of what was written to a file since its last sync, any part may be missing, sector by
 * sector; names become durable in their order, but only when the folder that they are in is synced are they sure to be; a
 * file's sync says nothing of its name, and a folder's nothing of its own name in the folder above. What was written before
 * a sync that failed may be gone for good, whatever a later sync says: the kernel has dropped it.
 */
final class Trace {
    private static final int SECTOR = 512;

    /** One call that changed something: as {@code faultshim.c} writes it. */
    private static final class Op {
        private final char kind;
        private final String path;
        private final String second;
        private final long offset;
        private final byte[] data;

        Op(char kind, String path, String second, long offset, byte[] data) {
            this.kind = kind;
            this.path = path;
            this.second = second;
            this.offset = offset;
            this.data = data;
        }

        /** The name that this gives or takes. */
        String name() {
            return kind == 'r' || kind == 'l' ? second : path;
        }

        boolean isIn(String folder) {
            return folder.equals(name().substring(0, name().lastIndexOf('/')));
        }
    }

    /** An operation on names, and which content it was about when it was made. */
    private record Naming(Op op, Content content) {}

    private final List<Op> ops = new ArrayList<>();

    private Trace() {}

    static Trace read(Path file) throws IOException {
        Trace trace = new Trace();
        try (DataInputStream in = new DataInputStream(new java.io.BufferedInputStream(Files.newInputStream(file)))) {
            while (true) {
                char kind = (char) in.readByte();
                String path = text(in);
                String second = text(in);
                long offset = in.readLong();
                trace.ops.add(new Op(kind, path, second, offset, in.readNBytes(in.readInt())));
            }
        } catch (EOFException end) {
            return trace;
        }
    }

    private static String text(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
    }

    int size() {
        return ops.size();
    }

    /** What was confirmed before a moment. */
    List<String> acknowledged(int moment, Path acks) {
        StringBuilder text = new StringBuilder();
        for (Op op : ops.subList(0, moment)) {
            if (op.kind == 'w' && op.path.equals(acks.toString())) {
                text.append(new String(op.data, StandardCharsets.UTF_8));
            }
        }
        return text.toString().lines().toList();
    }

    /** A file's content: what is on the disk for sure, and what was written to it since. */
    private static final class Content {
        private byte[] synced = new byte[0];
        private final List<Op> since = new ArrayList<>();

        void sync() {
            synced = after(synced, since);
            since.clear();
        }

        void fail(Random random) {
            since.removeIf(op -> random.nextBoolean());
        }

        private static byte[] after(byte[] before, List<Op> ops) {
            byte[] now = before;
            for (Op op : ops) {
                now = apply(now, op, 0, op.data.length);
            }
            return now;
        }

        private static byte[] apply(byte[] before, Op op, int from, int to) {
            if (op.kind == 't') {
                return Arrays.copyOf(before, (int) op.offset);
            }
            byte[] after = Arrays.copyOf(before, (int) Math.max(before.length, op.offset + to));
            System.arraycopy(op.data, from, after, (int) op.offset + from, to - from);
            return after;
        }

        byte[] cut(Random random) {
            int mood = random.nextInt(3);
            byte[] now = synced;
            for (Op op : since) {
                if (op.kind == 't') {
                    now = mood > 0 ? apply(now, op, 0, 0) : now;
                    continue;
                }
                for (int from = 0; from < op.data.length; from += SECTOR) {
                    boolean there = mood == 1 || mood == 2 && random.nextBoolean();
                    if (there) {
                        now = apply(now, op, from, Math.min(op.data.length, from + SECTOR));
                    }
                }
            }
            return now;
        }
    }

    /**
     * Writes what a power cut at this moment may have left of the files below {@code from} to {@code to}.
     *
     * <p>SQLite's shared memory is left out: it is not on the disk.
     */
    void cut(int moment, Random random, Path from, Path to) throws IOException {
        Map<String, Content> names = new HashMap<>();
        List<Naming> pending = new ArrayList<>();
        Map<String, Content> durable = new TreeMap<>();
        for (Op op : ops.subList(0, moment)) {
            switch (op.kind) {
                case 'w', 't' ->
                    names.computeIfAbsent(op.path, any -> new Content()).since.add(op);
                case 's' -> {
                    Content file = names.get(op.path);
                    if (file != null && !file.since.isEmpty()) {
                        file.sync();
                    } else if (file == null) {
                        pending.removeIf(naming -> naming.op().isIn(op.path) && enter(naming, durable));
                    }
                }
                case 'f' -> {
                    Content file = names.get(op.path);
                    if (file != null) {
                        file.fail(random);
                    }
                }
                default -> {
                    named(op, names);
                    pending.add(new Naming(op, names.getOrDefault(op.name(), FOLDER)));
                }
            }
        }
        int lucky = switch (random.nextInt(3)) {
            case 0 -> 0;
            case 1 -> pending.size();
            default -> random.nextInt(pending.size() + 1);
        };
        pending.subList(0, lucky).forEach(naming -> enter(naming, durable));
        write(durable, random, from, to);
    }

    private static final Content FOLDER = new Content();

    private static void named(Op op, Map<String, Content> names) {
        switch (op.kind) {
            case 'c' -> names.put(op.path, new Content());
            case 'r' -> {
                Content moved = names.remove(op.path);
                names.put(op.second, moved == null ? new Content() : moved);
            }
            case 'l' -> names.put(op.second, names.computeIfAbsent(op.path, any -> new Content()));
            case 'u' -> names.remove(op.path);
            default -> {}
        }
    }

    private static boolean enter(Naming naming, Map<String, Content> durable) {
        switch (naming.op().kind) {
            case 'u' -> durable.remove(naming.op().path);
            case 'r' -> {
                durable.remove(naming.op().path);
                durable.put(naming.op().second, naming.content());
            }
            default -> durable.put(naming.op().name(), naming.content());
        }
        return true;
    }

    /** Whether all folders between the two are durable. */
    private static boolean isReachable(Path path, Path from, Map<String, Content> durable) {
        for (Path above = path.getParent(); above != null && !above.equals(from); above = above.getParent()) {
            if (durable.get(above.toString()) != FOLDER) {
                return false;
            }
        }
        return true;
    }

    private static void write(Map<String, Content> durable, Random random, Path from, Path to) throws IOException {
        IdentityHashMap<Content, byte[]> cuts = new IdentityHashMap<>();
        for (Map.Entry<String, Content> file : durable.entrySet()) {
            Path path = Path.of(file.getKey());
            boolean below = path.startsWith(from) && !path.equals(from);
            if (!below || path.toString().endsWith("-shm") || !isReachable(path, from, durable)) {
                continue;
            }
            Path copy = to.resolve(from.relativize(path).toString());
            if (file.getValue() == FOLDER) {
                Files.createDirectories(copy);
                continue;
            }
            Files.createDirectories(copy.getParent());
            byte[] content =
                    cuts.computeIfAbsent(file.getValue(), any -> file.getValue().cut(random));
            Files.write(copy, content);
        }
    }
}
