package io.workfloworchestrator.definition;

import io.workfloworchestrator.files.Texts;
import io.workfloworchestrator.json.Words;
import io.workfloworchestrator.rules.Invisible;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlVersionException;

/**
 * Reads one YAML document into {@link Yaml} nodes, safely whatever the bytes are.
 *
 * <p>Only the parser's <em>events</em> are used: they come from a loop with its own stack, so nesting cannot overflow
 * ours, and the tree is built here, where every limit is checked before anything grows: size before parsing (a plain
 * scalar of 4 MB takes seconds in every Java parser), depth, aliases (each is a shared node here, never a copy),
 * recursion, duplicate keys, tags, number of documents, the version directive. The parser runs on a thread whose stack
 * has a known size, and whatever it throws, declared or not, becomes a problem with a place.
 */
final class YamlReader {
    static final int MOST_BYTES = 256 * 1024;
    static final int DEEPEST = 64;
    static final int MOST_ALIASES = 20;
    private static final int MOST_NODES = 100_000;
    private static final long STACK_BYTES = 1024 * 1024;
    private static final Pattern CORE_TAGS =
            Pattern.compile("tag:yaml\\.org,2002:(?:str|int|float|bool|null|seq|map)|!");

    private final Problems problems;
    private final Map<String, Yaml> anchors = new HashMap<>();
    private final Map<String, Place> unused = new LinkedHashMap<>();
    private List<String> lines = List.of();
    private final Deque<Open> open = new ArrayDeque<>();
    private @Nullable Yaml root;
    private int aliases;
    private int nodes;
    private int documents;

    private YamlReader(Problems problems) {
        this.problems = problems;
    }

    /** A collection being built; {@code key} is the mapping key whose value comes next. */
    private static final class Open {
        final Place place;
        final @Nullable String anchor;
        final boolean mapping;
        final boolean isKey;
        final List<Yaml> items = new ArrayList<>();
        final Map<String, Yaml.Entry> entries = new LinkedHashMap<>();
        Yaml.@Nullable Scalar key;

        Open(Place place, @Nullable String anchor, boolean mapping, boolean isKey) {
            this.place = place;
            this.anchor = anchor;
            this.mapping = mapping;
            this.isKey = isKey;
        }
    }

    /** The text of {@code bytes}, at most 256 KB of UTF-8 with an optional byte order mark. */
    static String text(String file, byte[] bytes) {
        Problems problems = new Problems(file, "");
        if (bytes.length > MOST_BYTES) {
            problems.add(
                    "E_RULE_FILE_SIZE",
                    Place.NOWHERE,
                    "The definition is " + bytes.length + " bytes; at most " + MOST_BYTES
                            + " (256 KB) are read. Split it into several definitions.");
            problems.throwIfAny();
        }
        try {
            return Texts.decode(bytes);
        } catch (CharacterCodingException e) {
            problems.add("E_YAML_ENCODING", Place.NOWHERE, "The file is not UTF-8 text. Save it as UTF-8.");
            throw new BrokenDefinitionException(problems.sorted());
        }
    }

    /** The document in {@code text}, or empty when nothing usable was found; what is wrong is added to the problems. */
    static Optional<Yaml> read(String text, Problems problems) {
        YamlReader reader = new YamlReader(problems);
        CompletableFuture.runAsync(() -> reader.run(text), run -> {
                    Thread thread = new Thread(null, run, "definition-reader", STACK_BYTES);
                    thread.setDaemon(true);
                    thread.start();
                })
                .join();
        return Optional.ofNullable(reader.root);
    }

    private void run(String text) {
        lines = text.lines().toList();
        try {
            parse(text);
            unusedAnchors();
            return;
        } catch (BrokenDefinitionException e) {
            // The fault is among the problems, and what follows it cannot be trusted.
        } catch (MarkedYamlEngineException e) {
            Place place = place(e.getProblemMark().or(e::getContextMark));
            String words = words(e.getContext(), e.getProblem());
            Place begun = place(e.getContextMark());
            YamlAdvice.unclosed(lines, begun, place.line(), words)
                    .or(() -> YamlAdvice.of(lines, place.line(), place.column(), words))
                    .or(() -> YamlAdvice.element(lines, place.line(), words))
                    .ifPresentOrElse(
                            advice -> add(
                                    "E_YAML_SYNTAX",
                                    new Place(problems.origin.file(), advice.line(), advice.column()),
                                    advice.says() + " (The parser says: " + words + ".)"),
                            () -> add("E_YAML_SYNTAX", place, syntax(words)));
        } catch (YamlVersionException e) {
            add("E_YAML_VERSION", new Place(1, 1), "This asks for a YAML that is not 1.1 or 1.2; 1.2 is what is read.");
        } catch (YamlEngineException e) {
            add("E_YAML_SYNTAX", Place.NOWHERE, syntax(words(null, e.getMessage())));
        } catch (RuntimeException | StackOverflowError e) {
            // The engine throws undeclared exceptions on some malformed input (IllegalArgumentException on a tag with a
            // trailing space, IndexOutOfBoundsException on odd escapes): to the caller they are syntax errors.
            add("E_YAML_SYNTAX", Place.NOWHERE, syntax(words(null, e.getMessage())));
        }
        root = null;
    }

