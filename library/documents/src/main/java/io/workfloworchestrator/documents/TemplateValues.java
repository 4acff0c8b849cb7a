package io.workfloworchestrator.documents;

import com.github.mustachejava.Binding;
import com.github.mustachejava.Code;
import com.github.mustachejava.Iteration;
import com.github.mustachejava.ObjectHandler;
import com.github.mustachejava.TemplateContext;
import com.github.mustachejava.util.Wrapper;
import io.workfloworchestrator.json.Json;
import java.io.Writer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Gives a template JSON values and nothing else: Mustache's own handler reaches fields and methods of any object by reflection.
 * It counts what it does, so that loops within loops end. For one rendering.
 */
final class TemplateValues implements ObjectHandler {
    private static final int MOST_STEPS = 200_000;

    private int steps;

    private void step() {
        if (++steps > MOST_STEPS) {
            throw new DocumentException(
                    "E_TEMPLATE_SIZE",
                    "The template needs more than " + MOST_STEPS + " steps. Use fewer loops within loops.");
        }
    }

    private @Nullable Json lookup(String name, List<Object> scopes) {
        step();
        if (name.equals(".")) {
            return (Json) scopes.get(scopes.size() - 1);
        }
        String[] path = name.split("\\.");
        for (int i = scopes.size() - 1; i >= 0; i--) {
            Json scope = (Json) scopes.get(i);
            if (scope.at(path[0]).isPresent()) {
                return scope.at(path).orElse(null);
            }
        }
        return null;
    }

    @Override
    public Wrapper find(String name, List<Object> scopes) {
        return now -> lookup(name, now);
    }

    @Override
    public Binding createBinding(String name, TemplateContext context, Code code) {
        return scopes -> lookup(name, scopes);
    }

    @Override
    public Object coerce(Object value) {
        return value;
    }

    @Override
    public Writer iterate(Iteration iteration, Writer writer, @Nullable Object value, List<Object> scopes) {
        Writer now = writer;
        if (value instanceof Json.Arr array) {
            for (Json element : array.elements()) {
                step();
                now = iteration.next(now, element, scopes);
            }
        } else if (isTrue(value)) {
            now = iteration.next(now, value, scopes);
        }
        return now;
    }

    @Override
    public Writer falsey(Iteration iteration, Writer writer, @Nullable Object value, List<Object> scopes) {
        boolean isFalse = value instanceof Json.Arr array ? array.elements().isEmpty() : !isTrue(value);
        return isFalse ? iteration.next(writer, Json.Null.VALUE, scopes) : writer;
    }

    /** False, null, and an empty text mean no. */
    private static boolean isTrue(@Nullable Object value) {
        return value != null
                && !(value instanceof Json.Null)
                && !value.equals(Json.of(false))
                && !value.equals(Json.of(""));
    }

    @Override
    public String stringify(Object value) {
        return value instanceof Json.Str text ? text.text() : value instanceof Json.Null ? "" : value.toString();
    }
}
