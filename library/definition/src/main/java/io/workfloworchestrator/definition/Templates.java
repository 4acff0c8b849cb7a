package io.workfloworchestrator.definition;

import io.workfloworchestrator.rules.ExpressionException;
import io.workfloworchestrator.rules.Facts;
import io.workfloworchestrator.rules.RuleException;
import io.workfloworchestrator.rules.Template;
import io.workfloworchestrator.rules.Types;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Texts and arguments with {@code ${…}} in them, beyond what {@link Template} does itself. Pure functions. */
public final class Templates {
    private Templates() {}

    /** One {@code ${…}}: the text inside and where it begins; {@code closed} is false when the brace is missing. */
    record Hole(String inside, int offset, boolean closed) {}

    static List<Hole> holes(String path) {
        List<Hole> holes = new ArrayList<>();
        int at = path.indexOf("${");
        while (at >= 0) {
            int end = path.indexOf('}', at);
            boolean closed = end >= 0;
            int to = closed ? end : path.length();
            holes.add(new Hole(path.substring(at + 2, to), at + 2, closed));
            at = path.indexOf("${", to);
        }
        return holes;
    }

    /** The text filled in; a text that cannot be is shown as it stands, with the reason. */
    public static String render(String template, Types types, Facts facts) {
        if (!template.contains("${")) {
            return template;
        }
        try {
            return Template.compile(template, types).render(facts);
        } catch (ExpressionException e) {
            return template + " (not filled in: " + firstLine(e) + ")";
        }
    }

    /**
     * A call with its arguments filled in; an argument that is one expression keeps the type of its value.
     *
     * @throws ExpressionException if an argument has no value now
     */
    public static Call call(Call call, Types types, Facts facts) {
        Map<String, Object> params = new LinkedHashMap<>();
        call.params().forEach((name, value) -> {
            Object filled = fill(value, types, facts);
            if (filled != null) {
                params.put(name, filled);
            }
        });
        return new Call(call.tool(), params);
    }

    /** As {@link #call}; empty if an argument has no value now. */
    public static Optional<Call> find(Call call, Types types, Facts facts) {
        try {
            return Optional.of(call(call, types, facts));
        } catch (RuleException e) {
            return Optional.empty();
        }
    }

    private static @Nullable Object fill(@Nullable Object value, Types types, Facts facts) {
        if (value instanceof String text && text.contains("${")) {
            return Template.compile(text, types).value(facts);
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> filled = new ArrayList<>();
            list.forEach(item -> filled.add(fill(item, types, facts)));
            return filled;
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> filled = new LinkedHashMap<>();
            map.forEach((key, item) -> filled.put(String.valueOf(key), fill(item, types, facts)));
            return filled;
        }
        return value;
    }

    /** The first line of a message, without the excerpt below it. */
    public static String firstLine(Throwable e) {
        String message = String.valueOf(e.getMessage());
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end);
    }
}
