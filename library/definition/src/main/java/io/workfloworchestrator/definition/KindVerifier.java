package io.workfloworchestrator.definition;

import io.workfloworchestrator.rules.Type;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Proves a kind of items: its fields, statuses and moves, and that every item can come to an end. Not thread-safe, since the problems are not.
 */
record KindVerifier(String name, KindDefinition kind, Problems problems) {
    static final int MOST_KINDS = 50;
    static final int MOST_FIELDS = 200;
    static final int MOST_STATUSES = 100;
    static final int MOST_MOVES = 500;
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST_CLAIM = Duration.ofDays(30);
    private static final Duration LONGEST = Duration.ofDays(3650);
    private static final Pattern NUMBER = Pattern.compile("[\\p{L}#][\\p{L}#._-]{0,11}0{1,9}|0{1,9}");

    void verify() {
        fields();
        times();
        number();
        boolean sound = statuses();
        sound &= moves();
        if (sound) {
            ways();
        }
    }

    private String at() {
        return "items/" + name;
    }

    private void add(String code, String path, String message) {
        problems.add(code, at() + path, message);
    }

    private void fields() {
        Set<String> reserved = ItemTypes.reserved();
        problems.names(at() + "/fields", kind.fields().keySet());
        problems.most(at() + "/fields", "fields of " + name, kind.fields().size(), MOST_FIELDS);
        kind.fields().keySet().stream()
                .filter(reserved::contains)
                .forEach(field -> add(
                        "E_RULE_NAME",
                        "/fields/" + field,
                        "every item has \"" + field + "\" already, which is kept for it. Rename the field."));
        FieldShape title = kind.fields().get(ItemTypes.TITLE);
        if (title != null && !isText(title)) {
            add("E_RULE_TYPE", "/fields/title", "the title of an item is a string; declare \"title: string\".");
        }
        typed(
                "/needs",
                kind.needs(),
                FieldShape::isTexts,
                "a list of strings, the ids that an item waits for",
                "{type: list, of: string}");
        typed("/effort", kind.times().effort(), KindVerifier::isNumber, "a number", "double");
        typed("/due", kind.times().due(), KindVerifier::isText, "a string with a date such as 2026-05-31", "string");
    }

    private static boolean isNumber(FieldShape shape) {
        return shape.type() == FieldShape.Type.INT || shape.type() == FieldShape.Type.DOUBLE;
    }

    private static boolean isText(FieldShape shape) {
        return shape.type() == FieldShape.Type.STRING;
    }

    /** Reports a field that is named and not declared, or not declared so. */
    private void typed(String path, @Nullable String field, Predicate<FieldShape> fits, String what, String written) {
        boolean known = field != null
                && problems.isKnown(
                        "E_RULE_ITEM",
                        at() + path,
                        name + " has no field",
                        field,
                        kind.fields().keySet());
        FieldShape shape = known ? kind.fields().get(field) : null;
        if (shape != null && !fits.test(shape)) {
            String declared = "Declare \"" + field + ": " + written + "\".";
            add("E_RULE_TYPE", path, "the field \"" + field + "\" of " + name + " must be " + what + ". " + declared);
        }
    }

    private void times() {
        span(
                problems.origin.at(at() + "/claim/for").equals(problems.origin.at(at() + "/claim"))
                        ? "/claim"
                        : "/claim/for",
                "A claim",
                kind.claim(),
                LONGEST_CLAIM);
        span("/stale-after", "\"stale-after\"", kind.times().staleAfter(), LONGEST);
        span("/stuck-after", "\"stuck-after\"", kind.times().stuckAfter(), LONGEST);
    }

    private void span(String path, String what, @Nullable Duration span, Duration longest) {
        if (span != null && (span.compareTo(SHORTEST) < 0 || span.compareTo(longest) > 0)) {
            add(
                    "E_RULE_ITEM",
                    path,
                    what + " is from " + Durations.written(SHORTEST) + " to " + Durations.written(longest)
                            + " long, not " + Durations.written(span) + ".");
        }
    }

    private void number() {
        String number = kind.number();
        if (number != null && !NUMBER.matcher(number).matches()) {
            add(
                    "E_RULE_ITEM",
                    "/number",
                    Names.cannotBe(number, "be the pattern of numbers")
                            + " Write up to 12 letters or marks and then a zero for each digit, such as G-00 or T000.");
        }
    }

