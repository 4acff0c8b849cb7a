package io.workfloworchestrator.local;

import io.workfloworchestrator.definition.DocumentDefinition;
import io.workfloworchestrator.definition.FieldShape;
import io.workfloworchestrator.definition.KindDefinition;
import io.workfloworchestrator.documents.DocumentFormat;
import io.workfloworchestrator.documents.MarkdownFormat;
import io.workfloworchestrator.files.Fingerprints;
import io.workfloworchestrator.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The file of all items of a kind as an outline: a heading of level 3 for each status, one of level 4 for each item, its text and
 * fields below ({@link OutlineBody}), and a log at the end ({@link OutlineLog}). All else is a person's.
 *
 * <p>No id stands in the file: an item is the heading of its name; a heading that was renamed is known by its text, or since it is
 * the only one under its status that changed. The id of a new item is made of its name, so that two clones that read the same file
 * agree. The value is that of {@link ItemListFormat}. Immutable and thread-safe.
 */
final class ItemOutlineFormat implements DocumentFormat {
    private static final String EMPTY = "_None yet._";

    private static final Pattern SAYS_EMPTY = Pattern.compile(
            "[_*(]*\\s*(?:none yet|no \\p{L}+)\\b[^\\n]{0,80}",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CHARACTER_CLASS);

    private static final Set<String> UNCLOSED = Set.of("E_MARKDOWN_FENCE", "E_MARKDOWN_COMMENT");

    private final String name;
    private final KindDefinition kind;
    private final String text;
    private final String log;
    private final String title;
    private final OutlineBody body;
    private final MarkdownFormat markdown =
            MarkdownFormat.document().deepest(Outline.ITEM_LEVEL).build();

    /** @param path of the file, whose name is the title of a new one */
    ItemOutlineFormat(String name, KindDefinition kind, List<String> sections, String path) {
        this.name = name;
        this.kind = kind;
        this.text =
                sections.stream().filter(field -> !isList(field)).findFirst().orElse("");
        this.log = sections.stream().filter(this::isList).findFirst().orElse("");
        String file = path.substring(path.lastIndexOf('/') + 1);
        this.title = Outline.heading(file.replaceFirst("\\.[^.]*$", ""));
        List<String> others = new ArrayList<>(kind.fields().keySet());
        others.removeAll(List.of(ItemText.TITLE, text, log));
        this.body = new OutlineBody(kind, text, others);
    }

    private boolean isList(String field) {
        FieldShape shape = kind.fields().get(field);
        return shape != null && shape.type() == FieldShape.Type.LIST;
    }

    @Override
    public String name() {
        return DocumentDefinition.OUTLINE;
    }

    @Override
    public String extension() {
        return markdown.extension();
    }

    @Override
    public Content read(byte[] bytes, Optional<Json> last) {
        Content content = markdown.read(bytes, Optional.empty());
        Outline outline = new Outline(name, kind, content.value().asObject());
        Json.Obj items = items(outline, ItemListFormat.items(last.orElse(Json.Obj.EMPTY)));
        return new Content(Json.object(Map.of(ItemListFormat.ITEMS, items)), content.findings());
    }

    private Json.Obj items(Outline outline, Json.Obj last) {
        Map<String, Outline.Part> parts = byId(outline, last);
        Map<String, String> titles = new LinkedHashMap<>();
        parts.forEach((id, part) -> titles.put(id, part.title()));
        Map<String, List<String>> logs = OutlineLog.read(logText(outline), titles, logs(last));
        Map<String, Json> items = new LinkedHashMap<>();
        parts.forEach((id, part) -> {
            Json.Obj item =
                    Json.Obj.EMPTY.with(ItemText.UID, Json.of(id)).with(ItemText.STATUS, Json.of(part.status()));
            item = part.title().isEmpty() ? item : item.with(ItemText.TITLE, Json.of(part.title()));
            Map<String, Json> fields = new HashMap<>(body.read(part.text()));
            if (logs.containsKey(id)) {
                fields.put(log, Json.strings(Objects.requireNonNull(logs.get(id))));
            }
            items.put(id, ItemText.withFields(kind, item, fields));
        });
        return Json.object(items);
    }

