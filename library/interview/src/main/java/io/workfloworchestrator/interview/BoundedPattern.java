package io.workfloworchestrator.interview;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A regular expression of a question set, matched within a number of steps: Java's matcher tries again and again, and a
 * pattern such as {@code (a+)+b} would keep it busy for years. It asks for characters one by one, and they are counted.
 */
final class BoundedPattern {
    static final int LONGEST = 200;
    private static final int MOST_STEPS = 1_000_000;

    private final Pattern pattern;

    /** @throws PatternSyntaxException if it is no regular expression */
    BoundedPattern(String text) {
        this.pattern = Pattern.compile(text);
    }

    /** Whether the whole text matches; a text for which that takes too long does not. */
    boolean matches(String text) {
        try {
            return pattern.matcher(new Counted(text, new AtomicInteger())).matches();
        } catch (TooLong | StackOverflowError e) {
            return false;
        }
    }

    private static final class TooLong extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooLong() {
            super(null, null, false, false);
        }
    }

    /** A text that counts how often its characters are asked for; parts of it share the count. */
    private record Counted(CharSequence text, AtomicInteger steps) implements CharSequence {
        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            if (steps.incrementAndGet() > MOST_STEPS) {
                throw new TooLong();
            }
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new Counted(text.subSequence(start, end), steps);
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }
}
