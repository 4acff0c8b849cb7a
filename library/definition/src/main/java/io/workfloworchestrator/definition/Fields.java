package io.workfloworchestrator.definition;

import io.workfloworchestrator.json.Words;
import io.workfloworchestrator.rules.Invisible;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one mapping of a YAML text, read by name; whatever is wrong becomes a problem with its place, and
 * reading goes on. Not thread-safe.
 *
 * @see YamlText
 */
public final class Fields {
    private static final int LONGEST_TEXT = 20_000;
    private static final Pattern WHOLE = Pattern.compile("[vV]?([0-9]{1,6})(?:\\.0+)*");

    private final Yaml.Mapping mapping;
    private final String path;
    private final String what;
    private final Problems problems;
    private final Set<String> asked = new LinkedHashSet<>();

    Fields(Yaml.Mapping mapping, String path, String what, Problems problems) {
        this.mapping = mapping;
        this.path = path;
        this.what = what;
        this.problems = problems;
        problems.origin.put(path, mapping.place());
    }

    /** The fields of a node that must be a mapping. */
    static Optional<Fields> of(Yaml node, String path, String what, Problems problems) {
        if (node instanceof Yaml.Mapping mapping) {
            return Optional.of(new Fields(mapping, path, what, problems));
        }
        problems.origin.put(path, node.place());
        String glued = node instanceof Yaml.Scalar text && text.plain()
                ? YamlAdvice.glued(text.text()).map(advice -> " " + advice).orElse("")
                : "";
        problems.add(
                "E_RULE_TYPE",
                node.place(),
                what + " must be a mapping of fields, but it is " + described(node) + "." + glued);
        return Optional.empty();
    }

    /** Where the mapping stands in the document, such as {@code topics/goals}; empty for the document itself. */
    public String path() {
        return path;
    }

    String at(String name) {
        return path.isEmpty() ? name : path + "/" + name;
    }

    Problems problems() {
        return problems;
    }

    @Nullable
    Yaml find(String name) {
        asked.add(name);
        Yaml.Entry entry = mapping.entries().get(name);
        if (entry == null) {
            return null;
        }
        if (entry.value() instanceof Yaml.Scalar scalar) {
            problems.origin.put(at(name), scalar);
        } else {
            problems.origin.put(at(name), entry.key());
        }
        return entry.value().isNull() ? null : entry.value();
    }

    /** Reports every field that nobody asked for as unknown. To be called last. */
    public void done() {
        mapping.entries().forEach((name, entry) -> {
            if (!asked.contains(name)) {
                problems.add(
                        "E_RULE_FIELD",
                        entry.key(),
                        "unknown field \"" + shown(name) + "\" in " + what + "." + meant(name, entry.value()));
            }
        });
    }

    /** What was made of the fields, once all were read: {@link #done} reports the unknown ones. */
    public <V> V done(V made) {
        done();
        return made;
    }

    private String meant(String name, Yaml value) {
        Optional<String> glued = value.isNull() ? YamlAdvice.glued(name) : Optional.empty();
        if (glued.isPresent()) {
            return " " + glued.get();
        }
        // Inside of braces, "hint: a, b" is a hint "a" and a field "b".
        boolean cut = value.isNull() && Names.nearest(name, asked).isEmpty();
        return Names.hint(name, asked)
                + (cut
                        ? " If it belongs to the text before it, put that in quotes: inside of { } a comma ends it."
                        : "");
    }

    /** A text, or null when absent. */
    public @Nullable String text(String name) {
        Yaml node = find(name);
        return node == null ? null : textOf(node, "\"" + name + "\" of " + what);
    }

    /** A text, or another one when absent. */
    public String text(String name, String otherwise) {
        String text = text(name);
        return text == null ? otherwise : text;
    }

    /** A text that must be there; empty after a problem. */
    public String required(String name) {
        Yaml node = find(name);
        if (node == null) {
            missing(name);
            return "";
        }
        String text = textOf(node, "\"" + name + "\" of " + what);
        if (text != null && text.isBlank()) {
            problems.add("E_RULE_MISSING", node.place(), "\"" + name + "\" of " + what + " is empty.");
        }
        return text == null ? "" : text;
    }

