package io.workfloworchestrator.detect;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;

/**
 * Writes the parts of a {@link ScanIndex}, which {@link IndexInput} reads.
 *
 * <p>A <i>number</i> has seven bits in each byte, the lowest bits first; the eighth bit says that another byte follows. A
 * signed number has its sign in the lowest bit. A <i>text</i> is a number and characters. The number's two lowest bits are
 * 0 if its other bits are the position of the same text among those written before; 1 if so many characters below 256
 * follow, a byte each; 2 if so many UTF-16 code units follow, two bytes each. A <i>column</i> is a number of bytes and then
 * these bytes, highest byte first: a program that has just begun takes thousands of numbers from it without a step for
 * each. A <i>value</i> begins with a byte that names its kind; a text with a '/' is written as the text before the last one
 * and the text after it. A <i>block</i> is a number of bytes and then these bytes; texts are counted anew in it, so it can
 * be skipped and read later. A <i>packed</i> block is the number of its bytes, and then these as ZLIB (RFC 1950). Not
 * thread-safe.
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
    static final int PATH = 9;

    private byte[] bytes = new byte[1 << 10];
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

    private void bytes(byte[] from, int length) {
        number(length);
        room(length);
        System.arraycopy(from, 0, bytes, size, length);
        size += length;
    }

    /** Bytes that the reader knows. */
    void begin(byte[] known) {
        bytes(known, known.length);
    }

    void block(Consumer<IndexOutput> content) {
        IndexOutput inner = new IndexOutput();
        content.accept(inner);
        bytes(inner.bytes, inner.size);
    }

    /** A block that takes little room, but some time to read. */
    void packed(Consumer<IndexOutput> content) {
        block(to -> {
            IndexOutput inner = new IndexOutput();
            content.accept(inner);
            to.number(inner.size);
            Deflater deflater = new Deflater(Deflater.BEST_SPEED);
            try {
                deflater.setInput(inner.bytes, 0, inner.size);
                deflater.finish();
                while (!deflater.finished()) {
                    to.room(1 << 12);
                    to.size += deflater.deflate(to.bytes, to.size, to.bytes.length - to.size);
                }
            } finally {
                deflater.end();
            }
        });
    }

    void column(byte[] values) {
        bytes(values, values.length);
    }

    void column(int[] values) {
        ByteBuffer all = ByteBuffer.allocate(values.length * Integer.BYTES);
        all.asIntBuffer().put(values);
        column(all.array());
    }

    void column(long[] values) {
        ByteBuffer all = ByteBuffer.allocate(values.length * Long.BYTES);
        all.asLongBuffer().put(values);
        column(all.array());
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

    <T> void list(Collection<T> elements, BiConsumer<IndexOutput, T> each) {
        number(elements.size());
        elements.forEach(element -> each.accept(this, element));
    }

    <T> void map(Map<String, T> map, BiConsumer<IndexOutput, T> each) {
        number(map.size());
        map.forEach((key, value) -> {
            text(key);
            each.accept(this, value);
        });
    }

    /** Lines by their places. */
    void lines(Map<String, Integer> lines) {
        map(lines, (to, line) -> to.number(line));
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
            int cut = text.lastIndexOf('/');
            raw(cut < 0 ? TEXT : PATH);
            if (cut >= 0) {
                text(text.substring(0, cut));
            }
            text(text.substring(cut + 1));
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
