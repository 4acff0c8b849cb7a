package io.workfloworchestrator.definition;

import io.workfloworchestrator.files.PathException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads and proves the files of a project's definitions, and finds out which types each fault is about. Where a faulty file
 * does not clearly say which type it defines, every type that it may define is stopped: the one in a line that looks right,
 * else the one that it extends and the known one nearest to that, else the one of the file's name. A wrong guess stops a
 * type that could have been used; no type is used that somebody meant to change. One use per instance; not thread-safe.
 */
final class DefinitionFiles {
    private static final Pattern NAMED = line("workflow");
    private static final Pattern EXTENDED = line("extends?");

    final Map<String, WorkflowDefinition> own = new LinkedHashMap<>();
    final Map<String, BrokenDefinitionException> broken = new LinkedHashMap<>();
    private final Map<String, DefinitionSource> sources = new LinkedHashMap<>();
    private final List<Faulty> faulty = new ArrayList<>();
    private final Set<DefinitionProblem> problems = new LinkedHashSet<>();

    /** A file that cannot be used, whatever the other files say. */
    private record Faulty(String file, String text, List<DefinitionProblem> problems) {}

    private static Pattern line(String field) {
        return Pattern.compile("(?m)^\\p{Cf}*[\"']?" + field + "[\"']?\\p{Cf}*\\s*:\\s*[\"']?([A-Za-z0-9._-]+)");
    }

    /** Reads one file; what is wrong with it is kept. */
    void read(String file, Supplier<byte[]> content) {
        byte[] bytes;
        try {
            bytes = content.get();
        } catch (PathException e) {
            Problems fault = new Problems(file, "");
            fault.add(e.code(), Place.NOWHERE, String.valueOf(e.getMessage()));
            faulty.add(new Faulty(file, "", fault.sorted()));
            return;
        }
        try {
            DefinitionSource source = DefinitionSource.read(file, YamlReader.text(file, bytes));
            DefinitionSource other = sources.putIfAbsent(source.type(), source);
            if (other != null) {
                broken(
                        source.type(),
                        List.of(source.problem(
                                "E_RULE_ID",
                                "workflow",
                                "\"" + source.type() + "\" is defined in " + other.file()
                                        + " too. Join the two, or rename one.")));
            }
        } catch (BrokenDefinitionException e) {
            faulty.add(new Faulty(file, new String(bytes, StandardCharsets.UTF_8), e.problems()));
        }
    }

    /** Lays each definition over what it extends, and proves it. */
    void resolve() {
        faulty.forEach(file -> typesOf(file.file, file.text).forEach(type -> broken(type, file.problems)));
        Map<String, BrokenDefinitionException> unread = new LinkedHashMap<>(broken);
        for (DefinitionSource source : sources.values()) {
            try {
                own.put(source.type(), new WorkflowDefinition(source.resolve(sources, unread)));
            } catch (BrokenDefinitionException e) {
                Set<String> types = new LinkedHashSet<>(
                        typesOf(source.file(), source.origin().text()));
                types.add(source.type());
                types.forEach(type -> broken(type, e.problems()));
            }
        }
        own.keySet().removeAll(broken.keySet());
    }

    List<DefinitionProblem> problems() {
        return List.copyOf(problems);
    }

    private void broken(String type, List<DefinitionProblem> found) {
        BrokenDefinitionException before = broken.get(type);
        Set<DefinitionProblem> all = new LinkedHashSet<>(before == null ? List.of() : before.problems());
        all.addAll(found);
        broken.put(type, new BrokenDefinitionException(List.copyOf(all)));
        problems.addAll(found);
    }

    private Set<String> typesOf(String file, String text) {
        Matcher named = NAMED.matcher(text);
        if (named.find()) {
            return Set.of(named.group(1));
        }
        Matcher extended = EXTENDED.matcher(text);
        if (extended.find()) {
            Set<String> types = new LinkedHashSet<>(List.of(extended.group(1)));
            Set<String> known = new LinkedHashSet<>(BuiltIn.types());
            known.addAll(sources.keySet());
            known.remove(extended.group(1));
            if (!BuiltIn.has(extended.group(1))) {
                Names.nearest(extended.group(1), known).ifPresent(types::add);
            }
            return types;
        }
        String name = file.substring(file.lastIndexOf('/') + 1);
        return Set.of(name.substring(0, name.lastIndexOf('.')));
    }
}
