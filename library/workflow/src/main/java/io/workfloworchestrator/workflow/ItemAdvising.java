package io.workfloworchestrator.workflow;

import io.workfloworchestrator.definition.Call;
import io.workfloworchestrator.definition.MoveDefinition;
import io.workfloworchestrator.definition.RuleDefinition;
import io.workfloworchestrator.definition.Templates;
import io.workfloworchestrator.rules.Facts;
import io.workfloworchestrator.rules.RuleException;
import io.workfloworchestrator.rules.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Advises the items to work on next, of each kind that no rule of the definition is about: first those that somebody began and
 * nobody works on, then those behind which the most work waits. Immutable.
 */
final class ItemAdvising {
    private static final int SALIENCE = 75;
    private static final int MOST = 3;

    private final Situation at;
    private final Set<String> tools;

    ItemAdvising(Situation at, Set<String> tools) {
        this.at = at;
        this.tools = tools;
    }

    List<NextStep> steps() {
        List<NextStep> steps = new ArrayList<>();
        at.items().kinds().forEach((kind, items) -> {
            if (at.compiled.definition.rules().stream().noneMatch(rule -> isAbout(rule, kind))) {
                steps.addAll(steps(items));
            }
        });
        return steps;
    }

    private static boolean isAbout(RuleDefinition rule, String kind) {
        return rule.forEach().values().stream().anyMatch(list -> list.contains("items." + kind + "."));
    }

    private List<NextStep> steps(KindItems items) {
        List<NextStep> steps = new ArrayList<>();
        for (ItemView view : items.free()) {
            if (steps.size() == MOST) {
                break;
            }
            steps.add(step(view, SALIENCE - steps.size()));
        }
        return steps;
    }

    private NextStep step(ItemView view, int salience) {
        boolean ready = view.isReady();
        String number = view.item().number().map(n -> n + " ").orElse("");
        String action =
                (ready ? "Begin " : "Go on with ") + number + view.item().shown();
        String merits = view.merits();
        String because = ready
                ? Character.toUpperCase(merits.charAt(0)) + merits.substring(1) + "."
                : (view.holder().isEmpty() ? "It was begun and given back." : view.holder()) + " Nobody works on it.";
        return new NextStep(
                view.item().kind() + ":" + view.item().id(), salience, action, because, call(view), Optional.empty());
    }

    /** The tool of the first move that leads on from here, if it is offered. */
    private Optional<Call> call(ItemView view) {
        Types types = at.compiled.definition.types(view.item().kind());
        Facts facts = MoveGates.bound(at.facts, view);
        return view.kind().moves().stream()
                .filter(move -> move.from().contains(view.item().status()) && ItemMoves.needsMet(view.kind(), move))
                .map(MoveDefinition::tool)
                .flatMap(Optional::stream)
                .filter(call -> tools.contains(call.tool()))
                .findFirst()
                .flatMap(call -> filled(call, types, facts));
    }

    private static Optional<Call> filled(Call call, Types types, Facts facts) {
        try {
            return Optional.of(Templates.call(call, types, facts));
        } catch (RuleException e) {
            return Optional.empty();
        }
    }
}
