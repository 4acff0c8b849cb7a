package io.workfloworchestrator.local;

import io.workfloworchestrator.definition.DefinitionKey;
import io.workfloworchestrator.definition.DocumentDefinition;
import io.workfloworchestrator.definition.KindDefinition;
import io.workfloworchestrator.definition.WorkflowDefinition;
import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.StateKey;
import io.workfloworchestrator.state.files.Documents;
import io.workfloworchestrator.state.files.PlacedDocument;
import io.workfloworchestrator.state.spi.StateView.Notice;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The items of a project's workflows as Markdown, as their definitions say. Which files there are follows from the definition
 * that each workflow was recorded to run by, so every program that has the project open finds the same ones. A definition whose
 * path does not name the workflow's id has the files of its workflow {@code main}.
 *
 * <p>Thread-safe.
 */
final class ItemDocuments implements Documents {
    private static final String MAIN = "main";
    private static final int MOST_NOTES = 50;
    /** Of one file at one look; a list with another kind of numbers would tell the same of each line. */
    private static final int MOST_ALIKE = 3;

    private static final Pattern OF_WORKFLOW = Pattern.compile("\\$\\{\\s*workflow\\.(id|type)\\s*}");
    private static final Pattern NAME = Pattern.compile("\\$\\{\\s*([^}]*?)\\s*}");

    private final Function<String, Optional<Json>> values;
    private final Function<String, Optional<WorkflowDefinition>> current;
    private final Predicate<String> exists;
    private final Clock clock;
    /** By the workflow's key and the fingerprint of its definition. */
    private final Map<String, List<KindDocuments>> known = new ConcurrentHashMap<>();

    private final List<KindDocuments> all = new CopyOnWriteArrayList<>();
    private final List<ItemsFile> files = new CopyOnWriteArrayList<>();
    private final Set<Notice> notes = new LinkedHashSet<>();

    /**
     * @param values the newest value of a key of the state
     * @param current the project's definition of a type, by which work goes on that has no recorded one
     * @param exists whether the project has a file or folder; it is asked once for each definition, to choose a layout
     */
    ItemDocuments(
            Function<String, Optional<Json>> values,
            Function<String, Optional<WorkflowDefinition>> current,
            Predicate<String> exists,
            Clock clock) {
        this.values = values;
        this.current = current;
        this.exists = exists;
        this.clock = clock;
    }

    /** Adds a file for the workflows of a type; before the first look. */
    void add(ItemsFile file) {
        files.add(file);
    }

    @Override
    public List<String> patterns() {
        return all.stream().flatMap(kind -> kind.patterns().stream()).distinct().toList();
    }

    @Override
    public Optional<Place> place(String path) {
        for (KindDocuments kind : all) {
            Optional<Place> place = kind.place(path);
            if (place.isPresent()) {
                return place;
            }
        }
        return Optional.empty();
    }

    @Override
    public boolean mayHave(String key) {
        return !key.startsWith(DefinitionKey.TYPE + "/");
    }

    @Override
    public List<String> parts(String key, Json value) {
        List<KindDocuments> kinds = kinds(key, value);
        if (kinds.isEmpty()) {
            return List.of();
        }
        List<String> parts = new ArrayList<>();
        kinds.forEach(kind -> parts.addAll(kind.parts(value)));
        return parts;
    }

    @Override
    public Set<String> differing(String key, Json before, Json now) {
        List<KindDocuments> kinds = kinds(key, now);
        Set<String> parts = new LinkedHashSet<>();
        if (kinds.equals(kinds(key, before))) {
            kinds.forEach(kind -> parts.addAll(kind.differing(before, now)));
        } else {
            parts.addAll(parts(key, before));
            parts.addAll(parts(key, now));
        }
        return parts;
    }

    @Override
    public Optional<PlacedDocument> document(String key, Json value, String part) {
        return kind(key, value, part).flatMap(kind -> kind.document(value, part));
    }

    @Override
    public Json with(String key, Json value, String part, Json document) {
        return kind(key, value, part)
                .map(kind -> with(kind, value, part, document))
                .orElse(value);
    }

    @Override
    public Optional<Acceptable> acceptable(String key, Json value, String part, Json document) {
        return kind(key, value, part).flatMap(kind -> kind.acceptable(value, part, document.asObject()));
    }

    @Override
    public List<String> changed(
            String key, Json now, String part, Optional<Json> documentBefore, Optional<Json> documentNow) {
        return kind(key, now, part)
                .map(kind -> kind.changed(
                        documentBefore.orElse(Json.Obj.EMPTY).asObject(),
                        documentNow.orElse(Json.Obj.EMPTY).asObject()))
                .orElse(List.of());
    }

    private Optional<KindDocuments> kind(String key, Json value, String part) {
        return kinds(key, value).stream().filter(kind -> kind.has(part)).findFirst();
    }

    private Json with(KindDocuments kind, Json value, String part, Json document) {
        KindDocuments.Changed changed = kind.with(value, part, document.asObject());
        kind.document(changed.value(), part).ifPresent(placed -> note(placed.path(), changed.notes()));
        return changed.value();
    }

    private void note(String path, List<String> said) {
        synchronized (notes) {
            said.stream().limit(MOST_ALIKE).forEach(text -> notes.add(new Notice("E_ITEM_NUMBER", path, text)));
            if (said.size() > MOST_ALIKE) {
                String more = said.size() - MOST_ALIKE + " more items of this file got another number than it said.";
                notes.add(new Notice("E_ITEM_NUMBER", path, more));
            }
            while (notes.size() > MOST_NOTES) {
                notes.remove(notes.iterator().next());
            }
        }
    }

