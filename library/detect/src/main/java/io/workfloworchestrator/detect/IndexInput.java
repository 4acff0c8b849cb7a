package io.workfloworchestrator.detect;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@link IndexOutput} wrote. Whatever the bytes are, nothing larger than they are is made of them, and what
 * cannot have been written is {@link Damaged}. Not thread-safe.
 */
final class IndexInput {

    /** Of values in values: twice what the readers of files let through. */
    private static final int MAX_DEPTH = 2 * JsonText.MAX_DEPTH;
    /** Beyond so many keys a map is quicker than a {@link Row}. */
    private static final int MAX_ROW = 16;
    /** Of what {@link Instant} takes, in seconds. */
    private static final long MAX_SECONDS = 1L << 50;

    private final byte[] bytes;
    private int at;
    private String[] texts = new String[1024];
    private int known;
    private final List<String[]> rows = new ArrayList<>();

    IndexInput(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The bytes were not written by {@link IndexOutput}. */
    static final class Damaged extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Damaged(String what) {
            super(what, null, false, false);
        }
    }

    boolean isAtEnd() {
        return at == bytes.length;
    }

    int raw() {
        if (at >= bytes.length) {
            throw new Damaged("it ends too early");
        }
        return bytes[at++];
    }

    /** Whether these bytes follow, as {@link IndexOutput#begin} puts them. */
    boolean begins(byte[] known) {
        int length = count();
        boolean same = Arrays.equals(bytes, at, at + length, known, 0, known.length);
        at += length;
        return same;
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

    /** How many follow, of which each takes a byte at least. */
    int count() {
        return number(bytes.length - at);
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
        if (width == 3 || rest > (bytes.length - at) / width) {
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

    Instant time() {
        long seconds = signed();
        if (Math.abs(seconds) > MAX_SECONDS) {
            throw new Damaged("a time is out of bounds");
        }
        return Instant.ofEpochSecond(seconds, number(999_999_999));
    }

    <T> List<T> list(Function<IndexInput, T> each) {
        int count = count();
        List<T> list = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            list.add(each.apply(this));
        }
        return list;
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
