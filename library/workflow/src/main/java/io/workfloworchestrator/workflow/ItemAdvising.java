package io.workfloworchestrator.workflow;

import io.workfloworchestrator.definition.Call;
import io.workfloworchestrator.definition.MoveDefinition;
import io.workfloworchestrator.definition.RuleDefinition;
import io.workfloworchestrator.definition.Templates;
import io.workfloworchestrator.rules.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Advises the items to work on next, of each kind that no rule of the definition is about: first those that somebody
 * began and nobody works on, then those behind which the most work waits. Immutable.
 */
record ItemAdvising(Situation at, Set<String> tools, StandardTools.ForItems standard) {
    private static final int SALIENCE = 75;
    private static final int MOST = 3;

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
        String action =
                (ready ? beginning(view) : "Go on with") + " " + view.item().shown();
        String merits = view.merits();
        String because = ready
                ? Character.toUpperCase(merits.charAt(0)) + merits.substring(1) + "."
                : (view.holder().isEmpty() ? "It was begun and given back." : view.holder()) + " Nobody works on it.";
        return new NextStep(
                view.item().kind() + ":" + view.item().id(), salience, action, because, call(view), Optional.empty());
    }

    /** Where the first move ends the work there is nothing to begin: the move is what is to be done, "Ship" for {@code ship}. */
    private static String beginning(ItemView view) {
        return leadingOn(view)
                .findFirst()
                .filter(move -> view.kind().status().isFinal(move.to()))
                .map(move -> move.id().replace('-', ' '))
                .map(words -> Character.toUpperCase(words.charAt(0)) + words.substring(1))
                .orElse("Begin");
    }

    /** The moves that lead neither back nor to an end without being done. */
    private static Stream<MoveDefinition> leadingOn(ItemView view) {
        return view.kind().movesFrom(view.item().status()).stream()
                .filter(move -> ItemMoves.needsMet(view.kind(), move));
    }

    /**
     * The tool that the author names for the first move that leads on from here. Without such a tool, or with the one that moves
     * anything: the tool that claims, if the kind has claims, since nobody else begins a claimed item; else the one that moves.
     */
    private Optional<Call> call(ItemView view) {
        String id = view.item().id();
        List<MoveDefinition> moves = leadingOn(view).toList();
        Optional<Call> own = moves.stream()
                .map(MoveDefinition::tool)
                .flatMap(Optional::stream)
                .filter(call -> tools.contains(call.tool()) && !call.tool().equals(standard.move()))
                .findFirst()
                .flatMap(call -> filled(call, view));
        Optional<Call> claim = Optional.of(new Call(standard.claim(), Map.of("id", id)))
                .filter(call -> view.kind().claim() != null && tools.contains(call.tool()));
        Optional<Call> move = moves.stream()
                .map(first -> new Call(standard.move(), Map.of("id", id, "move", first.id())))
                .filter(call -> tools.contains(call.tool()))
                .findFirst();
        return own.filter(call ->
                        !call.tool().equals(standard.claim()) || !call.params().isEmpty())
                .or(() -> claim)
                .or(() -> move);
    }

    private Optional<Call> filled(Call call, ItemView view) {
        Types types = at.compiled.definition.types(view.item().kind());
        return Templates.find(call, types, MoveGates.bound(at.facts, view));
    }
}
