package io.workfloworchestrator.mcp;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Describes a component of a tool's input or output record: the text that a client shows, and its limits. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Field {
    /** What the component means, in a few words: every client's context pays for them. */
    String value() default "";

    /** The smallest number; with its default there is none. */
    long min() default Long.MIN_VALUE;

    /**
     * The largest number, the longest string in characters, or the longest list; with its default a string may have
     * 65,536 characters and a list 1,000 elements. Of an untrusted list it is the longest text in it.
     */
    long max() default Long.MAX_VALUE;

    /**
     * Whether a string is an id: 1 to 128 of the ASCII letters, digits and {@code . _ - / :}, starting with a letter or
     * a digit, so that no two ids look alike.
     */
    boolean id() default false;

    /**
     * Whether an output's text was written by others (a file, a note): marked "untrusted" for the client, control
     * characters removed, and its middle cut out where it is longer than {@link #max()}, by default 200 characters: the end
     * of a message says what to do.
     */
    boolean untrusted() default false;

    /**
     * Whether an output's schema lists the component. Leave out what every answer of a server has, such as a revision, and
     * say it once in the server's instructions instead.
     */
    boolean listed() default true;
}
