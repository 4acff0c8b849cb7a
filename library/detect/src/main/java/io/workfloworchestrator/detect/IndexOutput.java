package io.workfloworchestrator.detect;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
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
final class IndexOutput extends ByteArrayOutputStream {
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

    private final Map<String, Integer> texts = new HashMap<>();

    void begin(byte[] known) {
        column(known);
    }

    void block(Consumer<IndexOutput> content) {
        IndexOutput inner = new IndexOutput();
        content.accept(inner);
        column(inner.toByteArray());
    }

    /** A block that takes little room, but some time to read. */
    void packed(Consumer<IndexOutput> content) {
        block(to -> {
            IndexOutput inner = new IndexOutput();
            content.accept(inner);
            to.number(inner.size());
            Deflater deflater = new Deflater(Deflater.BEST_SPEED);
            try (DeflaterOutputStream packing = new DeflaterOutputStream(to, deflater)) {
                inner.writeTo(packing);
            } catch (IOException e) {
                throw new UncheckedIOException("memory can always be written to", e);
            } finally {
                deflater.end();
            }
        });
    }

    void column(byte[] values) {
        number(values.length);
        writeBytes(values);
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
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            write((int) rest | 0x80);
            rest >>>= 7;
        }
        write((int) rest);
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
        writeBytes(text.getBytes(narrow ? ISO_8859_1 : UTF_16BE));
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
            write(NULL);
        } else if (value instanceof Boolean truth) {
            write(truth ? TRUE : FALSE);
        } else if (value instanceof Long number) {
            write(LONG);
            signed(number);
        } else if (value instanceof Double number) {
            write(DOUBLE);
            number(Double.doubleToRawLongBits(number));
        } else if (value instanceof String text) {
            int cut = text.lastIndexOf('/');
            write(cut < 0 ? TEXT : PATH);
            if (cut >= 0) {
                text(text.substring(0, cut));
            }
            text(text.substring(cut + 1));
        } else if (value instanceof List<?> list) {
            write(LIST);
            list(list, IndexOutput::value);
        } else if (value instanceof Map<?, ?> map) {
            write(MAP);
            number(map.size());
            map.forEach((key, inner) -> {
                text((String) key);
                value(inner);
            });
        } else if (value instanceof JsonText.Found found) {
            write(JSON);
            write(found.present() ? 1 : 0);
            number(found.line());
            value(found.value());
        } else {
            throw new IllegalArgumentException("no plain value: " + value.getClass());
        }
    }
}
