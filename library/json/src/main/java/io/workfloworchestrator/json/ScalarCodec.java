package io.workfloworchestrator.json;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** How {@link RecordCodec} writes truth values, numbers, texts, times and any JSON. */
record ScalarCodec(JavaShape.Kind kind) implements PartCodec {
    @Override
    public Json write(Object value, @Nullable Object base, @Nullable Json baseJson) {
        // An equal value keeps the text that it was written with.
        return baseJson != null && value.equals(base) ? baseJson : written(value);
    }

    private Json written(Object value) {
        return switch (kind) {
            case BOOL -> Json.of((boolean) value);
            case INT -> Json.of((int) value);
            case LONG -> Json.of((long) value);
            case DOUBLE -> Json.of((double) value);
            case DECIMAL -> new Json.Num(((BigDecimal) value).toString());
            case TEXT -> Json.of((String) value);
            case TIME -> Json.of(((Instant) value).toString());
            case DATE -> Json.of(((LocalDate) value).toString());
            default -> (Json) value;
        };
    }

    @Override
    public Object read(Json json, String path, @Nullable Object base, @Nullable Json baseJson) {
        try {
            Object value = value(json);
            if (value != null) {
                return value;
            }
        } catch (ArithmeticException | DateTimeException e) {
            // It is a number beyond the bounds, or a text of another form: a mismatch like any other.
        }
        throw PartCodec.mismatch(path, expected(), json);
    }

    /** The value; null if the JSON is of another kind. */
    private @Nullable Object value(Json json) {
        return switch (kind) {
            case BOOL -> json instanceof Json.Bool bool ? bool.value() : null;
            case INT ->
                json instanceof Json.Num number ? (Object) number.value().intValueExact() : null;
            case LONG ->
                json instanceof Json.Num number ? (Object) number.value().longValueExact() : null;
            case DOUBLE -> json instanceof Json.Num number ? finite(number) : null;
            case DECIMAL -> json instanceof Json.Num number ? number.value() : null;
            case TEXT -> json instanceof Json.Str text ? text.text() : null;
            case TIME -> json instanceof Json.Str text ? Instant.parse(text.text()) : null;
            case DATE -> json instanceof Json.Str text ? LocalDate.parse(text.text()) : null;
            default -> json;
        };
    }

    /** Parsed from its digits, so that -0.0 keeps its sign. */
    private static @Nullable Double finite(Json.Num number) {
        double nearest = Double.parseDouble(number.digits());
        return Double.isFinite(nearest) ? nearest : null;
    }

    private String expected() {
        return switch (kind) {
            case BOOL -> "true or false";
            case INT -> "a whole number of at most 32 bits";
            case LONG -> "a whole number of at most 64 bits";
            case DOUBLE, DECIMAL -> "a number";
            case TEXT -> "a string";
            case TIME -> "a time such as 2026-01-31T12:00:00Z";
            case DATE -> "a date such as 2026-01-31";
            default -> "a value";
        };
    }
}
