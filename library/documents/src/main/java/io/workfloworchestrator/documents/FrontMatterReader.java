package io.workfloworchestrator.documents;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.Words;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/**
 * Reads the mapping of a front matter with the place of each value. It uses the parser's events, which come from a loop, so that
 * nesting cannot overflow a stack; aliases and tags are refused, since a field is a plain value.
 */
final class FrontMatterReader {
    private static final int DEEPEST = 16;
    private static final Pattern NUMBER =
            Pattern.compile("-?(?:0|[1-9]\\d{0,30})(?:\\.\\d{1,20})?(?:[eE][+-]?\\d{1,2})?");
    private static final Set<String> TAGS = Set.of("!", "tag:yaml.org,2002:str");

    private final String yaml;
    private final int offset;
    private final int[] units;
    private final List<FrontMatter.Entry> entries = new ArrayList<>();
    private final Deque<Open> open = new ArrayDeque<>();
    private boolean isDone;
    private int lastEnd;

    private static final class Open {
        final boolean isMapping;
        final boolean isFlow;
        final int start;
        final Map<String, Json> fields = new LinkedHashMap<>();
        final List<Json> elements = new ArrayList<>();
        final List<Span> spans = new ArrayList<>();

        @Nullable
        String key;

        Span keySpan = new Span(0, 0);

        Open(boolean isMapping, boolean isFlow, int start) {
            this.isMapping = isMapping;
            this.isFlow = isFlow;
            this.start = start;
        }
    }

    FrontMatterReader(String yaml, int offset) {
        this.yaml = yaml;
        this.offset = offset;
        this.units = yaml.codePoints().map(Character::charCount).toArray();
        int at = 0;
        for (int i = 0; i < units.length; i++) { // from a character's number to its index
            int width = units[i];
            units[i] = at;
            at += width;
        }
    }

    List<FrontMatter.Entry> read() {
        LoadSettings settings = LoadSettings.builder()
                .setUseMarks(true)
                .setParseComments(false)
                // A character of two units across the end of the parser's buffer breaks it: the buffer holds all.
                .setBufferSize(yaml.length() + 2)
                .build();
        try {
            Iterator<Event> events = new Parse(settings).parseString(yaml).iterator();
            while (events.hasNext()) {
                accept(events.next());
            }
        } catch (MarkedYamlEngineException e) {
            Optional<Mark> mark = e.getProblemMark().or(e::getContextMark);
            String said = String.valueOf(e.getProblem()).replaceAll("\\s+", " ");
            throw refusal(
                    "E_YAML_SYNTAX",
                    mark,
                    "The front matter is no YAML: " + Words.clip(said, 200)
                            + ". Mend it; nothing is written until then.");
        }
        return entries;
    }

    private void accept(Event event) {
        switch (event.getEventId()) {
            case DocumentStart -> {
                if (isDone) {
                    throw refusal(
                            "E_YAML_DOCUMENTS", event.getStartMark(), "A second YAML document begins here. Keep one.");
                }
            }
            case Scalar -> scalar((ScalarEvent) event);
            case Alias ->
                throw refusal(
                        "E_YAML_ALIAS",
                        event.getStartMark(),
                        "*" + ((AliasEvent) event).getAlias()
                                + " refers to another value. Write the value out, or put it in quotes if it is text.");
            case MappingStart, SequenceStart -> start((CollectionStartEvent) event);
            case MappingEnd, SequenceEnd -> end((CollectionEndEvent) event);
            default -> {
                // Starts and ends of the stream hold nothing.
            }
        }
    }

    private void scalar(ScalarEvent event) {
        tag(event.getTag(), event.getStartMark());
        int start = index(event.getStartMark());
        int end = index(event.getEndMark());
        boolean isBlock = event.isLiteral() || event.isFolded();
        while (isBlock && end > start && Character.isWhitespace(yaml.charAt(end - 1))) {
            end--;
        }
        Open parent = open.peek();
        if (parent == null) {
            if (!event.getValue().isEmpty()) {
                throw notMapping(event.getStartMark());
            }
            return;
        }
        if (parent.isMapping && parent.key == null) {
            key(parent, event, start, end);
            return;
        }
        YamlWriter.Style style = isBlock
                ? YamlWriter.Style.BLOCK
                : event.isPlain()
                        ? YamlWriter.Style.PLAIN
                        : event.isSQuoted() ? YamlWriter.Style.SINGLE : YamlWriter.Style.DOUBLE;
        Json value = event.isPlain() ? plain(event.getValue()) : Json.of(event.getValue());
        lastEnd = Math.max(lastEnd, end);
        add(value, start, end, style, false, List.of());
    }