    /** The id that names this mapping; after a problem its number in the list, or empty. */
    public String id() {
        Yaml node = find("id");
        if (node == null) {
            problems.add("E_RULE_ID", mapping.place(), what + " has no \"id\". Give it one, unique in the definition.");
            // Its number in the list, under which the places of its fields were kept: what else is wrong with it has
            // its place too.
            return path.substring(path.lastIndexOf('/') + 1);
        }
        for (String directive : List.of(Extension.REMOVE, Extension.BEFORE, Extension.AFTER)) {
            if (mapping.entries().containsKey(directive)) {
                find(directive);
                problems.add(
                        "E_RULE_FIELD",
                        path + "/" + directive,
                        "\"" + directive + "\" of " + what
                                + " changes a definition that is extended, but here is none to change it in.");
            }
        }
        String text = textOf(node, "\"id\" of " + what);
        return text == null ? "" : text;
    }

    /** Adds a problem at the mapping itself. */
    public void problem(String code, String message) {
        problems.add(code, mapping.place(), message);
    }

    /** Whether a field is there; a problem if it is not. */
    boolean requires(String name) {
        boolean isThere = find(name) != null;
        if (!isThere) {
            missing(name);
        }
        return isThere;
    }

    void missing(String name) {
        problems.add("E_RULE_MISSING", mapping.place(), what + " has no \"" + name + "\".");
    }

    /** A whole number within two limits, or {@code otherwise} when absent or after a problem. */
    public int integer(String name, int otherwise, int least, int most) {
        Yaml node = find(name);
        if (node == null) {
            return otherwise;
        }
        if (node instanceof Yaml.Scalar scalar
                && scalar.value() instanceof Long number
                && number >= least
                && number <= most) {
            return (int) (long) number;
        }
        wrong(name, node, "a whole number from " + least + " to " + most, whole(node));
        return otherwise;
    }

    /** A truth value, or {@code otherwise} when absent or after a problem. */
    public boolean bool(String name, boolean otherwise) {
        Yaml node = find(name);
        if (node == null) {
            return otherwise;
        }
        if (node instanceof Yaml.Scalar scalar && scalar.value() instanceof Boolean flag) {
            return flag;
        }
        wrong(name, node, "true or false", truth(node));
        return otherwise;
    }

    private void wrong(String name, Yaml node, String wanted, String advice) {
        problems.add(
                "E_RULE_TYPE",
                node.place(),
                "\"" + name + "\" of " + what + " must be " + wanted + ", but it is " + described(node) + "." + advice);
    }

    /** The number that a version such as {@code 1.0}, {@code v2} or {@code "3"} probably stands for. */
    private static String whole(Yaml node) {
        Matcher number = node instanceof Yaml.Scalar scalar && !(scalar.value() instanceof Long)
                ? WHOLE.matcher(scalar.text())
                : null;
        return number != null && number.matches() ? " Write " + number.group(1) + ", without quotes." : "";
    }

    /** In YAML 1.1 these were truth values, and people write them. */
    private static String truth(Yaml node) {
        String word = node instanceof Yaml.Scalar scalar ? scalar.text().toLowerCase(java.util.Locale.ROOT) : "";
        return switch (word) {
            case "yes", "y", "on", "true", "1" -> " Write true, without quotes.";
            case "no", "n", "off", "false", "0" -> " Write false, without quotes.";
            default -> "";
        };
    }

    /** A list of texts; a single text counts as a list of one. */
    public List<String> texts(String name) {
        Yaml node = find(name);
        if (node == null) {
            return List.of();
        }
        List<Yaml> items = node instanceof Yaml.Seq seq ? seq.items() : List.of(node);
        List<String> texts = new ArrayList<>();
        int i = 0;
        for (Yaml item : items) {
            if (item instanceof Yaml.Scalar scalar) {
                problems.origin.put(path + "/" + name + "/" + i++, scalar);
            }
            String text = textOf(item, "\"" + name + "\" of " + what);
            if (text != null) {
                texts.add(text);
            }
        }
        return texts;
    }

    /** A mapping from names to texts, in its order. */
    public Map<String, String> textMap(String name) {
        Map<String, String> texts = new LinkedHashMap<>();
        mapping(name)
                .ifPresent(inner -> inner.names().forEach(key -> {
                    String text = inner.text(key);
                    if (text != null) {
                        texts.put(key, text);
                    }
                }));
        return texts;
    }

