package io.workfloworchestrator.state;

import io.workfloworchestrator.json.Codec;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.RecordCodec;
import io.workfloworchestrator.json.Words;
import java.util.regex.Pattern;

/**
 * The name and type of one piece of state: {@code type/id}, such as {@code project-planning/main}. Two keys are equal
 * when their names are. Thread-safe.
 */
public final class StateKey<T> {
    private static final Pattern PART = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    private final String name;
    private final Codec<T> codec;

    private StateKey(String name, Codec<T> codec) {
        this.name = checkName(name);
        this.codec = codec;
    }

    /** @throws StateException (E_ID_SYNTAX) when {@code name} is not {@code type/id} */
    public static <T> StateKey<T> of(String name, Codec<T> codec) {
        return new StateKey<>(name, codec);
    }

    /** @throws StateException (E_ID_SYNTAX) when {@code name} is not {@code type/id} */
    public static <T extends Record> StateKey<T> of(String name, Class<T> type) {
        return new StateKey<>(name, RecordCodec.of(type));
    }

    /** A key whose values are handled as JSON. */
    public static StateKey<Json> json(String name) {
        return new StateKey<>(name, Codec.json());
    }

    /**
     * Returns {@code name} if it is {@code type/id}, each 1 to 64 characters of letters, digits, dot, dash and
     * underscore, beginning with a letter or digit.
     *
     * @throws StateException (E_ID_SYNTAX) otherwise
     */
    public static String checkName(String name) {
        int slash = name.indexOf('/');
        if (slash < 0
                || !PART.matcher(name.substring(0, slash)).matches()
                || !PART.matcher(name.substring(slash + 1)).matches()) {
            String shown = Words.clip(name, 80);
            throw new StateException(
                    "E_ID_SYNTAX",
                    "'" + shown.replaceAll("[\\p{C}\\p{Z}&&[^ ]]", "?")
                            + "' is not a state key. Use type/id, each of 1 to 64 letters,"
                            + " digits, '.', '_' or '-', beginning with a letter or digit." + foreign(name));
        }
        return name;
    }

    /** Names the first character that is not ASCII: it may be invisible, or look like another one. */
    private static String foreign(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) > 0x7e) {
                return String.format(
                        " Its character %d is U+%04X.", name.codePointCount(0, i) + 1, name.codePointAt(i));
            }
        }
        return "";
    }

    public String name() {
        return name;
    }

    /** The part of the name before the slash: the kind of state. */
    public String type() {
        return name.substring(0, name.indexOf('/'));
    }

    /** The part of the name after the slash: one of its type. */
    public String id() {
        return name.substring(name.indexOf('/') + 1);
    }

    public Codec<T> codec() {
        return codec;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StateKey<?> that && name.equals(that.name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public String toString() {
        return name;
    }
}
