package io.workfloworchestrator.interview;

import io.workfloworchestrator.rules.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What an answer is. */
public enum QuestionType {
    /** One line of text. */
    STRING,
    /** A text of several lines. */
    TEXT,
    /** A whole number of at most 64 bits. */
    INT,
    /** A number. */
    DOUBLE,
    /** True or false. */
    BOOL,
    /** A day by ISO 8601: {@code 2026-03-31}. */
    DATE,
    /** One of the options. */
    CHOICE,
    /** Some of the options. */
    CHOICES,
    /** Lines of text. */
    LIST;

    /** The words for these types in a question set. */
    static final List<String> WORDS =
            Arrays.stream(values()).map(QuestionType::word).toList();

    /** The word in a question set: {@code string}, {@code choices}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean hasOptions() {
        return this == CHOICE || this == CHOICES;
    }

    boolean isMany() {
        return this == CHOICES || this == LIST;
    }

    boolean isNumber() {
        return this == INT || this == DOUBLE;
    }

    boolean isFreeText() {
        return this == STRING || this == TEXT || this == LIST;
    }

    /** The type of such an answer in conditions. */
    Type inConditions(List<String> options) {
        return switch (this) {
            case STRING, TEXT, DATE -> Type.STRING;
            case INT -> Type.INT;
            case DOUBLE -> Type.DOUBLE;
            case BOOL -> Type.BOOL;
            case CHOICE -> Type.oneOf(options);
            case CHOICES -> Type.list(Type.oneOf(options));
            case LIST -> Type.list(Type.STRING);
        };
    }
}