    private Map<String, List<String>> logs(Json.Obj items) {
        Map<String, List<String>> logs = new LinkedHashMap<>();
        items.forEach((id, item) -> logs.put(
                id,
                item.at(ItemText.FIELDS, log).map(Json::asList).orElse(List.of()).stream()
                        .map(entry -> entry.asText().orElse(""))
                        .toList()));
        return logs;
    }

    private String logText(Outline outline) {
        Outline.Part part = log.isEmpty() ? null : outline.named(Outline.AREA_LEVEL, DocumentDefinition.heading(log));
        return part == null ? "" : part.text();
    }

    // Which item a heading is

    private Map<String, Outline.Part> byId(Outline outline, Json.Obj last) {
        List<Outline.Part> left = new ArrayList<>(outline.items());
        Map<String, Outline.Part> found = new LinkedHashMap<>();
        Map<String, Json.Obj> open = new LinkedHashMap<>();
        last.forEach((id, item) -> open.put(id, item.asObject()));
        match(left, open, found, (part, item) -> hasTitle(part, item) && hasText(part, item));
        match(left, open, found, ItemOutlineFormat::hasTitle);
        match(left, open, found, this::hasText);
        matchAlone(left, open, found);
        for (Outline.Part part : left) {
            found.put(newId(part.title(), found, last), part);
        }
        return found;
    }

    private static boolean hasTitle(Outline.Part part, Json.Obj item) {
        return item.text(ItemText.TITLE).orElse("").equals(part.title());
    }

    private boolean hasText(Outline.Part part, Json.Obj item) {
        String said = ItemText.fields(item).text(text).orElse("");
        return !said.isEmpty() && Json.of(said).equals(body.read(part.text()).get(text));
    }

    private static void match(
            List<Outline.Part> left,
            Map<String, Json.Obj> open,
            Map<String, Outline.Part> found,
            BiPredicate<Outline.Part, Json.Obj> isSame) {
        for (Outline.Part part : List.copyOf(left)) {
            for (Map.Entry<String, Json.Obj> item : open.entrySet()) {
                if (isSame.test(part, item.getValue())) {
                    found.put(item.getKey(), part);
                    open.remove(item.getKey());
                    left.remove(part);
                    break;
                }
            }
        }
    }

    /** The only one under a status that is not known is the only one of that status that is not there. */
    private void matchAlone(List<Outline.Part> left, Map<String, Json.Obj> open, Map<String, Outline.Part> found) {
        for (String status : kind.status().values()) {
            List<Outline.Part> parts =
                    left.stream().filter(part -> part.status().equals(status)).toList();
            List<String> items = open.keySet().stream()
                    .filter(id -> Objects.requireNonNull(open.get(id))
                            .text(ItemText.STATUS)
                            .orElse("")
                            .equals(status))
                    .toList();
            if (parts.size() == 1 && items.size() == 1) {
                found.put(items.get(0), parts.get(0));
                open.remove(items.get(0));
                left.remove(parts.get(0));
            }
        }
    }

    private String newId(String title, Map<String, Outline.Part> used, Json.Obj last) {
        for (int attempt = 1; ; attempt++) {
            byte[] seed = (attempt + "\n" + title).getBytes(StandardCharsets.UTF_8);
            String id = ItemText.prefix(name) + "-" + Fingerprints.of(seed).substring(0, 6);
            if (!used.containsKey(id) && last.find(id).isEmpty()) {
                return id;
            }
        }
    }

    // Writing

    @Override
    public byte[] render(Json value, Optional<byte[]> existing) {
        Json.Obj wanted = ItemListFormat.items(value);
        if (existing.isPresent() && items(outline(existing.get()), wanted).equals(wanted)) {
            return existing.get().clone();
        }
        byte[] file = withStatuses(existing.orElse(new byte[0]));
        Json.Obj before = markdown.read(file, Optional.empty()).value().asObject();
        Outline outline = new Outline(name, kind, before);
        Map<String, Outline.Part> parts = byId(outline, wanted);
        Map<String, Long> counts = new HashMap<>();
        kind.status().values().forEach(status -> counts.put(status, outline.count(status)));
        Set<String> owned = owned(outline, parts, wanted);
        parts.forEach((id, part) -> {
            if (wanted.find(id).isEmpty()) {
                outline.remove(part);
            }
        });
        wanted.forEach((id, item) -> put(outline, parts.get(id), item.asObject()));
        kind.status().values().forEach(status -> sayEmpty(outline, status, Objects.requireNonNull(counts.get(status))));
        writeLog(outline, owned, wanted);
        return markdown.render(outline.in(before), Optional.of(file));
    }