    private void key(Open parent, ScalarEvent event, int start, int end) {
        String name = event.getValue();
        if (parent.fields.containsKey(name)) {
            throw refusal(
                    "E_YAML_DUPLICATE_KEY",
                    event.getStartMark(),
                    "\"" + Words.clip(name, 60) + "\" stands here a second time. Keep one.");
        }
        parent.key = name;
        parent.keySpan = new Span(offset + start, offset + end);
    }

    private static Json plain(String text) {
        return switch (text) {
            case "", "~", "null", "Null", "NULL" -> Json.Null.VALUE;
            case "true", "True", "TRUE" -> Json.of(true);
            case "false", "False", "FALSE" -> Json.of(false);
            default -> NUMBER.matcher(text).matches() ? new Json.Num(text) : Json.of(text);
        };
    }

    private void start(CollectionStartEvent event) {
        tag(event.getTag(), event.getStartMark());
        Open parent = open.peek();
        boolean isMapping = event instanceof MappingStartEvent;
        if (parent == null && !isMapping) {
            throw notMapping(event.getStartMark());
        }
        if (open.size() >= DEEPEST) {
            throw refusal(
                    "E_YAML_DEPTH",
                    event.getStartMark(),
                    "Values are nested deeper than " + DEEPEST + ". Flatten them.");
        }
        if (parent != null && parent.isMapping && parent.key == null) {
            throw refusal("E_YAML_SYNTAX", event.getStartMark(), "A name must be plain text, not a list or mapping.");
        }
        if (parent == null && event.isFlow()) {
            throw refusal(
                    "E_YAML_SYNTAX",
                    event.getStartMark(),
                    "Write one field in a line, without braces around all of them.");
        }
        open.push(new Open(isMapping, event.isFlow(), index(event.getStartMark())));
    }

    private void end(CollectionEndEvent event) {
        Open done = open.pop();
        if (open.isEmpty()) {
            isDone = true;
            return;
        }
        if (done.isFlow) {
            lastEnd = Math.max(lastEnd, index(event.getEndMark()));
        }
        Json value = done.isMapping ? Json.object(done.fields) : Json.array(done.elements);
        add(
                value,
                done.start,
                Math.max(lastEnd, done.start),
                YamlWriter.Style.PLAIN,
                !done.isFlow,
                done.isMapping || done.isFlow ? List.of() : done.spans);
    }

    private void add(Json value, int start, int end, YamlWriter.Style style, boolean isBlock, List<Span> elements) {
        Open parent = Objects.requireNonNull(open.peek());
        Span span = new Span(offset + start, offset + Math.max(start, end));
        if (!parent.isMapping) {
            parent.elements.add(value);
            parent.spans.add(span);
            return;
        }
        String key = Objects.requireNonNull(parent.key);
        parent.fields.put(key, value);
        parent.key = null;
        if (open.size() == 1) {
            entries.add(new FrontMatter.Entry(key, parent.keySpan, span, value, style, isBlock, elements));
        }
    }

    private void tag(Optional<String> tag, Optional<Mark> mark) {
        if (tag.isPresent() && !TAGS.contains(tag.get())) {
            throw refusal(
                    "E_YAML_TAG",
                    mark,
                    "Tags are refused: a field is a plain value. Remove the tag, or quote the text.");
        }
    }

    private DocumentException notMapping(Optional<Mark> mark) {
        return refusal(
                "E_YAML_SYNTAX",
                mark,
                "The front matter must have lines such as \"status: active\". Add a name and a colon.");
    }

    private int index(Optional<Mark> mark) {
        int number = mark.map(Mark::getIndex).orElse(0);
        return number < units.length ? units[number] : yaml.length();
    }

    private static DocumentException refusal(String code, Optional<Mark> mark, String message) {
        // The mapping begins in the file's second line.
        return new DocumentException(
                code,
                mark.map(Mark::getLine).orElse(0) + 2,
                mark.map(Mark::getColumn).orElse(0) + 1,
                message);
    }
}
