package io.workfloworchestrator.specdriven.documents;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Gives numbers that stay. What was numbered before keeps its number, what is new gets the next free one, and no number is given
 * twice, also when its owner is gone. For one derivation; not thread-safe.
 */
final class Numbering {
    private final String prefix;
    private final Map<String, String> numbers;
    private int highest;

    /**
     * @param prefix such as {@code FR-}
     * @param before the numbers that were given, by the key of what has them
     * @param taken further numbers that stand in files
     */
    Numbering(String prefix, Map<String, String> before, Collection<String> taken) {
        this.prefix = prefix;
        this.numbers = new TreeMap<>(before);
        before.values().forEach(this::take);
        taken.forEach(this::take);
    }

    private void take(String number) {
        if (number.matches(prefix + "\\d{3,8}")) {
            highest = Math.max(highest, Integer.parseInt(number.substring(prefix.length())));
        }
    }

    /**
     * Numbers for these keys, in their order. A new key takes over the number of an old one of the same owner that is gone: its text
     * was reworded.
     *
     * @param owners by key what it comes from, such as an answer's id
     */
    Map<String, String> number(List<String> keys, Map<String, String> owners) {
        Map<String, String> given = new LinkedHashMap<>();
        for (String key : keys) {
            String known = numbers.get(key);
            String number = known != null ? known : reworded(key, keys, owners).orElseGet(this::next);
            numbers.put(key, number);
            given.put(key, number);
        }
        return given;
    }

    /**
     * Lets keys that are new have the numbers of lines that say the same: a line keeps its number when its key is another one now.
     *
     * @param texts by key what its line says
     * @param lines by number what the lines of the file say
     */
    void keep(Map<String, String> texts, Map<String, String> lines) {
        Map<String, String> byText = new HashMap<>();
        lines.forEach((number, text) -> byText.putIfAbsent(text, number));
        numbers.forEach((key, number) -> {
            if (texts.containsKey(key)) {
                byText.values().remove(number);
            }
        });
        texts.forEach((key, text) -> {
            String number = numbers.containsKey(key) ? null : byText.remove(text);
            if (number != null) {
                numbers.values().remove(number);
                numbers.put(key, number);
            }
        });
    }

    /** A number of the same owner whose key is not asked for any more. */
    private Optional<String> reworded(String key, List<String> keys, Map<String, String> owners) {
        String owner = owners.getOrDefault(key, "");
        if (owner.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> gone = numbers.keySet().stream()
                .filter(old -> old.startsWith(owner + " ") && !keys.contains(old))
                .min(Comparator.comparing((String old) -> numbers.getOrDefault(old, "")));
        return gone.map(numbers::remove);
    }

    private String next() {
        return prefix + String.format(Locale.ROOT, "%03d", ++highest);
    }

    Map<String, String> all() {
        return Map.copyOf(numbers);
    }
}