    /** What people should know of items that they wrote into files since the project was opened. */
    List<Notice> notices() {
        synchronized (notes) {
            return List.copyOf(notes);
        }
    }

    /** The kinds of the workflow in a value that have files. */
    private List<KindDocuments> kinds(String key, Json value) {
        if (!(value instanceof Json.Obj state) || state.text("phase").isEmpty()) {
            return List.of();
        }
        String fingerprint = state.text("definition").orElse("");
        List<KindDocuments> kinds =
                known.get(key + " " + fingerprint); // asked for each part of a value: first what is quick
        return kinds != null ? kinds : learned(key, state.text("workflow").orElse(""), fingerprint);
    }

    private List<KindDocuments> learned(String key, String type, String fingerprint) {
        boolean isOfBefore = fingerprint.isEmpty(); // Then it runs by the current definition.
        if (!isOfBefore && !DefinitionKey.isFingerprint(fingerprint)
                || !StateKey.json(key).type().equals(type)) {
            return List.of();
        }
        Optional<WorkflowDefinition> builtIn = WorkflowDefinition.builtIn(type, fingerprint);
        Optional<Json> recorded = isOfBefore || builtIn.isPresent()
                ? Optional.empty()
                : values.apply(DefinitionKey.of(type, fingerprint));
        if (!isOfBefore && builtIn.isEmpty() && recorded.isEmpty()) {
            return List.of(); // It may be known later: a clone's files are read one after the other.
        }
        List<KindDocuments> kinds = recorded.isPresent()
                ? kinds(key, recorded.get().asObject(), fingerprint)
                : builtIn.or(() -> current.apply(type))
                        .map(definition -> kinds(StateKey.json(key), definition))
                        .orElse(List.of());
        List<KindDocuments> other = known.putIfAbsent(key + " " + fingerprint, kinds);
        if (other != null) {
            return other;
        }
        all.addAll(0, kinds);
        return kinds;
    }

    private List<KindDocuments> kinds(String key, Json.Obj recorded, String fingerprint) {
        boolean hasDocuments = ItemText.part(recorded, "items").keys().stream()
                .anyMatch(kind -> recorded.at("items", kind, "document").isPresent());
        if (!hasDocuments) {
            return List.of();
        }
        try {
            return WorkflowDefinition.recorded(recorded, fingerprint)
                    .map(definition -> kinds(StateKey.json(key), definition))
                    .orElse(List.of());
        } catch (CodedException e) {
            return List.of(); // The workflow's own answers say what is wrong with its definition.
        }
    }

    private List<KindDocuments> kinds(StateKey<Json> key, WorkflowDefinition definition) {
        List<KindDocuments> kinds = new ArrayList<>();
        Map<String, String> paths =
                definition.resolvedPaths(definition.layout(exists).orElse(null));
        for (Map.Entry<String, KindDefinition> entry : definition.kinds().entrySet()) {
            DocumentDefinition document = entry.getValue().document();
            if (document == null) {
                continue;
            }
            String template = withPaths(document.path(), paths);
            if (!OF_WORKFLOW.matcher(template).find() && !key.id().equals(MAIN)) {
                continue;
            }
            Function<String, ItemPath> place = written ->
                    new ItemPath(withWorkflow(withPaths(written, paths), key), entry.getKey(), entry.getValue());
            ItemPath path = place.apply(document.path());
            kinds.add(
                    path.isOfOne()
                            ? new ItemFiles(
                                    definition,
                                    entry.getKey(),
                                    key.name(),
                                    places(entry.getValue(), document, path, place),
                                    document,
                                    clock)
                            : new ItemList(definition, entry.getKey(), key.name(), path, document, clock));
        }
        for (ItemsFile file : files) {
            KindDefinition kind = definition.kinds().get(file.kind());
            if (kind != null && file.type().equals(key.type())) {
                ItemPath path = new ItemPath(withWorkflow(withPaths(file.path(), paths), key), file.kind(), kind);
                kinds.add(new ItemList(definition, key.name(), path, file, clock));
            }
        }
        return kinds;
    }

    private static StatusPlaces places(
            KindDefinition kind, DocumentDefinition document, ItemPath shared, Function<String, ItemPath> place) {
        Map<String, List<ItemPath>> own = new LinkedHashMap<>();
        document.places()
                .forEach((status, paths) ->
                        own.put(status, paths.stream().map(place).toList()));
        return StatusPlaces.of(kind.status().values(), own, shared);
    }

    /** Where the items of a workflow's value have their files by a definition, by the name of the document. */
    Map<String, String> places(StateKey<Json> key, WorkflowDefinition definition, Json value) {
        Map<String, String> places = new LinkedHashMap<>();
        for (KindDocuments kind : kinds(key, definition)) {
            kind.parts(value)
                    .forEach(part -> kind.document(value, part).ifPresent(placed -> places.put(part, placed.path())));
        }
        return places;
    }

    private static String withPaths(String template, Map<String, String> paths) {
        Matcher name = NAME.matcher(template);
        return name.replaceAll(found -> Matcher.quoteReplacement(
                Optional.ofNullable(paths.get(found.group(1))).orElse(found.group())));
    }

    private static String withWorkflow(String template, StateKey<Json> key) {
        return OF_WORKFLOW
                .matcher(template)
                .replaceAll(found -> Matcher.quoteReplacement(
                        SafeName.exact(found.group(1).equals("id") ? key.id() : key.type(), "workflow")));
    }
}
