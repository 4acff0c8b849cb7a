package io.workfloworchestrator.definition;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Guesses what an author meant by an expression that reads something that is not there. Pure functions. */
final class Meant {
    private static final Pattern NO_FIELD =
            Pattern.compile("^facts\\.(\\w+)(\\.entries\\[\\])? has no field \"(\\w+)\".*", Pattern.DOTALL);
    private static final Pattern NO_NAME = Pattern.compile("^nothing is named \"(\\w+)\" here(.*)", Pattern.DOTALL);
    /** Which part of a file must be read for a field to be there. */
    private static final Map<String, String> PARTS = Map.ofEntries(
            Map.entry("size", "attributes"),
            Map.entry("modified", "attributes"),
            Map.entry("fingerprint", "text"),
            Map.entry("lines", "text"),
            Map.entry("textSize", "text"),
            Map.entry("frontMatter", "front-matter"),
            Map.entry("checkboxes", "checkboxes"),
            Map.entry("headings", "headings"));
    /** Fields that authors look for one level too high, and what they are in. */
    private static final Map<String, String> INSIDE = Map.of(
            "done", "checkboxes",
            "open", "checkboxes",
            "total", "checkboxes",
            "items", "checkboxes",
            "fields", "frontMatter",
            "present", "frontMatter");

    private Meant() {}

    /** A better message, or the same one. */
    static String by(DefinitionParts definition, String message) {
        Matcher field = NO_FIELD.matcher(message);
        if (field.matches()) {
            FactDefinition fact = definition.facts().get(field.group(1));
            return fact == null
                    ? message
                    : field(fact, field.group(1), field.group(2) != null, field.group(3))
                            .orElse(message);
        }
        Matcher name = NO_NAME.matcher(message);
        return name.matches() ? name(definition, name.group(1), message) : message;
    }

    private static Optional<String> field(FactDefinition fact, String name, boolean ofEntry, String field) {
        boolean many = fact.kind().equals("files");
        if (!many && !fact.kind().equals("file")) {
            return Optional.empty();
        }
        String inside = INSIDE.getOrDefault(field, "");
        String wanted = inside.isEmpty() ? field : inside;
        boolean mentions = wanted.equals("mentions");
        String part = PARTS.get(wanted);
        if (part == null && !mentions) {
            return Optional.empty();
        }
        boolean read = mentions
                ? !fact.mentions().isEmpty()
                : fact.read().contains(part) || (!many && "attributes".equals(part));
        String says = "facts." + name + (ofEntry ? ".entries[]" : "") + " has no field \"" + field + "\"";
        if (!read) {
            says += (inside.isEmpty() && (ofEntry || !many) ? ", because the fact does not read it" : "") + ". Add "
                    + (mentions ? "\"mentions: [word]\" to" : addition(fact, String.valueOf(part)))
                    + " the fact \"" + name + "\"";
        }
        String path = (inside.isEmpty() ? "" : inside + ".") + field;
        if (many && !ofEntry) {
            says += (read ? "; each" : ". Then each") + " of its entries has it: write facts." + name
                    + ".entries.all(e, e." + path + " …)";
        } else if (!inside.isEmpty()) {
            says += (read ? "; write " : ", and write ") + (ofEntry ? "" : "facts." + name + ".") + path;
        }
        return Optional.of(says + ".");
    }

    private static String addition(FactDefinition fact, String part) {
        return fact.read().isEmpty() ? "\"read: [" + part + "]\" to" : "\"" + part + "\" to \"read\" of";
    }

    private static String name(DefinitionParts definition, String name, String message) {
        String lower = name.toLowerCase(java.util.Locale.ROOT);
        if (List.of("true", "false", "null").contains(lower)) {
            return "nothing is named \"" + name + "\" here; write " + lower + ".";
        }
        if (name.equals(ItemTypes.ITEM) && !definition.kinds().isEmpty()) {
            return "nothing is named \"item\" here: only a move, and the path of a document, are about one item. Bind one with"
                    + " \"for-each\", or look through a list such as items."
                    + definition.kinds().keySet().iterator().next() + ".all.";
        }
        Map<String, String> paths = new LinkedHashMap<>();
        definition.data().keySet().forEach(field -> paths.putIfAbsent(field, "data." + field));
        definition.facts().keySet().forEach(fact -> paths.putIfAbsent(fact, "facts." + fact));
        definition.kinds().keySet().forEach(kind -> paths.putIfAbsent(kind, "items." + kind));
        definition.track().keySet().forEach(track -> paths.putIfAbsent(track, "tracked." + track));
        definition.phases().forEach(phase -> {
            phase.steps().forEach(step -> paths.putIfAbsent(step.id(), "steps[\"" + step.id() + "\"].done"));
            paths.putIfAbsent(phase.id(), "phase == \"" + phase.id() + "\"");
        });
        boolean guessed = message.contains("did you mean");
        Optional<String> known = paths.containsKey(name) || guessed
                ? Optional.of(name).filter(paths::containsKey)
                : Names.nearest(name, paths.keySet());
        return known.map(found -> "nothing is named \"" + name + "\" here; did you mean " + paths.get(found) + "?")
                .orElse(message);
    }
}
