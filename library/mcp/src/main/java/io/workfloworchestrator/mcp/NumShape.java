package io.workfloworchestrator.mcp;

import io.workfloworchestrator.json.Json;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A number. Immutable.
 *
 * @param limits the limits that its field declares; these are in the schema
 * @param lowest the smallest number of its Java type; null if the type has no bound
 */
record NumShape(
        boolean whole,
        Shape.Limits limits,
        @Nullable BigDecimal lowest,
        @Nullable BigDecimal highest) implements Shape {
    /** The text of a number in JSON. A longer text does not count as a number, since nobody means such numbers. */
    private static final Pattern NUMBER =
            Pattern.compile("-?(0|[1-9][0-9]{0,39})(\\.[0-9]{1,40})?([eE][+-]?[0-9]{1,3})?");

    /** Beyond this exponent a number is compared, but never written out digit by digit. */
    private static final int MOST_DIGITS = 40;

    static NumShape whole(Shape.Limits limits, long lowest, long highest) {
        return new NumShape(true, limits, BigDecimal.valueOf(lowest), BigDecimal.valueOf(highest));
    }

    @Override
    public String expected() {
        return whole ? "a whole number" : "a number";
    }

    @Override
    public Map<String, Object> schema(boolean closed) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", whole ? "integer" : "number");
        if (limits.min() != Long.MIN_VALUE) {
            schema.put("minimum", limits.min());
        }
        if (limits.max() != Long.MAX_VALUE) {
            schema.put("maximum", limits.max());
        }
        return schema;
    }

    @Override
    public Json exact(Json value) {
        Json number =
                value instanceof Json.Str text && NUMBER.matcher(text.text()).matches()
                        ? new Json.Num(text.text())
                        : value;
        if (!whole || !(number instanceof Json.Num given) || given.isInteger()) {
            return number;
        }
        BigDecimal plain = given.value().stripTrailingZeros();
        boolean integer = plain.scale() <= 0 && plain.scale() >= -MOST_DIGITS;
        return integer ? new Json.Num(plain.toBigInteger().toString()) : value;
    }

    @Override
    public void check(Json value, String path, List<Problem> problems) {
        if (!(value instanceof Json.Num number) || whole && !number.isInteger()) {
            problems.add(Shape.wrongType(path, expected(), value));
            return;
        }
        BigDecimal least = limits.min() == Long.MIN_VALUE ? lowest : BigDecimal.valueOf(limits.min());
        BigDecimal most = limits.max() == Long.MAX_VALUE ? highest : BigDecimal.valueOf(limits.max());
        if (least != null && number.value().compareTo(least) < 0) {
            problems.add(outOfRange(path, "at least " + least, number));
        } else if (most != null && number.value().compareTo(most) > 0) {
            problems.add(outOfRange(path, "at most " + most, number));
        }
    }

    private static Problem outOfRange(String path, String range, Json.Num number) {
        return new Problem(
                "E_ARG_RANGE",
                "\"" + path + "\" must be " + range + ", but it is " + PlainText.line(number.toString(), 60) + ".");
    }
}
