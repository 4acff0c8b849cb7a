package io.workfloworchestrator.detect;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes the parts of a {@link ScanIndex}, which {@link IndexInput} reads.
 *
 * <p>A <i>number</i> is seven bits a byte, the lowest first, the eighth saying that there are more; signed ones have
 * their sign in the lowest bit. A <i>text</i> is a number whose two lowest bits are 0 for the text with the rest's number
 * among those written before, 1 for so many characters below 256, a byte each, and 2 for so many UTF-16 code units, two
 * bytes each: any text comes back as it was. A <i>time</i> is seconds and nanoseconds. A <i>value</i> begins with a byte
 * that names its kind. Not thread-safe.
 */
final class IndexOutput {

    static final int NULL = 0;
    static final int FALSE = 1;
    static final int TRUE = 2;
    static final int LONG = 3;
    static final int DOUBLE = 4;
    static final int TEXT = 5;
    static final int LIST = 6;
    static final int MAP = 7;
    static final int JSON = 8;

    private byte[] bytes = new byte[1 << 16];
    private int size;
    private final Map<String, Integer> texts = new HashMap<>();

    byte[] bytes() {
        return Arrays.copyOf(bytes, size);
    }

    int size() {
        return size;
    }

    void raw(int value) {
        room(1);
        bytes[size++] = (byte) value;
    }

    /** Bytes that are known to who reads. */
    void begin(byte[] known) {
        number(known.length);
        room(known.length);
        System.arraycopy(known, 0, bytes, size, known.length);
        size += known.length;
    }

    void number(long value) {
        room(10);
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    void signed(long value) {
        number((value << 1) ^ (value >> 63));
    }

    void text(String text) {
        Integer known = texts.putIfAbsent(text, texts.size());
        if (known != null) {
            number((long) known << 2);
            return;
        }
        boolean narrow = text.chars().allMatch(c -> c < 256);
        number(((long) text.length() << 2) | (narrow ? 1 : 2));
        room(2 * text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!narrow) {
                bytes[size++] = (byte) (c >> 8);
            }
            bytes[size++] = (byte) c;
        }
    }

    void time(Instant time) {
        signed(time.getEpochSecond());
        number(time.getNano());
    }

    <T> void list(Collection<T> elements, BiConsumer<IndexOutput, T> each) {
        number(elements.size());
        elements.forEach(element -> each.accept(this, element));
    }

    void finding(ScanFinding finding) {
        text(finding.code());
        text(finding.path());
        number(finding.line());
        text(finding.message());
    }

    /** A plain value as facts have it. */
    void value(@Nullable Object value) {
        if (value == null) {
            raw(NULL);
        } else if (value instanceof Boolean truth) {
            raw(truth ? TRUE : FALSE);
        } else if (value instanceof Long number) {
            raw(LONG);
            signed(number);
        } else if (value instanceof Double number) {
            raw(DOUBLE);
            number(Double.doubleToRawLongBits(number));
        } else if (value instanceof String text) {
            raw(TEXT);
            text(text);
        } else if (value instanceof List<?> list) {
            raw(LIST);
            list(list, IndexOutput::value);
        } else if (value instanceof Map<?, ?> map) {
            raw(MAP);
            number(map.size());
            map.forEach((key, inner) -> {
                text((String) key);
                value(inner);
            });
        } else if (value instanceof JsonText.Found found) {
            raw(JSON);
            raw(found.present() ? 1 : 0);
            number(found.line());
            value(found.value());
        } else {
            throw new IllegalArgumentException("no plain value: " + value.getClass());
        }
    }

    private void room(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(size + more, bytes.length * 2));
        }
    }
}
