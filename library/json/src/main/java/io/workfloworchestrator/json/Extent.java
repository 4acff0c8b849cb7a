package io.workfloworchestrator.json;

/**
 * The size of a value, known without walking it: a value that is committed must be within the limits of the reader, or it
 * could never be read again. Arrays and objects keep theirs, and a changed copy computes its own from what changed.
 *
 * @param depth levels of nesting; 0 for a scalar
 * @param tokens as a streaming parser counts them
 * @param bytes of the compact text in UTF-8
 */
record Extent(int depth, long tokens, long bytes) {
    /** The extent of the empty object and of the empty array. */
    static final Extent EMPTY = new Extent(1, 2, 2);

    static final Extent NOTHING = new Extent(0, 0, 0);

    /** What a field adds to an object that has so many others; without a depth. */
    static Extent field(String key, Extent value, int others) {
        return new Extent(0, 1 + value.tokens, (others == 0 ? 0 : 1) + quoted(key) + 1 + value.bytes);
    }

    /** The extent after one part is gone and another is new; {@link #NOTHING} for none. */
    Extent changed(Extent gone, Extent added, int newDepth) {
        return new Extent(newDepth, tokens - gone.tokens + added.tokens, bytes - gone.bytes + added.bytes);
    }

    /** Length in UTF-8 of what {@link JsonText} writes for a string. */
    static long quoted(String text) {
        long bytes = 2;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\' || c == '\n' || c == '\r' || c == '\t') {
                bytes += 2;
            } else if (isEscaped(c)) {
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

    /** Control characters, and the two separators that end a line in JavaScript and in some editors. */
    static boolean isEscaped(char c) {
        return c < 0x20 || c == 0x7F || c == 0x2028 || c == 0x2029;
    }

    static final class Sum {
        private int depth;
        private long tokens = 2;
        private long bytes;

        /** @param parts how many elements or fields there will be */
        Sum(int parts) {
            bytes = 2L + Math.max(0, parts - 1);
        }

        void add(Extent element) {
            depth = Math.max(depth, element.depth);
            tokens += element.tokens;
            bytes += element.bytes;
        }

        void add(String key, Extent value) {
            add(value);
            tokens++;
            bytes += quoted(key) + 1;
        }

        Extent extent() {
            return new Extent(depth + 1, tokens, bytes);
        }
    }
}