    private boolean statuses() {
        StatusDefinition status = kind.status();
        if (status.values().isEmpty()) {
            if (problems.origin.at(at()).line() == 0) {
                add("E_RULE_MISSING", "/status", "The kind \"" + name + "\" has no statuses.");
            }
            return false;
        }
        problems.most(
                at() + "/status/values", "statuses of " + name, status.values().size(), MOST_STATUSES);
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < status.values().size(); i++) {
            problems.word(
                    at() + "/status/values/" + i, "status", status.values().get(i), seen);
        }
        boolean sound = known("/status/first", status.first());
        sound &= known("/status/final", status.finals());
        for (int i = 0; i < status.done().size(); i++) {
            String done = status.done().get(i);
            if (!status.isFinal(done)) {
                sound = false;
                add(
                        "E_RULE_STATUS",
                        "/status/done/" + i,
                        "\"" + done + "\" is not final, so it does not end an item."
                                + Names.hint(done, status.finals()));
            }
        }
        sound &= ends(status);
        return sound;
    }

    private boolean ends(StatusDefinition status) {
        if (status.finals().isEmpty()) {
            add(
                    "E_RULE_MISSING",
                    "/status/final",
                    "No status of " + name + " is final, so no item would ever come to an end. Name one in \"final\".");
            return false;
        }
        if (status.isFinal(status.first())) {
            add(
                    "E_RULE_STATUS",
                    "/status/first",
                    "a new item of " + name + " would be final at once: its first status \"" + status.first()
                            + "\" is among the final ones.");
            return false;
        }
        if (status.done().isEmpty()) {
            add(
                    "E_RULE_MISSING",
                    "/status/done",
                    "No final status of " + name + " means done, so no need would ever be met. Name one in \"done\".");
            return false;
        }
        return true;
    }

    private boolean known(String path, List<String> statuses) {
        boolean sound = true;
        for (int i = 0; i < statuses.size(); i++) {
            sound &= known(path + "/" + i, statuses.get(i));
        }
        return sound;
    }

    private boolean known(String path, String status) {
        List<String> values = kind.status().values();
        return values.contains(status)
                || !values.isEmpty()
                        && !status.isEmpty()
                        && problems.isKnown("E_RULE_STATUS", at() + path, name + " has no status", status, values);
    }

    private boolean moves() {
        boolean sound = true;
        Set<String> ids = new HashSet<>();
        problems.most(at() + "/moves", "moves of " + name, kind.moves().size(), MOST_MOVES);
        for (MoveDefinition move : kind.moves()) {
            String path = "/moves/" + move.id();
            problems.id(at() + path, "move", move.id(), ids);
            Set<String> gates = new HashSet<>();
            move.when().forEach(gate -> problems.id(at() + path + "/when/" + gate.id(), "gate", gate.id(), gates));
            sound &= known(path + "/from", move.from());
            sound &= known(path + "/to", move.to());
            if (move.from().contains(move.to())) {
                add(
                        "E_RULE_CYCLE",
                        path + "/to",
                        "Move \"" + move.id() + "\" leads from \"" + move.to() + "\" to itself.");
            }
            if (move.call() == null && move.hint() == null) {
                add(
                        "E_RULE_MISSING",
                        path + "/id",
                        "Move \"" + move.id() + "\" of " + name
                                + " has neither a \"tool\" nor a \"hint\", so nobody knows"
                                + " how to make it. Name the tool, or say in \"hint\" what a person does.");
            }
        }
        return sound;
    }

    /** Reports statuses that no item can get to, or from which it can never come to an end. */
    private void ways() {
        StatusDefinition status = kind.status();
        Reach ways = new Reach();
        kind.moves().forEach(move -> move.from().forEach(from -> ways.arrow(from, move.to())));
        Set<String> reached = ways.from(Set.of(status.first()));
        Set<String> ending = ways.to(new LinkedHashSet<>(status.finals()));
        for (int i = 0; i < status.values().size(); i++) {
            String value = status.values().get(i);
            String path = "/status/values/" + i;
            if (!reached.contains(value)) {
                add(
                        "E_RULE_UNREACHABLE",
                        path,
                        "No way leads from the first status \"" + status.first() + "\" to \"" + value
                                + "\". Name it in the \"to\" of a move.");
            }
            if (!status.isFinal(value) && !ways.isLeft(value)) {
                add(
                        "E_RULE_CYCLE",
                        path,
                        "No move leaves the status \"" + value + "\", and it is not final: an item would stay there for"
                                + " ever. Add a move from it, or name it in \"final\".");
            } else if (!ending.contains(value)) {
                add(
                        "E_RULE_CYCLE",
                        path,
                        "No way leads from the status \"" + value + "\" to a final one ("
                                + Names.listed(status.finals()) + "). Add a move to one of them.");
            }
        }
    }

    // ---- what it reads ----

    /**
     * Proves what the kind reads: the gates and texts of its moves, the path of its document, and where its items come from.
     *
     * @param reading what expressions may read where no item is known
     * @param paths the definition's paths, resolved
     */
    void verify(ExpressionChecks reading, Map<String, String> paths) {
        ExpressionChecks ofItem = reading.with(ItemTypes.ITEM, ItemTypes.item(name, kind));
        kind.moves().forEach(move -> move(ofItem, move));
        DocumentDefinition document = kind.document();
        if (document != null) {
            new DocumentVerifier(name, kind, document, paths, problems, ofItem).verify();
        }
        SourceDefinition from = kind.from();
        if (from != null) {
            source(reading, from);
        }
    }

    private void move(ExpressionChecks ofItem, MoveDefinition move) {
        String path = at() + "/moves/" + move.id();
        ExpressionChecks here = ofItem.among(ItemTypes.ITEM + ".status", new LinkedHashSet<>(move.from()));
        here.template(path + "/hint", move.hint());
        here.call(path, move.call());
        for (GateDefinition gate : move.when()) {
            here.gate(path + "/when/" + gate.id(), "/is", gate);
        }
    }

    private void source(ExpressionChecks reading, SourceDefinition from) {
        boolean brief = problems.origin.at(at() + "/from/each").equals(problems.origin.at(at() + "/from"));
        Type element = reading.element(at() + (brief ? "/from" : "/from/each"), from.each());
        from.fields().keySet().stream()
                .filter(field -> !field.equals(ItemTypes.TITLE))
                .forEach(field -> problems.isKnown(
                        "E_RULE_ITEM",
                        at() + "/from/fields/" + field,
                        name + " has no field",
                        field,
                        kind.fields().keySet()));
        if (element instanceof Type.Struct struct) {
            element("/from/key", from, from.key(), struct);
            from.fields().forEach((field, of) -> {
                element("/from/fields/" + field, from, of, struct);
                fits(field, of, struct);
            });
        } else if (element != null && element != Type.DYN && !(element instanceof Type.Struct)) {
            problems.add(
                    "E_RULE_TYPE",
                    at() + "/from",
                    "the elements of " + from.each() + " must be mappings of fields, but each is " + element + ".");
        }
    }

    /** Reports a text that would become a number, and the like. What is only known when it is read may be anything. */
    private void fits(String field, String of, Type.Struct struct) {
        FieldShape shape = kind.fields().get(field);
        Type taken = struct.fields().get(of);
        Type declared =
                shape != null ? FactKinds.type(field, shape) : field.equals(ItemTypes.TITLE) ? Type.STRING : Type.DYN;
        if (taken instanceof Type.Simple
                && declared instanceof Type.Simple
                && taken != Type.DYN
                && declared != Type.DYN
                && taken != declared
                && !(taken == Type.INT && declared == Type.DOUBLE)) {
            problems.add(
                    "E_RULE_TYPE",
                    at() + "/from/fields/" + field,
                    "\"" + of + "\" is " + taken + ", but the field \"" + field + "\" of " + name + " is " + declared
                            + ". Take another field, or declare it so.");
        }
    }

    private void element(String path, SourceDefinition from, String field, Type.Struct struct) {
        if (!struct.fields().containsKey(field)) {
            problems.add(
                    "E_RULE_FACT",
                    at() + path,
                    "the elements of " + from.each() + " have no field \"" + field + "\"."
                            + (path.equals("/from/key") ? " Name in \"key\" what tells them apart." : "")
                            + Names.hint(field, struct.fields().keySet()));
        }
    }
}