    private static String syntax(String words) {
        return "This is not well-formed YAML: " + words + ".";
    }

    /** The parser's message in one line, without its advice about indentation, which helps nobody. */
    private static String words(@Nullable String context, @Nullable String problem) {
        String what = problem == null ? "it cannot be parsed" : problem.replaceAll("\\s+", " ");
        String where = context == null || context.isEmpty() ? "" : context.replaceAll("\\s+", " ") + ", ";
        String all = (where + what).replaceAll(" ?\\(Do not use .* for indentation\\)", "");
        String end = all.endsWith(".") ? all.substring(0, all.length() - 1) : all;
        return Words.clip(end, 200);
    }

    private void parse(String text) {
        LoadSettings settings = LoadSettings.builder()
                .setUseMarks(true)
                .setCodePointLimit(MOST_BYTES)
                .setParseComments(false)
                // A character of two units across the end of the parser's buffer breaks it: the buffer holds all.
                .setBufferSize(text.length() + 2)
                .build();
        Iterator<Event> events = new Parse(settings).parseString(text).iterator();
        while (events.hasNext()) {
            accept(events.next());
        }
    }

    private void accept(Event event) {
        Place place = place(event.getStartMark());
        switch (event.getEventId()) {
            case DocumentStart -> documentStart(place);
            case Scalar -> scalar((ScalarEvent) event, place);
            case Alias -> alias((AliasEvent) event, place);
            case MappingStart, SequenceStart -> start((CollectionStartEvent) event, place);
            case MappingEnd, SequenceEnd -> end();
            default -> {
                // Ends of streams and documents hold nothing.
            }
        }
    }

    private void documentStart(Place place) {
        if (++documents > 1) {
            fail(
                    "E_YAML_DOCUMENTS",
                    place,
                    "A second document begins here; a file holds one definition. Use one file each.");
        }
    }

    private void scalar(ScalarEvent event, Place place) {
        tag(event.getTag(), place);
        boolean oneLine = event.getEndMark()
                .flatMap(end -> event.getStartMark().map(start -> start.getLine() == end.getLine()))
                .orElse(false);
        Yaml.Scalar scalar = new Yaml.Scalar(event.getValue(), event.isPlain(), oneLine, place);
        Open parent = keyed();
        if (parent != null) {
            if (event.isPlain() && event.getValue().equals("<<")) {
                fail("E_YAML_ALIAS", place, "Merge keys (<<) are not supported. Write the fields out.");
            }
            parent.key = seen(scalar);
            anchor(event, scalar);
        } else {
            anchor(event, scalar);
            place(scalar);
        }
    }

    /** A key without characters that nobody sees, which are a problem; a quoted key keeps them. */
    private Yaml.Scalar seen(Yaml.Scalar key) {
        int at = key.plain() ? Invisible.indexIn(key.text()) : -1;
        if (at < 0) {
            return key;
        }
        add("E_YAML_INVISIBLE", key.at(at), Invisible.told(key.text()).orElseThrow());
        return new Yaml.Scalar(Invisible.without(key.text()), true, key.oneLine(), key.place());
    }

    private void alias(AliasEvent event, Place place) {
        String name = event.getAlias().getValue();
        if (++aliases > MOST_ALIASES) {
            fail("E_YAML_ALIAS", place, "More than " + MOST_ALIASES + " aliases (*name). Write the values out.");
        }
        if (open.stream().anyMatch(o -> name.equals(o.anchor))) {
            fail("E_YAML_RECURSIVE", place, "*" + name + " stands inside the node &" + name + " that it names.");
        }
        Yaml target = anchors.get(name);
        unused.remove(name);
        if (target == null) {
            fail(
                    "E_YAML_SYNTAX",
                    place,
                    "No anchor &" + name + " stands before *" + name + ". Put it in quotes if it is text.");
            return;
        }
        Open parent = keyed();
        if (parent != null) {
            if (!(target instanceof Yaml.Scalar key)) {
                fail("E_YAML_SYNTAX", place, "A key must be a plain name, not a list or mapping.");
                return;
            }
            parent.key = new Yaml.Scalar(key.text(), key.plain(), key.oneLine(), place);
        } else {
            place(target);
        }
    }

