package io.workfloworchestrator.local;

import io.workfloworchestrator.definition.KindDefinition;
import io.workfloworchestrator.json.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The path of a document, from an item to its file and back. What an item says becomes a {@link SafeName}. A folder or file
 * that is named by one thing alone, such as {@code ${item.status}}, means that thing. Immutable and thread-safe.
 */
final class ItemPath {
    /** What the path says of an item that has no such field. */
    private static final String WITHOUT = "without-";

    private static final Pattern HOLE = Pattern.compile("\\$\\{\\s*([^}]*?)\\s*}");
    private static final String ITEM = "item.";

    private final KindDefinition kind;
    private final String kindName;
    private final List<Piece> pieces = new ArrayList<>();
    private final Pattern regex;
    /** Any file in the folders, where the name is made of several things and a person may write another one. */
    private final Optional<Pattern> anyName;

    private final String pattern;
    private final boolean isOfOne;

    /**
     * A text between holes, or a hole.
     *
     * @param name what the hole reads, such as {@code item.status}; empty for a text
     * @param isAlone whether nothing else is in its folder's or file's name, but the ending of a file
     * @param isLast whether it is in the file's name
     */
    private record Piece(String text, String name, boolean isAlone, boolean isLast) {}

    /** @param template with the paths of the definition and the workflow's id and type filled in */
    ItemPath(String template, String kindName, KindDefinition kind) {
        this.kind = kind;
        this.kindName = kindName;
        StringBuilder expression = new StringBuilder();
        List<String> segments = List.of(template.split("/", -1));
        List<String> patterns = new ArrayList<>();
        String folders = "";
        for (int i = 0; i < segments.size(); i++) {
            if (i > 0) {
                pieces.add(new Piece("/", "", false, false));
                expression.append('/');
                folders = expression.toString();
            }
            patterns.add(segment(segments.get(i), i == segments.size() - 1, expression));
        }
        this.regex = Pattern.compile(expression.toString());
        this.pattern = String.join("/", patterns);
        this.anyName = anyName(folders, segments.get(segments.size() - 1));
        this.isOfOne = pieces.stream().anyMatch(piece -> !piece.name.isEmpty());
    }

    private static Optional<Pattern> anyName(String folders, String name) {
        boolean isOfSeveral = HOLE.matcher(name).results().count() > 1;
        int dot = name.lastIndexOf('.');
        return isOfSeveral && dot > name.lastIndexOf('}')
                ? Optional.of(Pattern.compile(folders + "([^/.][^/]*?)" + Pattern.quote(name.substring(dot))))
                : Optional.empty();
    }

    private String segment(String segment, boolean isLast, StringBuilder expression) {
        Matcher hole = HOLE.matcher(segment);
        int at = 0;
        StringBuilder shown = new StringBuilder();
        while (hole.find()) {
            text(segment.substring(at, hole.start()), expression);
            shown.append(segment, at, hole.start())
                    .append('<')
                    .append(hole.group(1))
                    .append('>');
            String rest = segment.substring(hole.end());
            boolean isAlone = hole.start() == 0 && (rest.isEmpty() || isLast && rest.matches("\\.[A-Za-z0-9]+"));
            pieces.add(new Piece("", hole.group(1), isAlone, isLast));
            expression.append("([^/.][^/]*?)");
            at = hole.end();
        }
        text(segment.substring(at), expression);
        return shown.append(segment.substring(at)).toString();
    }

    private void text(String text, StringBuilder expression) {
        if (!text.isEmpty()) {
            pieces.add(new Piece(text, "", false, false));
            expression.append(Pattern.quote(text));
        }
    }

    boolean isOfOne() {
        return isOfOne;
    }

    /** The pattern of all paths, with a name in {@code <…>} for what differs. */
    String pattern() {
        return pattern;
    }

    String of(String id, Json.Obj item) {
        return of(id, item, Optional.empty());
    }

