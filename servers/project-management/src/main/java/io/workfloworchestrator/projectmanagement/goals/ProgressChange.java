package io.workfloworchestrator.projectmanagement.goals;

import io.workfloworchestrator.definition.KindDefinition;
import io.workfloworchestrator.definition.MoveDefinition;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.Words;
import io.workfloworchestrator.projectmanagement.PlanningItems;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.workflow.Evidence;
import io.workfloworchestrator.workflow.EvidenceDraft;
import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.ItemChanges;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * One update of a goal's progress: what it sets, and the status that follows. An explicit status counts; else at 100 percent a goal is
 * completed if its measures are shown, and with some progress a goal that is not started is in progress. Immutable.
 */
record ProgressChange(
        ProgressCall in,
        Optional<ProgressGiven> given,
        Goal goal,
        GoalBook book,
        Optional<String> status,
        List<String> missing) {
    private static final int MOST_REASON = 60;

    record Made(String id, int progressBefore, String statusBefore) {}

    /**
     * @throws GoalException {@code E_GOAL_MEASURES} if it shall be completed and measures are not shown, {@code E_ARG_VALUE},
     *     {@code E_ARG_MISSING}
     */
    static ProgressChange of(ProgressCall in, Optional<ProgressGiven> given, Goal goal, GoalBook book) {
        Optional<String> status = in.status().map(text -> status(book.kind(), text));
        List<String> measures = measures(in, goal);
        Measures.requireOutcomes(in.evidence());
        List<String> missing = Measures.missing(measures, Measures.of(goal), Measures.spelled(in.evidence(), measures));
        boolean completes = status.filter(Goal.COMPLETED::equals).isPresent();
        if (completes && given.filter(one -> one.percent() < 100).isPresent()) {
            throw new GoalException(
                    "E_ARG_VALUE",
                    goal.number() + " cannot be completed at " + given.get().percent()
                            + " percent. Nothing was changed. Leave progress out, or status.");
        }
        if (in.force().orElse(false)
                && in.reason().filter(text -> !text.isBlank()).isEmpty()) {
            throw new GoalException(
                    "E_ARG_MISSING", "\"force\" needs a reason, which is kept as evidence. Nothing was changed.");
        }
        if (completes && !missing.isEmpty() && !in.force().orElse(false)) {
            throw notShown(goal, missing, in.measures().map(any -> measures));
        }
        return new ProgressChange(in, given, goal, book, status, missing);
    }

    /** What is measured: what the call gives, else what the goal has. */
    private static List<String> measures(ProgressCall in, Goal goal) {
        return in.measures().map(Measures::require).orElseGet(goal::measures);
    }

    /** The evidence of the call, which names measures word for word. */
    private List<String> evidence() {
        return Measures.spelled(in.evidence(), measures(in, goal));
    }

    private static GoalException notShown(Goal goal, List<String> missing, Optional<List<String>> given) {
        return new GoalException(
                        "E_GOAL_MEASURES",
                        goal.number() + " was not completed: nothing shows yet " + missing.size()
                                + " of its measures: " + Measures.quoted(missing)
                                + ". Give evidence for each, a text that names the measure word for word and then the outcome; or"
                                + " force and a reason. Nothing was changed.")
                .next("update_goal_progress", Measures.call(goal, missing, given));
    }

    /** The status that somebody means; potential and the archived ones are not reached by progress. */
    private static String status(KindDefinition kind, String text) {
        List<String> reached = kind.status().values().stream()
                .filter(one ->
                        !List.of(Goal.POTENTIAL, Goal.IMPLEMENTED, Goal.SHELVED).contains(one))
                .toList();
        return reached.stream()
                .filter(one -> Choice.plain(one).equals(Choice.plain(text)))
                .findFirst()
                .orElseThrow(() -> Choice.unknown("status", text, reached));
    }

    String words() {
        List<String> parts = new ArrayList<>();
        given.ifPresent(one -> parts.add(one.percent() + " percent (" + one.source() + ")"));
        status.ifPresent(parts::add);
        in.blockers()
                .filter(text -> !text.isBlank())
                .ifPresent(text -> parts.add("blocked by " + Words.clip(text, 80)));
        in.specification().ifPresent(path -> parts.add("specified in " + Words.clip(path, 80)));
        in.workflow().ifPresent(name -> parts.add("carried out by " + Words.clip(name, 80)));
        in.nextAction().ifPresent(text -> parts.add("next: " + Words.clip(text, 80)));
        in.targetDate().ifPresent(day -> parts.add("target " + Words.clip(day, 20)));
        evidence().forEach(text -> parts.add("evidence: " + Words.clip(text, 80)));
        if (parts.isEmpty()) {
            parts.add("its fields");
        }
        return goal.number() + ": " + String.join(", ", parts);
    }

    Made on(ItemChanges items, Function<EvidenceDraft, Evidence> evidence) {
        Item before = items.get(goal.id());
        int progressBefore = PlanningItems.whole(before.state().fields().get("progress"));
        Optional<String> to = target(before, given.map(ProgressGiven::percent).orElse(progressBefore));
        boolean completes = to.filter(Goal.COMPLETED::equals).isPresent();
        Json.Obj fields = fields(before, completes, to);
        if (!fields.keys().isEmpty()) {
            items.edit(before.id(), fields, Revision.NONE);
        }
        evidence().forEach(text -> {
            EvidenceDraft draft = EvidenceDraft.of(Evidence.What.CONSTRAINT, text);
            items.addEvidence(before.id(), evidence.apply(draft), Revision.NONE);
        });
        if (completes && in.force().orElse(false)) {
            waive(items, evidence);
        }
        to.filter(status -> !status.equals(before.status()))
                .ifPresent(status -> items.move(before.id(), move(before, status), Revision.NONE));
        if (book.passesOn()) {
            answerHandoffs(items, completes);
        }
        return new Made(before.id(), progressBefore, before.status());
    }

    private void answerHandoffs(ItemChanges items, boolean completes) {
        in.specification()
                .ifPresent(path ->
                        PassedOn.answer(items, goal.id(), PassedOn.TO_SPECIFY, "finish", "Specified in " + path + "."));
        in.workflow()
                .filter(name -> !name.isBlank())
                .ifPresent(name -> PassedOn.answer(
                        items, goal.id(), PassedOn.TO_CARRY_OUT, "take", "Carried out by " + name + "."));
        if (completes) {
            PassedOn.end(items, goal.id(), goal.number() + " is completed.");
        }
    }

    private Json.Obj fields(Item before, boolean completes, Optional<String> to) {
        Json.Obj fields = Json.Obj.EMPTY;
        Optional<Integer> percent =
                given.map(ProgressGiven::percent).or(() -> completes ? Optional.of(100) : Optional.empty());
        if (percent.isPresent()) {
            ProgressLog log = ProgressLog.of(before.state().fields().get("progressLog"));
            fields = fields.with("progress", percent.get())
                    .with("progressLog", log.with(book.today(), percent.get()).json());
        }
        boolean free = to.filter(one -> !one.equals(Goal.BLOCKED)).isPresent()
                && before.status().equals(Goal.BLOCKED)
                && in.blockers().isEmpty();
        if (free && before.state().text("blockers").isPresent()) {
            fields = fields.with("blockers", Json.Null.VALUE);
        }
        if (in.measures().isPresent()) {
            fields = fields.with(
                    "measures", Json.strings(Measures.require(in.measures().get())));
        }
        Map<String, Optional<String>> texts = Map.of(
                "blockers", in.blockers(),
                "nextAction", in.nextAction(),
                "owner", in.owner(),
                "spec", in.specification(),
                "workflow", in.workflow(),
                "objective", in.objective(),
                "priority", in.priority().map(text -> Level.of("priority", text).word()),
                "target",
                        in.targetDate()
                                .map(day -> day.isBlank()
                                        ? day
                                        : Days.require("targetDate", day).toString()));
        for (Map.Entry<String, Optional<String>> text : texts.entrySet()) {
            boolean isBlank = text.getValue().filter(String::isBlank).isPresent();
            fields = !isBlank
                    ? fields.with(text.getKey(), text.getValue())
                    : before.state().text(text.getKey()).isEmpty()
                            ? fields
                            : fields.with(text.getKey(), Json.Null.VALUE);
        }
        return fields;
    }

    private Optional<String> target(Item before, int percent) {
        if (status.isPresent()) {
            return status;
        }
        if (given.isPresent()
                && percent >= 100
                && (missing.isEmpty() || in.force().orElse(false))) {
            return Optional.of(Goal.COMPLETED);
        }
        boolean begun = given.isPresent() && percent > 0 && before.status().equals(Goal.NOT_STARTED);
        return begun ? Optional.of(Goal.IN_PROGRESS) : Optional.empty();
    }

    private void waive(ItemChanges items, Function<EvidenceDraft, Evidence> evidence) {
        String reason = Words.clip(in.reason().orElse(""), MOST_REASON);
        for (String measure : missing) {
            String result = "waived: " + measure + ": " + reason;
            if (result.length() > Evidence.MOST_RESULT) {
                throw new GoalException(
                        "E_GOAL_MEASURES",
                        "the measure \"" + Choice.shown(measure) + "\" of " + goal.number()
                                + " is too long to be named by"
                                + " evidence. Nothing was changed. Make it shorter, at most " + Measures.LONGEST
                                + " characters, by update_goal_progress with measures, a list of texts, or as measures in its file's front matter.");
            }
            items.addEvidence(goal.id(), evidence.apply(EvidenceDraft.of(Evidence.What.NOTE, result)), Revision.NONE);
        }
    }

    private String move(Item before, String to) {
        KindDefinition kind = book.kind();
        return kind.moves().stream()
                .filter(move ->
                        move.from().contains(before.status()) && move.to().equals(to))
                .map(MoveDefinition::id)
                .findFirst()
                .orElseThrow(() -> new GoalException(
                        "E_GOAL_STATUS",
                        goal.number() + " is " + before.status() + ", from which no move leads to " + to
                                + ". Nothing was changed. It can become "
                                + String.join(
                                        ", ",
                                        kind.moves().stream()
                                                .filter(move -> move.from().contains(before.status()))
                                                .map(MoveDefinition::to)
                                                .toList())
                                + "."));
    }

    Optional<String> message(Goal now) {
        Optional<String> unnamed = Measures.unnamed(now, evidence());
        Optional<String> advice = advice(now);
        return unnamed.isPresent() && advice.isPresent()
                ? Optional.of(unnamed.get() + " " + advice.get())
                : unnamed.or(() -> advice);
    }

    private Optional<String> advice(Goal now) {
        if (now.isCompleted()) {
            String how = now.measures().isEmpty()
                    ? "It is completed, but it has no measures: nothing but your word shows that it is reached. "
                    : in.force().orElse(false) && !missing.isEmpty()
                            ? "It is completed although nothing shows " + missing.size()
                                    + " of its measures; the reason is kept as evidence. "
                            : "";
            return Optional.of(how + "Archive it with what was learned: archive_goal " + now.number() + ".");
        }
        if (now.progress() >= 100 && !missing.isEmpty()) {
            return Optional.of("It is at 100 percent and not completed: nothing shows yet \""
                    + Choice.shown(missing.get(0)) + "\""
                    + (missing.size() > 1 ? " and " + (missing.size() - 1) + " more" : "")
                    + ". Give evidence that names the measure word for word.");
        }
        boolean unsaid =
                now.status().equals(Goal.BLOCKED) && now.text("blockers").isEmpty();
        return unsaid ? Optional.of("Say what blocks it, as blockers.") : Optional.empty();
    }
}
