package io.workfloworchestrator.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads bytes and lines of text within bounds. */
public final class Texts {
    /** The most characters of a text that a fact takes from a file, which anybody may have written. */
    public static final int MAX_VALUE = 200;

    private static final int CHUNK = 8_192;

    private Texts() {}

    /** At most {@code max} bytes from the start of a file. */
    static byte[] readUpTo(SeekableByteChannel file, int max, long expected) throws IOException {
        // One byte more than expected shows the end without another buffer; files of /proc say that they have 0 bytes.
        ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(max, Math.max(expected + 1, 64)));
        while (true) {
            if (!buffer.hasRemaining()) {
                if (buffer.capacity() >= max) {
                    break;
                }
                int larger = (int) Math.min(max, (long) buffer.capacity() * 2 + CHUNK);
                buffer = ByteBuffer.allocate(larger).put(buffer.flip());
            }
            if (file.read(buffer) < 0) {
                break;
            }
        }
        return Arrays.copyOf(buffer.array(), buffer.position());
    }

    /** Why these bytes are no text in UTF-8, with the line from 1; empty if they are one. */
    public static Optional<String> fault(byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(CHUNK);
        CoderResult result = decoder.decode(in, out, true);
        while (result.isOverflow()) {
            result = decoder.decode(in, out.clear(), true);
        }
        if (!result.isError()) {
            return Optional.empty();
        }
        int line = 1;
        for (int i = 0; i < in.position(); i++) {
            line += bytes[i] == '\n' ? 1 : 0;
        }
        return Optional.of(String.format("line %d has the byte 0x%02X, which is no character", line, bytes[in.position()]));
    }

    public static String decode(byte[] bytes) throws CharacterCodingException {
        String text = StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    /** The lines without their ends: LF, CRLF and CR end a line. The last line is there even if it is empty. */
    public static List<String> lines(String text) {
        List<String> lines = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n' || c == '\r') {
                lines.add(text.substring(start, i));
                if (c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n') {
                    i++;
                }
                start = i + 1;
            }
        }
        lines.add(text.substring(start));
        return lines;
    }

    /** Whether a character is invisible, or looks like a space and is none. */
    public static boolean isInvisible(int character) {
        int type = Character.getType(character);
        return type == Character.FORMAT || (type == Character.SPACE_SEPARATOR && character != ' ');
    }

    /** A character by its number, such as U+00A0. */
    public static String code(int character) {
        return String.format("U+%04X", character);
    }

    /** One line of a file as a value: no control characters, at most 200 characters. */
    public static String value(String text) {
        String trimmed = text.strip();
        StringBuilder clean = new StringBuilder(Math.min(trimmed.length(), MAX_VALUE));
        int characters = 0;
        for (int i = 0; i < trimmed.length(); ) {
            int c = trimmed.codePointAt(i);
            i += Character.charCount(c);
            int type = Character.getType(c);
            if ((Character.isISOControl(c) && c != '\t')
                    || type == Character.SURROGATE
                    || (c >= 0x202a && c <= 0x202e)
                    || (c >= 0x2066 && c <= 0x2069)) {
                continue;
            }
            if (++characters > MAX_VALUE) {
                return clean.append('…').toString();
            }
            clean.appendCodePoint(c == '\t' ? ' ' : c);
        }
        return clean.toString();
    }
}