    /** The fields of a field that must be a mapping; empty when absent or after a problem. */
    public Optional<Fields> mapping(String name) {
        return mapping(name, "\"" + name + "\" of " + what);
    }

    /** @param called how messages name the mapping */
    Optional<Fields> mapping(String name, String called) {
        Yaml node = find(name);
        return node == null ? Optional.empty() : of(node, at(name), called, problems);
    }

    /** The elements of a list, each of which must be a mapping; the path of each ends in its id, or its number. */
    public List<Fields> list(String name, String element) {
        Yaml node = find(name);
        if (node == null) {
            return List.of();
        }
        if (!(node instanceof Yaml.Seq seq)) {
            problems.add(
                    "E_RULE_TYPE",
                    node.place(),
                    "\"" + name + "\" of " + what + " must be a list, but it is " + described(node)
                            + ". Begin each element with \"- \".");
            return List.of();
        }
        List<Fields> list = new ArrayList<>();
        int number = 0;
        for (Yaml item : seq.items()) {
            String id = String.valueOf(number++);
            String named = element;
            Yaml.Entry entry = item instanceof Yaml.Mapping m ? m.entries().get("id") : null;
            if (entry != null && entry.value() instanceof Yaml.Scalar scalar) {
                id = scalar.text();
                named = element + " \"" + shown(id) + "\"";
            }
            if (item instanceof Yaml.Scalar scalar
                    && YamlAdvice.glued(scalar.text()).isEmpty()) {
                problems.origin.put(at(name) + "/" + id, item.place());
                problems.add(
                        "E_RULE_TYPE",
                        item.place(),
                        element + " must be a mapping of fields, but it is " + described(item)
                                + ". Begin it with \"- id: NAME\", and write its other fields below.");
            } else {
                of(item, at(name) + "/" + id, named, problems).ifPresent(list::add);
            }
        }
        return list;
    }

    /** The names of all fields, in their order. */
    public Collection<String> names() {
        return mapping.entries().keySet();
    }

    /** Any value, as plain Java values: null when absent, Boolean, Long, Double, String, List or Map. */
    public @Nullable Object plain(String name) {
        Yaml node = find(name);
        return node == null ? null : plain(node, path + "/" + name);
    }

    @Nullable
    Object plain(Yaml node, String at) {
        if (node instanceof Yaml.Scalar scalar) {
            problems.origin.put(at, scalar);
            Object value = scalar.value();
            if (value instanceof Double d && !Double.isFinite(d)) {
                problems.add("E_RULE_TYPE", node.place(), described(node) + " is not a finite number.");
                return 0.0;
            }
            return value;
        }
        if (node instanceof Yaml.Seq seq) {
            List<@Nullable Object> list = new ArrayList<>();
            for (Yaml item : seq.items()) {
                list.add(plain(item, at + "/" + list.size()));
            }
            return list;
        }
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        ((Yaml.Mapping) node).entries().forEach((key, entry) -> map.put(key, plain(entry.value(), at + "/" + key)));
        return map;
    }

    private @Nullable String textOf(Yaml node, String whatText) {
        if (!(node instanceof Yaml.Scalar scalar)) {
            problems.add("E_RULE_TYPE", node.place(), whatText + " must be a text, but it is " + node.kind() + ".");
            return null;
        }
        if (scalar.text().length() > LONGEST_TEXT) {
            problems.add(
                    "E_RULE_TYPE",
                    node.place(),
                    whatText + " has " + scalar.text().length() + " characters; at most " + LONGEST_TEXT
                            + " are allowed.");
            return null;
        }
        return scalar.text();
    }

    private static String described(Yaml node) {
        if (!(node instanceof Yaml.Scalar scalar)) {
            return node.kind();
        }
        Object value = scalar.value();
        String kind = value instanceof String ? "the text " : "";
        return Invisible.told(scalar.text())
                .map(unseen -> kind + unseen.substring(0, unseen.length() - 1))
                .orElse(kind + "\"" + shown(scalar.text()) + "\"");
    }

    private static String shown(String text) {
        String clean = Invisible.shown(text).replaceAll("\\p{Cntrl}", "?");
        return Words.clip(clean, 60);
    }
}