    /** @param mark what stands behind the last name that is made of the item, so that no other item has the same path */
    String of(String id, Json.Obj item, Optional<String> mark) {
        StringBuilder path = new StringBuilder();
        int end = 0;
        for (Piece piece : pieces) {
            path.append(piece.name.isEmpty() ? piece.text : name(piece.name, id, item));
            end = piece.name.isEmpty() ? end : path.length();
        }
        if (mark.isPresent()) {
            path.insert(end, "-" + SafeName.exact(mark.get(), id));
        }
        return path.toString();
    }

    boolean maybeShared() {
        return pieces.stream().noneMatch(piece -> piece.name.equals("item.id") || piece.name.equals("item.number"));
    }

    private String name(String hole, String id, Json.Obj item) {
        return switch (hole) {
            case "item.id" -> SafeName.exact(id, "item");
            case "item.kind" -> kindName;
            case "item.number" ->
                item.text("number").map(number -> SafeName.exact(number, id)).orElse(id);
            case "item.status" -> SafeName.exact(item.text("status").orElse(""), WITHOUT + "status");
            default -> {
                String field = hole.substring(Math.min(hole.length(), ITEM.length()));
                Optional<Json> value = item.at("fields", field);
                String without = field.equals("title") ? id : WITHOUT + field.toLowerCase(Locale.ROOT);
                yield value.map(some -> SafeName.of(some.asText().orElse(some.toString()), without))
                        .orElse(without);
            }
        };
    }

    /** What the names in a path say, by what they stand for; empty if no item's file can be there. */
    Optional<Map<String, String>> read(String path) {
        Matcher match = regex.matcher(path);
        if (match.matches()) {
            return said(match, pieces);
        }
        Optional<Matcher> any = anyName.map(pattern -> pattern.matcher(path)).filter(Matcher::matches);
        return any.filter(found -> !SafeName.isOther(found.group(found.groupCount())))
                .flatMap(found -> said(
                        found, pieces.stream().filter(piece -> !piece.isLast).toList()));
    }

    private Optional<Map<String, String>> said(Matcher match, List<Piece> read) {
        Map<String, String> said = new HashMap<>();
        int group = 0;
        for (Piece piece : read) {
            if (piece.name.isEmpty()) {
                continue;
            }
            String name = match.group(++group);
            String before = piece.isAlone ? said.put(piece.name, name) : null;
            boolean isOther = piece.isLast && SafeName.isOther(name)
                    || piece.name.equals("item.status")
                            && piece.isAlone
                            && status(name).isEmpty()
                    || before != null && !before.equals(name);
            if (isOther) {
                return Optional.empty();
            }
        }
        return Optional.of(said);
    }

    Optional<String> status(String folder) {
        return kind.status().values().stream()
                .filter(status -> SafeName.exact(status, WITHOUT + "status").equals(folder))
                .findFirst();
    }

    /** Whether a value of a field, null if it is absent, makes this name of a folder. */
    boolean isMeant(String field, String folder, @Nullable Json value) {
        Json.Obj item = value == null ? Json.Obj.EMPTY : Json.Obj.EMPTY.withAt(List.of("fields", field), value);
        return name(ITEM + field, "", item).equals(folder);
    }

    /** The value that a folder stands for; empty if the field is absent there. */
    Optional<Json> meaning(String field, String folder) {
        boolean isAbsent = folder.equals(WITHOUT + field.toLowerCase(Locale.ROOT));
        return isAbsent
                ? Optional.empty()
                : Optional.of(ItemText.fitted(kind.fields().get(field), Json.of(folder)));
    }

    /** The fields that folders stand for. A file's name is only a name, since it cannot say everything. */
    List<String> fieldsInFolders() {
        return pieces.stream()
                .filter(piece -> piece.isAlone && !piece.isLast && piece.name.startsWith(ITEM))
                .map(piece -> piece.name.substring(ITEM.length()))
                .filter(field -> kind.fields().containsKey(field) && !field.equals("title"))
                .distinct()
                .toList();
    }

    boolean saysStatus() {
        return pieces.stream().anyMatch(piece -> piece.isAlone && piece.name.equals("item.status"));
    }
}
