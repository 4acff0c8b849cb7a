package io.workfloworchestrator.interview;

import io.workfloworchestrator.definition.YamlText;
import io.workfloworchestrator.rules.Expression;
import io.workfloworchestrator.rules.RuleException;
import io.workfloworchestrator.rules.Types;
import io.workfloworchestrator.rules.Verdict;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Which question waits for which: their order, circles, and questions that can never be asked. Not thread-safe. */
final class QuestionOrder {
    private final YamlText source;
    private final List<CompiledQuestion> questions;
    private final Map<String, CompiledQuestion> byId = new LinkedHashMap<>();

    QuestionOrder(YamlText source, List<CompiledQuestion> questions) {
        this.source = source;
        this.questions = questions;
        questions.forEach(question -> byId.putIfAbsent(question.id(), question));
    }

    /** Each question after those that it needs; a circle is reported. */
    List<CompiledQuestion> byNeeds() {
        List<CompiledQuestion> order = new ArrayList<>();
        Set<String> placed = new HashSet<>();
        List<CompiledQuestion> left = new ArrayList<>(byId.values());
        while (!left.isEmpty()) {
            List<CompiledQuestion> next =
                    left.stream().filter(q -> placed.containsAll(q.needs())).toList();
            if (next.isEmpty()) {
                circle(left);
                break;
            }
            next.forEach(question -> placed.add(question.id()));
            order.addAll(next);
            left.removeAll(next);
        }
        return order;
    }

    /** Every question of these needs another one of them, so going from need to need comes back at last. */
    private void circle(List<CompiledQuestion> left) {
        Set<String> among = new HashSet<>();
        left.forEach(question -> among.add(question.id()));
        Set<String> way = new LinkedHashSet<>();
        CompiledQuestion at = left.get(0);
        while (way.add(at.id())) {
            String need =
                    at.needs().stream().filter(among::contains).findFirst().orElseThrow();
            at = Objects.requireNonNull(byId.get(need), need);
        }
        List<String> circle = new ArrayList<>(way);
        circle = new ArrayList<>(circle.subList(circle.indexOf(at.id()), circle.size()));
        circle.add(at.id());
        source.problem(
                "E_RULE_CYCLE",
                QuestionSetVerifier.at(at.topic(), at.question()) + "/when",
                "These questions wait for each other, so none of them would be asked: " + String.join(" → ", circle)
                        + ".");
    }

    /** A question can never be asked if its condition cannot hold, or only after one that is never asked. */
    void reportUnreachable() {
        Deque<String> never = new ArrayDeque<>();
        Set<String> unreachable = new HashSet<>();
        for (CompiledQuestion question : questions) {
            if (isNever(question)) {
                report(question, "its condition can never hold.");
                unreachable.add(question.id());
                never.add(question.id());
            }
        }
        while (!never.isEmpty()) {
            String dead = never.remove();
            for (CompiledQuestion question : questions) {
                if (unreachable.containsAll(question.needs())
                        && question.needs().contains(dead)
                        && unreachable.add(question.id())) {
                    report(question, "it waits for " + dead + ", which is never asked.");
                    never.add(question.id());
                }
            }
        }
    }

    /** Whether the condition cannot hold, alone or beside that of the one question that it reads. */
    private boolean isNever(CompiledQuestion question) {
        Expression when = question.when();
        if (when == null) {
            return false;
        }
        if (when.verdict() == Verdict.NEVER) {
            return true;
        }
        if (question.needs().size() != 1) {
            return false;
        }
        CompiledQuestion needed = byId.get(question.needs().iterator().next());
        return needed != null
                && needed.when() != null
                && needed.when().verdict() != Verdict.NEVER
                && excludeEachOther(needed.when(), when);
    }

    private void report(CompiledQuestion question, String why) {
        source.problem(
                "E_RULE_NEVER",
                QuestionSetVerifier.at(question.topic(), question.question()) + "/when",
                "The question \"" + question.id() + "\" is never asked: " + why);
    }

    private static boolean excludeEachOther(Expression one, Expression other) {
        String text = "(" + one.text() + ") && (" + other.text() + ")";
        try {
            return Expression.compile(text, Types.open()).verdict() == Verdict.NEVER;
        } catch (RuleException e) {
            return false; // Together they are longer than an expression may be.
        }
    }
}
