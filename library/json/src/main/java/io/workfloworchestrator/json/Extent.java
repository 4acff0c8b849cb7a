package io.workfloworchestrator.json;

import java.util.List;

/**
 * How large a value is, known without walking it: what is committed must be within the limits of what is read, or it
 * could never be read again. Kept by arrays and objects, and carried along when one field of thousands changes.
 *
 * @param depth levels of nesting; 0 for a scalar
 * @param tokens as a streaming parser counts them
 * @param bytes of the compact text in UTF-8
 */
record Extent(int depth, long tokens, long bytes) {
    /** Of the empty object and the empty array. */
    static final Extent EMPTY = new Extent(1, 2, 2);

    static Extent of(Json value) {
        if (value instanceof Json.Obj object) {
            return object.extent();
        }
        if (value instanceof Json.Arr array) {
            return array.extent();
        }
        return new Extent(
                0,
                1,
                value instanceof Json.Str string
                        ? quoted(string.text())
                        : value.toString().length());
    }

    static Extent ofArray(List<Json> elements) {
        int depth = 0;
        long tokens = 2;
        long bytes = 2L + Math.max(0, elements.size() - 1);
        for (Json element : elements) {
            Extent extent = of(element);
            depth = Math.max(depth, extent.depth);
            tokens += extent.tokens;
            bytes += extent.bytes;
        }
        return new Extent(depth + 1, tokens, bytes);
    }

    static Extent ofObject(String[] keys, Json[] values) {
        int depth = 0;
        long tokens = 2L + keys.length;
        long bytes = 2L + Math.max(0, keys.length - 1);
        for (int i = 0; i < keys.length; i++) {
            Extent extent = of(values[i]);
            depth = Math.max(depth, extent.depth);
            tokens += extent.tokens;
            bytes += quoted(keys[i]) + 1 + extent.bytes;
        }
        return new Extent(depth + 1, tokens, bytes);
    }

    /** Of an object whose fields are in several parts. */
    static Extent ofParts(Fields[] parts) {
        int depth = 1;
        long tokens = 2;
        long bytes = 1L + parts.length;
        for (Fields part : parts) {
            Extent extent = part.extent();
            depth = Math.max(depth, extent.depth);
            tokens += extent.tokens - 2;
            bytes += extent.bytes - 2;
        }
        return new Extent(depth, tokens, bytes);
    }

    /**
     * Of an object of this extent in which one part was replaced; the others are looked at only where that was the
     * deepest.
     */
    Extent replacedPart(Extent was, Extent now, Fields[] parts) {
        int deepest = now.depth < was.depth && was.depth == depth ? ofParts(parts).depth : Math.max(depth, now.depth);
        return new Extent(deepest, tokens - was.tokens + now.tokens, bytes - was.bytes + now.bytes);
    }

    /** Of an object of this extent in which one value was replaced. */
    Extent replaced(Json before, Json after, Json[] values) {
        Extent was = of(before);
        Extent now = of(after);
        int deepest = now.depth < was.depth ? depthWithout(was, values) : Math.max(depth, now.depth + 1);
        return new Extent(deepest, tokens - was.tokens + now.tokens, bytes - was.bytes + now.bytes);
    }

    /** Of an object of this extent from which a field was removed. */
    Extent removed(String key, Json value, Json[] rest) {
        Extent less = of(value);
        return new Extent(
                depthWithout(less, rest),
                tokens - 1 - less.tokens,
                bytes - (rest.length == 0 ? 0 : 1) - quoted(key) - 1 - less.bytes);
    }

    /** The other values are looked at only where the one that is gone was the deepest. */
    private int depthWithout(Extent gone, Json[] rest) {
        if (gone.depth + 1 < depth) {
            return depth;
        }
        int deepest = 1;
        for (Json value : rest) {
            deepest = Math.max(deepest, of(value).depth + 1);
        }
        return deepest;
    }

    /** Of an object of this extent and {@code size} fields to which a field was added. */
    Extent added(String key, Json value, int size) {
        Extent more = of(value);
        return new Extent(
                Math.max(depth, more.depth + 1),
                tokens + 1 + more.tokens,
                bytes + (size == 0 ? 0 : 1) + quoted(key) + 1 + more.bytes);
    }

    /** Length in UTF-8 of what {@link JsonText} writes for a string. */
    private static long quoted(String text) {
        long bytes = 2;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\' || c == '\n' || c == '\r' || c == '\t') {
                bytes += 2;
            } else if (JsonText.isEscaped(c)) {
                bytes += 6;
            } else if (c < 0x80) {
                bytes++;
            } else if (c < 0x800 || Character.isSurrogate(c)) {
                bytes += 2;
            } else {
                bytes += 3;
            }
        }
        return bytes;
    }
}
