package io.workfloworchestrator.projectmanagement.migration;

import io.workfloworchestrator.documents.Markdown;
import io.workfloworchestrator.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether the project's own Markdown files say in a front matter what they are. Files of the state, which have a {@code uid} there,
 * are what their items say; licences and files of others are left alone. Reads only.
 */
record FrontMatterCheck(CheckedFiles files, ValidationRules rules) {
    static final String NAME = "yaml";

    private static final List<String> TYPES = List.of("readme", "guide", "plan", "specification", "goal");
    /** The tag of a file by what its name has, in this order. */
    private static final List<String> TAGGED = List.of("goal", "plan", "doc", "spec");

    private static final List<String> TAGS = List.of("goals", "planning", "documentation", "specification");

    private List<String> asked() {
        if (rules.fields().isEmpty()) {
            return List.of();
        }
        return files.scan().files().stream()
                .filter(CheckedFiles::isMarkdown)
                .filter(path -> rules.files().contains(path)
                        || rules.under().stream().anyMatch(folder -> path.startsWith(folder + "/")))
                .filter(path -> !rules.exempt().contains(path))
                .filter(path -> PlaceRule.words(PlaceRule.name(path)).stream().noneMatch(rules.exempt()::contains))
                .toList();
    }

    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        for (String path : asked()) {
            CheckedFiles.Read read = files.read(path);
            if (read.document().isEmpty()) {
                findings.add(Finding.unreadable(NAME, path, 1, "It cannot be read: " + read.fault()));
                continue;
            }
            List<String> missing = missing(read.document().get());
            if (!missing.isEmpty()) {
                boolean isNone = read.document().get().fields().size() == 0;
                findings.add(Finding.warning(
                        NAME,
                        path,
                        1,
                        isNone
                                ? "It has no front matter, which must have " + String.join(", ", missing) + "."
                                : "Its front matter has no " + String.join(", no ", missing) + ".",
                        "autoFix adds " + String.join(" and ", missing) + "."));
            }
        }
        return findings;
    }

    private List<String> missing(Markdown document) {
        Json.Obj fields = document.fields();
        return fields.find("uid").isPresent()
                ? List.of()
                : rules.fields().stream()
                        .filter(name -> fields.find(name).isEmpty())
                        .toList();
    }

    /** A file with the fields that it lacks, as far as its name says them. */
    Optional<byte[]> fixed(String path) {
        Optional<Markdown> document = files.read(path).document();
        if (document.isEmpty() || missing(document.get()).isEmpty()) {
            return Optional.empty();
        }
        Json.Obj fields = document.get().fields();
        for (String name : missing(document.get())) {
            fields = fields.with(name, value(name, PlaceRule.name(path)));
        }
        return Optional.of(document.get().edit().setFields(fields).apply().bytes());
    }

    private static Json value(String field, String name) {
        return field.equals("tags")
                ? Json.strings(List.of(first(TAGGED, name)
                        .map(word -> TAGS.get(TAGGED.indexOf(word)))
                        .orElse("general")))
                : Json.of(field.equals("type") ? first(TYPES, name).orElse("reference") : "");
    }

    private static Optional<String> first(List<String> words, String name) {
        return words.stream().filter(name.toLowerCase(Locale.ROOT)::contains).findFirst();
    }

    static Json.Obj fieldsOf(String name) {
        return Json.Obj.EMPTY.with("type", value("type", name)).with("tags", value("tags", name));
    }
}