    private Outline outline(byte[] file) {
        return new Outline(
                name, kind, markdown.read(file, Optional.empty()).value().asObject());
    }

    /** The file with a heading for each status at its end, if it has no heading of a status. */
    private byte[] withStatuses(byte[] file) {
        String said = new String(file, StandardCharsets.UTF_8);
        boolean hasStatus =
                outline(file).parts.stream().anyMatch(part -> !part.status().isEmpty());
        boolean isOpen = markdown.read(file, Optional.empty()).findings().stream()
                .anyMatch(found -> UNCLOSED.contains(found.code()));
        if (hasStatus || isOpen) {
            return file; // behind an unclosed fence nothing can be added, which writing then says
        }
        StringBuilder added = new StringBuilder(said.isBlank() ? "# " + title + "\n" : "");
        added.append("\n## ").append(Outline.heading(name)).append("s\n");
        kind.status()
                .values()
                .forEach(status -> added.append("\n### ")
                        .append(Outline.heading(status))
                        .append("\n\n")
                        .append(EMPTY)
                        .append('\n'));
        String ending = said.contains("\r\n") ? "\r\n" : "\n";
        String parted = said.isEmpty() || said.endsWith("\n") ? said : said + ending;
        return (parted + added.toString().replace("\n", ending)).getBytes(StandardCharsets.UTF_8);
    }

    /** The entries of the log that are not a person's. */
    private Set<String> owned(Outline outline, Map<String, Outline.Part> parts, Json.Obj wanted) {
        Map<String, String> titles = new LinkedHashMap<>();
        parts.forEach((id, part) -> titles.put(id, part.title()));
        Set<String> owned = new LinkedHashSet<>();
        OutlineLog.read(logText(outline), titles, logs(wanted)).values().forEach(owned::addAll);
        return owned;
    }

    private void put(Outline outline, Outline.@Nullable Part found, Json.Obj item) {
        String status = item.text(ItemText.STATUS).orElse(kind.status().first());
        String called = item.text(ItemText.TITLE).orElse("");
        if (found == null) {
            Outline.Part made = outline.made(Outline.ITEM_LEVEL, called, status);
            outline.add(made.with(called, body.write("", ItemText.fields(item))), logAt(outline));
            return;
        }
        Outline.Part changed = found.with(called, body.write(found.text(), ItemText.fields(item)));
        if (found.status().equals(status)) {
            outline.replace(changed);
        } else {
            outline.remove(found);
            outline.add(changed.in(status), logAt(outline));
        }
    }

    /** Before the log, or at the end. */
    private int logAt(Outline outline) {
        Outline.Part part = log.isEmpty() ? null : outline.named(Outline.AREA_LEVEL, DocumentDefinition.heading(log));
        return part == null ? outline.parts.size() : outline.parts.indexOf(part);
    }

    private static void sayEmpty(Outline outline, String status, long before) {
        long now = outline.count(status);
        outline.parts.stream().filter(part -> part.isStatus(status)).findFirst().ifPresent(part -> {
            if (now > 0 && SAYS_EMPTY.matcher(part.text()).matches()) {
                outline.replace(part.with(part.title(), ""));
            } else if (now == 0
                    && part.text().isEmpty()
                    && (before > 0 || part.id().startsWith("new-"))) {
                outline.replace(part.with(part.title(), EMPTY));
            }
        });
    }

    private void writeLog(Outline outline, Set<String> owned, Json.Obj wanted) {
        List<String> entries = new ArrayList<>();
        logs(wanted).values().forEach(entries::addAll);
        String before = logText(outline);
        String after = OutlineLog.write(before, owned, entries);
        if (log.isEmpty() || after.equals(before)) {
            return;
        }
        String heading = DocumentDefinition.heading(log);
        Outline.Part part = outline.named(Outline.AREA_LEVEL, heading);
        if (part == null) {
            part = outline.made(Outline.AREA_LEVEL, heading, "");
            outline.parts.add(part);
        }
        outline.replace(part.with(part.title(), after));
    }
}