    private void start(CollectionStartEvent event, Place place) {
        tag(event.getTag(), place);
        if (open.size() >= DEEPEST) {
            fail("E_YAML_DEPTH", place, "Nested deeper than " + DEEPEST + " levels; no definition needs that.");
        }
        String anchor = event.getAnchor().map(a -> a.getValue()).orElse(null);
        open.push(new Open(place, anchor, event instanceof MappingStartEvent, keyed() != null));
    }

    /** The mapping whose next key comes now; null where a value comes. */
    private @Nullable Open keyed() {
        Open parent = open.peek();
        return parent != null && parent.mapping && parent.key == null ? parent : null;
    }

    private void end() {
        Open done = open.pop();
        if (done.isKey) {
            fail("E_YAML_SYNTAX", done.place, "A key must be a plain name, not a list or mapping.");
        }
        Yaml node = done.mapping
                ? new Yaml.Mapping(Collections.unmodifiableMap(done.entries), done.place)
                : new Yaml.Seq(List.copyOf(done.items), done.place);
        if (done.anchor != null) {
            anchors.put(done.anchor, node);
        }
        place(node);
    }

    private void place(Yaml node) {
        if (++nodes > MOST_NODES) {
            fail("E_RULE_COUNT", node.place(), "More than " + MOST_NODES + " values in one definition.");
        }
        Open parent = open.peek();
        if (parent == null) {
            root = node;
        } else if (!parent.mapping) {
            parent.items.add(node);
        } else if (parent.key != null) {
            Yaml.Scalar key = parent.key;
            parent.key = null;
            Yaml.Entry before = parent.entries.get(key.text());
            if (before != null) {
                add(
                        "E_YAML_DUPLICATE_KEY",
                        key.place(),
                        "\"" + key.text() + "\" stands here a second time; the first is in line "
                                + before.key().line() + ". Keep one.");
            } else {
                parent.entries.put(key.text(), new Yaml.Entry(key.place(), node));
            }
        }
    }

    private void anchor(NodeEvent event, Yaml node) {
        event.getAnchor().ifPresent(anchor -> {
            anchors.put(anchor.getValue(), node);
            if (node instanceof Yaml.Scalar scalar && scalar.plain()) {
                unused.put(anchor.getValue(), place(event.getStartMark()));
            }
        });
    }

    /** Reports anchors that nothing refers to: a word that begins with an ampersand would be lost without a sign. */
    private void unusedAnchors() {
        unused.forEach((name, place) -> add(
                "E_YAML_ALIAS",
                place,
                "Without quotes YAML takes &" + shown(name) + " for the name of a place and not for text, and nothing"
                        + " refers to it. Put the whole text in quotes, or remove it."));
    }

    private void tag(Optional<String> tag, Place place) {
        tag.filter(t -> !CORE_TAGS.matcher(t).matches()).ifPresent(t -> add("E_YAML_TAG", place, tagged(t, place)));
    }

    /** A single exclamation mark is more often meant as "not" than as a tag. */
    private String tagged(String tag, Place place) {
        boolean local = tag.startsWith("!") && place.line() >= 1 && place.line() <= lines.size();
        String text = local ? YamlAdvice.valueAt(lines.get(place.line() - 1), place.column()) : "";
        return text.startsWith("!") && !text.startsWith("!!") && !text.startsWith("!<")
                ? YamlAdvice.tag(text, "")
                : "The tag " + shown(tag) + " is refused: definitions hold plain values only. Remove the tag.";
    }

    private static String shown(String tag) {
        String text = tag.replaceAll("[^\\x21-\\x7e]", "?");
        return Words.clip(text, 80);
    }

    private void add(String code, Place place, String message) {
        problems.add(code, place, message);
    }

    private void fail(String code, Place place, String message) {
        add(code, place, message);
        problems.throwIfAny();
    }

    private Place place(Optional<Mark> mark) {
        return mark.map(m -> new Place(problems.origin.file(), m.getLine() + 1, m.getColumn() + 1))
                .orElse(Place.NOWHERE);
    }
}
