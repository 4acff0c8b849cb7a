package io.workfloworchestrator.projectmanagement;

import io.workfloworchestrator.json.Json;
import java.util.function.UnaryOperator;

/** Values as answers have room for them. Pure functions. */
public final class Clipped {
    private Clipped() {}

    /** @param most so many elements of each list */
    public static Json of(Json value, int most, UnaryOperator<String> clip) {
        if (value instanceof Json.Arr array) {
            return Json.array(array.elements().stream()
                    .limit(most)
                    .map(one -> of(one, most, clip))
                    .toList());
        }
        if (value instanceof Json.Obj object) {
            Json.Obj clipped = object;
            for (String name : object.keys()) {
                clipped = clipped.with(name, of(object.find(name).orElseThrow(), most, clip));
            }
            return clipped;
        }
        return value instanceof Json.Str text ? Json.of(clip.apply(text.text())) : value;
    }
}
