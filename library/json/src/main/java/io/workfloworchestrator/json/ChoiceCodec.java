package io.workfloworchestrator.json;

import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How {@link RecordCodec} writes enums. */
final class ChoiceCodec implements PartCodec {
    private final Map<Object, String> words = new HashMap<>();
    private final Map<String, Object> constants = new LinkedHashMap<>();

    ChoiceCodec(JavaShape shape) {
        Class<?> type = (Class<?>) shape.type();
        Iterator<String> word = shape.words().iterator();
        for (Object constant : type.getEnumConstants()) {
            String text = word.next();
            words.put(constant, text);
            Object other = constants.put(text, constant);
            if (other != null) {
                throw new IllegalArgumentException("state cannot tell " + other + " from " + constant + " of "
                        + type.getName() + ": both are written \"" + text + "\"");
            }
        }
    }

    @Override
    public Json write(Object value, @Nullable Object base, @Nullable Json baseJson) {
        return Json.of(Objects.requireNonNull(words.get(value)));
    }

    @Override
    public Object read(Json json, String path, @Nullable Object base, @Nullable Json baseJson) {
        Object constant = json instanceof Json.Str text ? constants.get(text.text()) : null;
        if (constant == null) {
            throw PartCodec.mismatch(path, "one of " + String.join(", ", constants.keySet()), json);
        }
        return constant;
    }
}
