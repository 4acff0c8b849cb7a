package io.workfloworchestrator.interview;

import io.workfloworchestrator.rules.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What an answer is. */
public enum QuestionType {
    STRING,
    TEXT,
    /** A whole number of at most 64 bits. */
    INT,
    DOUBLE,
    /** True or false. */
    BOOL,
    /** A day by ISO 8601: {@code 2026-03-31}. */
    DATE,
    CHOICE,
    CHOICES,
    LIST;

    static final List<String> WORDS =
            Arrays.stream(values()).map(QuestionType::word).toList();

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
