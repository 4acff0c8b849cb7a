package io.workfloworchestrator.json;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Random values and random edits of them, the same for the same seed. */
public final class RandomJson {
    private static final String[] NAMES = {"a", "b", "id", "name", "goals", "x/y", "~", "", "ü", "tasks", "😀"};
    private static final String[] TEXTS = {
        "",
        "text",
        "quote \" and \\",
        "line\nfeed\ttab",
        "\u007f\u0001",
        "\u2028",
        "äöü",
        "😀",
        "{}",
        "null",
        "T1",
        "T2"
    };
    private static final String[] NUMBERS = {
        "0", "-0", "1", "-17", "9007199254740993", "1.50", "1E5", "0.1e-7", "123456789012345678901234567890", "1e308"
    };

    private final Random random;

    public RandomJson(long seed) {
        this.random = new Random(seed);
    }

    /** A value of at most this depth. */
    public Json value(int depth) {
        int kind = random.nextInt(depth > 0 ? 9 : 5);
        return switch (kind) {
            case 0 -> Json.Null.VALUE;
            case 1 -> Json.of(random.nextBoolean());
            case 2 -> new Json.Num(NUMBERS[random.nextInt(NUMBERS.length)]);
            case 3, 4 -> Json.of(TEXTS[random.nextInt(TEXTS.length)]);
            case 5, 6 -> array(depth);
            default -> object(depth);
        };
    }

    /** An object of at most this depth. */
    public Json.Obj object(int depth) {
        Map<String, Json> fields = new TreeMap<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            fields.put(NAMES[random.nextInt(NAMES.length)], value(depth - 1));
        }
        return Json.object(fields);
    }

    private Json array(int depth) {
        List<Json> elements = new ArrayList<>();
        boolean identified = random.nextBoolean();
        for (int i = random.nextInt(6); i > 0; i--) {
            elements.add(identified ? object(depth - 1).with("id", Json.of("T" + elements.size())) : value(depth - 1));
        }
        return Json.array(elements);
    }

    /** This value with a few random changes at random places. */
    public Json edit(Json value) {
        if (value instanceof Json.Obj object && object.size() > 0 && random.nextInt(5) > 0) {
            String key = object.keys().get(random.nextInt(object.size()));
            Json below = java.util.Objects.requireNonNull(object.get(key));
            return switch (random.nextInt(6)) {
                case 0 -> object.without(key);
                case 1 -> object.with(NAMES[random.nextInt(NAMES.length)], value(2));
                default -> object.with(key, edit(below));
            };
        }
        if (value instanceof Json.Arr array && random.nextInt(5) > 0) {
            List<Json> elements = new ArrayList<>(array.elements());
            int place = random.nextInt(elements.size() + 1);
            int kind = random.nextInt(4);
            if (kind == 0 || elements.isEmpty()) {
                elements.add(place, value(2));
            } else if (kind == 1) {
                elements.remove(Math.min(place, elements.size() - 1));
            } else if (kind == 2) {
                elements.add(elements.remove(0));
            } else {
                int at = Math.min(place, elements.size() - 1);
                elements.set(at, edit(elements.get(at)));
            }
            return Json.array(elements);
        }
        return value(2);
    }
}
