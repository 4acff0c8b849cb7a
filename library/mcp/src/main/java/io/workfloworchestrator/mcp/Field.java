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

    /** The smallest number allowed. By default there is no limit. */
    long min() default Long.MIN_VALUE;

    /**
     * The largest number, the longest string in characters, or the longest list. By default a string may have
     * 65,536 characters and a list 1,000 elements. For an untrusted list it is the length of the longest text in
     * the list.
     */
    long max() default Long.MAX_VALUE;

    /**
     * Whether a string is an id: 1 to 128 of the ASCII letters, digits and {@code . _ - / :}, starting with a letter or
     * a digit, so that no two ids look alike.
     */
    boolean id() default false;

    /**
     * Whether an output's text was written by others (in a file, in a note). Such text is marked "untrusted" for
     * the client, and its control characters are removed. A text longer than {@link #max()}, by default 200
     * characters, loses its middle, because the end of a message says what to do.
     */
    boolean untrusted() default false;

    /** Whether an untrusted text keeps its line breaks, as a document does; by default it becomes one line. */
    boolean lines() default false;

    /**
     * Whether the schema lists the component. Leave out a component that every answer of a server has, such as a
     * revision, and describe it once in the server's instructions instead.
     *
     * <p>An argument that is not listed must be optional. It is taken and checked as any other, and the schema leaves
     * {@code additionalProperties} out, so that a client which checks its calls by the schema can send it. List what a caller needs;
     * what a caller seldom needs may stand by its name in the tool's description, and what nobody needs nowhere.
     */
    boolean listed() default true;

    /**
     * Whether an output's schema names the fields inside of the component. Leave them out where another tool of the server
     * answers with the same record and names them.
     */
    boolean named() default true;

    /**
     * Whether the fields of an output's record stand right in the answer, at its end, and not inside of an object. So what many
     * answers end with is one record.
     */
    boolean flat() default false;
}
