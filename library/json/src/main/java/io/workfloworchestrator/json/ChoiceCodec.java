package io.workfloworchestrator.json;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** How {@link RecordCodec} writes enums. */
final class ChoiceCodec implements PartCodec {
    private final Object[] constants;
    private final List<String> words;

    ChoiceCodec(JavaShape shape) {
        Class<?> type = (Class<?>) shape.type();
        constants = type.getEnumConstants();
        words = shape.words();
        for (int i = 0; i < constants.length; i++) {
            int first = words.indexOf(words.get(i));
            if (first < i) {
                throw new IllegalArgumentException("state cannot tell " + constants[first] + " from " + constants[i]
                        + " of " + type.getName() + ": both are written \"" + words.get(i) + "\"");
            }
        }
    }

    @Override
    public Json encode(Object value, @Nullable Object base, @Nullable Json baseJson) {
        return baseJson != null && value == base ? baseJson : Json.of(words.get(((Enum<?>) value).ordinal()));
    }

    @Override
    public Object decode(Json json, String path, @Nullable Object base, @Nullable Json baseJson) {
        int place = json instanceof Json.Str text ? words.indexOf(text.text()) : -1;
        if (place < 0) {
            throw PartCodec.mismatch(path, "one of " + String.join(", ", words), json);
        }
        return constants[place];
    }
}
