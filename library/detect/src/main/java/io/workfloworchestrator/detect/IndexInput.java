package io.workfloworchestrator.detect;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@link IndexOutput} wrote. Whatever the bytes are, it makes nothing larger than they are, and throws {@link
 * Damaged} for bytes that cannot have been written. Not thread-safe.
 */
final class IndexInput {
    /** How deep values may lie in values: twice what the readers of files accept. */
    private static final int MAX_DEPTH = 2 * JsonText.MAX_DEPTH;

    private static final int MAX_PACKED = 1 << 26;
    /** Beyond so many keys a map is quicker than a {@link Row}. */
    private static final int MAX_ROW = 16;

    private final byte[] bytes;
    private int at;
    private final int end;
    private String[] texts = new String[16];
    private int known;
    private final List<String[]> rows = new ArrayList<>();

    IndexInput(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    /** Reads a part of the bytes, which are kept, not copied. */
    IndexInput(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.at = from;
        this.end = end;
    }

    static final class Damaged extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Damaged(String what) {
            super(what, null, false, false);
        }
    }

    boolean isAtEnd() {
        return at == end;
    }

    int raw() {
        if (at >= end) {
            throw new Damaged("it ends too early");
        }
        return bytes[at++];
    }

    /** Whether these bytes follow, as {@link IndexOutput#begin} puts them. */
    boolean begins(byte[] known) {
        int from = pass();
        return Arrays.equals(bytes, from, at, known, 0, known.length);
    }

    long number() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int next = raw();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new Damaged("a number does not end");
    }

    long signed() {
        long value = number();
        return (value >>> 1) ^ -(value & 1);
    }

    /** A number from 0 to {@code max}. */
    int number(int max) {
        long value = number();
        if (value < 0 || value > max) {
            throw new Damaged("a number is out of bounds");
        }
        return (int) value;
    }

    /** How many elements follow; each takes at least a byte. */
    int count() {
        int count = number(Integer.MAX_VALUE);
        if (count > end - at) {
            throw new Damaged("it ends too early");
        }
        return count;
    }

    /** Passes as many bytes as the number that follows says; returns where they begin. */
    private int pass() {
        int length = count();
        at += length;
        return at - length;
    }

    String text() {
        long header = number();
        long rest = header >>> 2;
        int width = (int) (header & 3);
        if (width == 0) {
            if (rest >= known) {
                throw new Damaged("a text is not known");
            }
            return texts[(int) rest];
        }
        if (width == 3 || rest > (end - at) / width) {
            throw new Damaged("a text is too long");
        }
        int length = (int) rest * width;
        String text = new String(bytes, at, length, width == 1 ? ISO_8859_1 : UTF_16BE);
        at += length;
        if (known == texts.length) {
            texts = Arrays.copyOf(texts, 2 * known);
        }
        texts[known++] = text;
        return text;
    }

    IndexInput block() {
        int from = pass();
        return new IndexInput(bytes, from, at);
    }

    /** The content, if all of this is one packed block. */
    IndexInput packed() {
        byte[] content = new byte[number(MAX_PACKED)];
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(bytes, at, end - at);
            boolean whole = inflater.inflate(content) == content.length && inflater.inflate(new byte[1]) == 0;
            if (!whole || !inflater.finished() || inflater.getRemaining() > 0) {
                throw new Damaged("a packed block is of another size");
            }
        } catch (DataFormatException e) {
            throw new Damaged("a packed block cannot be read");
        } finally {
            inflater.end();
        }
        return new IndexInput(content);
    }

    byte[] bytes() {
        int from = pass();
        return Arrays.copyOfRange(bytes, from, at);
    }

    int[] ints() {
        ByteBuffer column = column(Integer.BYTES);
        int[] values = new int[column.remaining() / Integer.BYTES];
        column.asIntBuffer().get(values);
        return values;
    }

    long[] longs() {
        ByteBuffer column = column(Long.BYTES);
        long[] values = new long[column.remaining() / Long.BYTES];
        column.asLongBuffer().get(values);
        return values;
    }

    private ByteBuffer column(int width) {
        int from = pass();
        if ((at - from) % width != 0) {
            throw new Damaged("a column ends within a number");
        }
        return ByteBuffer.wrap(bytes, from, at - from).slice();
    }

    <T> List<T> list(Function<IndexInput, T> each) {
        int count = count();
        List<T> list = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            list.add(each.apply(this));
        }
        return list;
    }

    <T> Map<String, T> map(Map<String, T> into, Function<IndexInput, T> each) {
        for (int i = count(); i > 0; i--) {
            into.put(text(), each.apply(this));
        }
        return into;
    }

    Map<String, Integer> lines() {
        Map<String, Integer> lines = new TreeMap<>();
        for (int i = count(); i > 0; i--) {
            lines.put(text(), number(Integer.MAX_VALUE));
        }
        return lines;
    }

    ScanFinding finding() {
        return new ScanFinding(text(), text(), number(Integer.MAX_VALUE), text());
    }

    @Nullable
    Object value() {
        return value(0);
    }

    private @Nullable Object value(int depth) {
        if (depth > MAX_DEPTH) {
            throw new Damaged("values lie too deep");
        }
        return switch (raw()) {
            case IndexOutput.NULL -> null;
            case IndexOutput.FALSE -> false;
            case IndexOutput.TRUE -> true;
            case IndexOutput.LONG -> signed();
            case IndexOutput.DOUBLE -> Double.longBitsToDouble(number());
            case IndexOutput.TEXT -> text();
            case IndexOutput.PATH -> text() + "/" + text();
            case IndexOutput.LIST -> {
                int count = count();
                List<@Nullable Object> list = new ArrayList<>(count);
                for (int i = 0; i < count; i++) {
                    list.add(value(depth + 1));
                }
                yield Collections.unmodifiableList(list);
            }
            case IndexOutput.MAP -> map(depth);
            case IndexOutput.JSON -> {
                boolean present = raw() != 0;
                int line = number(Integer.MAX_VALUE);
                yield new JsonText.Found(present, value(depth + 1), line);
            }
            default -> throw new Damaged("a value is of no known kind");
        };
    }

    Map<String, Object> map() {
        if (raw() != IndexOutput.MAP) {
            throw new Damaged("it is no map");
        }
        return map(0);
    }

    private Map<String, Object> map(int depth) {
        String[] keys = new String[count()];
        Object[] values = new Object[keys.length];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = text();
            values[i] = value(depth + 1);
        }
        if (keys.length <= MAX_ROW) {
            return Row.of(shared(keys), values);
        }
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keys.length; i++) {
            map.put(keys[i], values[i]);
        }
        return Collections.unmodifiableMap(map);
    }

    /** Rows of one table share their keys. */
    @SuppressWarnings("ReferenceEquality") // texts that are the same are one object here
    private String[] shared(String[] keys) {
        for (String[] known : rows) {
            boolean same = known.length == keys.length;
            for (int i = 0; same && i < keys.length; i++) {
                same = known[i] == keys[i];
            }
            if (same) {
                return known;
            }
        }
        if (rows.size() < MAX_ROW) {
            rows.add(keys);
        }
        return keys;
    }
}
