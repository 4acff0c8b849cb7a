package io.workfloworchestrator.definition;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A kind of items being built in Java.
 *
 * <pre>{@code
 * .items("issue", issue -> issue
 *         .number("I-000")
 *         .statuses("open", "doing", "fixed", "dropped")
 *         .finals("fixed", "dropped")
 *         .field("needs", FieldShape.listOf(FieldShape.Type.STRING))
 *         .needs("needs")
 *         .claim(Duration.ofMinutes(15))
 *         .move("start", "doing", move -> move.from("open").tool("claim_item"))
 *         .move("fix", "fixed", move -> move.from("doing")
 *                 .gate("proved", "item.verified", "Run the tests, and add what they said as evidence.")
 *                 .tool("move_item")))
 * }</pre>
 *
 * Not thread-safe.
 */
public final class KindDraft {
    private String title;
    private final Map<String, FieldShape> fields = new LinkedHashMap<>();
    private List<String> statuses = List.of();
    private @Nullable String first;
    private @Nullable List<String> finals;
    private @Nullable List<String> done;
    private @Nullable String needs;
    private @Nullable Duration claim;
    private final List<MoveDefinition> moves = new ArrayList<>();
    private @Nullable String number;
    private @Nullable String path;
    private String format = "";
    private List<String> sections = List.of();
    private final Map<String, List<String>> places = new LinkedHashMap<>();
    private final Map<String, List<String>> labels = new LinkedHashMap<>();
    private List<String> shown = List.of();
    private List<String> byTool = List.of();
    private @Nullable SourceDefinition source;
    private TimesDefinition times = TimesDefinition.UNSET;

    KindDraft(String kind) {
        this.title = kind;
    }

    /** One item of the kind, for people; the kind's name when not given. */
    public KindDraft title(String newTitle) {
        this.title = newTitle;
        return this;
    }

    public KindDraft field(String name, FieldShape shape) {
        fields.put(name, shape);
        return this;
    }

    /** Declares the statuses: the first is that of a new item, and the last one is final unless {@link #finals} says more. */
    public KindDraft statuses(String... values) {
        this.statuses = List.of(values);
        return this;
    }

    /** The status of a new item, when it is not the first one. */
    public KindDraft first(String status) {
        this.first = status;
        return this;
    }

    /** The statuses in which nothing is left to do; the first of them means done unless {@link #done} says more. */
    public KindDraft finals(String... values) {
        this.finals = List.of(values);
        return this;
    }

    /** Those of the final statuses that meet the needs of others. */
    public KindDraft done(String... values) {
        this.done = List.of(values);
        return this;
    }

    /** The field with the ids of the items that an item waits for. */
    public KindDraft needs(String field) {
        this.needs = field;
        return this;
    }

    /** Items are claimed, for so long without a write of the holder: from 1 second to 30 days. */
    public KindDraft claim(Duration length) {
        this.claim = length;
        return this;
    }

    /** The pattern of the numbers that people see, such as {@code I-000}. */
    public KindDraft number(String pattern) {
        this.number = pattern;
        return this;
    }

    /** The file in which people read and write the items; see {@link DocumentDefinition}. */
    public KindDraft document(String newPath, String newFormat, String... newSections) {
        this.path = newPath;
        this.format = newFormat;
        this.sections = List.of(newSections);
        return this;
    }

    /**
     * Where the files of items in a status are, when not at the path of {@link #document}.
     *
     * @param paths the first is where such a file is written, and the others are where one is found too
     */
    public KindDraft place(String status, String... paths) {
        this.places.put(status, List.of(paths));
        return this;
    }

    /** What files of people call a field, in a bold label or, for a section, in a heading. */
    public KindDraft labels(String field, String... names) {
        this.labels.put(field, List.of(names));
        return this;
    }

    /** The fields that a line of a checklist shows; the others stay in the state alone. */
    public KindDraft shown(String... names) {
        this.shown = List.of(names);
        return this;
    }

    /** The statuses that only a tool gives; a file that says one of them is refused. */
    public KindDraft byTool(String... statuses) {
        this.byTool = List.of(statuses);
        return this;
    }

    /** Each element of a list becomes an item. */
    public KindDraft from(SourceDefinition newSource) {
        this.source = newSource;
        return this;
    }

    /** What items say about time, and when one wants attention. */
    public KindDraft times(TimesDefinition newTimes) {
        this.times = newTimes;
        return this;
    }

    /** Adds a move to a status. */
    public KindDraft move(String moveId, String to, Consumer<MoveDraft> described) {
        MoveDraft move = new MoveDraft(moveId, to);
        described.accept(move);
        return move(move.move());
    }

    public KindDraft move(MoveDefinition move) {
        moves.add(move);
        return this;
    }

    KindDefinition kind() {
        return new KindDefinition(
                title,
                fields,
                StatusDefinition.of(statuses, first, finals, done),
                needs,
                claim,
                moves,
                number,
                path == null ? null : new DocumentDefinition(path, format, sections, places, labels, shown, byTool),
                source,
                times);
    }

    /** A move being built. Not thread-safe. */
    public static final class MoveDraft {
        private final String id;
        private final String to;
        private List<String> from = List.of();
        private final List<GateDefinition> when = new ArrayList<>();
        private @Nullable Call call;
        private @Nullable String hint;

        private MoveDraft(String id, String to) {
            this.id = id;
            this.to = to;
        }

        /** The statuses that it leads from. */
        public MoveDraft from(String... statuses) {
            this.from = List.of(statuses);
            return this;
        }

        /** Adds a gate: the condition, which reads the item as {@code item}, must hold for the move. */
        public MoveDraft gate(String gateId, String is, String otherwise) {
            when.add(new GateDefinition(gateId, is, otherwise, null));
            return this;
        }

        /** The tool that makes the move, without arguments of its own. */
        public MoveDraft tool(String name) {
            return tool(new Call(name, Map.of()));
        }

        /** The tool that makes the move. */
        public MoveDraft tool(Call newCall) {
            this.call = newCall;
            return this;
        }

        /** What a person does to make the move, a template. */
        public MoveDraft hint(String text) {
            this.hint = text;
            return this;
        }

        private MoveDefinition move() {
            return new MoveDefinition(id, from, to, when, call, hint);
        }
    }
}
