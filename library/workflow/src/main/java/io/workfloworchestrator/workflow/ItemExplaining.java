package io.workfloworchestrator.workflow;

import io.workfloworchestrator.definition.KindDefinition;
import io.workfloworchestrator.definition.MoveDefinition;
import io.workfloworchestrator.definition.Names;
import io.workfloworchestrator.rules.Condition;
import io.workfloworchestrator.rules.Facts;
import io.workfloworchestrator.rules.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Puts into words why an item can be begun, or why it may make a move, or why not. */
record ItemExplaining(Situation at) {
    private static final int MOST_NEEDS = 10;

    /**
     * @param kind the kind that the item must have; empty for any
     * @param asked the item's id, number or beginning of an id, and after a slash the id of a move
     */
    Why explain(String kind, String asked) {
        int slash = asked.indexOf('/');
        String id = slash < 0 ? asked : asked.substring(0, slash);
        Item named = NamedItem.in(at.state, id);
        if (!kind.isEmpty() && !kind.equals(named.kind())) {
            throw new ItemException(
                    "E_ITEM",
                    "\"" + ItemFields.shown(id) + "\" is of the kind " + named.kind() + ", not " + kind + ": ask for "
                            + named.kind() + ":" + named.number().orElse(named.id()) + ".");
        }
        ItemView view = at.items().find(named.id()).orElseThrow(() -> NamedItem.unknown(at.state, id));
        return slash < 0 ? item(view) : move(view, asked.substring(slash + 1));
    }

    private Why item(ItemView view) {
        List<Why.Condition> conditions = new ArrayList<>();
        KindDefinition kind = view.kind();
        boolean first = view.item().status().equals(kind.status().first());
        conditions.add(condition(
                view,
                "status",
                "it is " + kind.status().first(),
                first,
                "status",
                view.item().status()));
        needs(view, conditions);
        conditions.add(condition(
                view,
                "claim",
                "nobody holds it",
                !view.isHeld(),
                "claim.by",
                view.claim().map(Claim::by).orElse("nobody")));
        evidence(view, conditions);
        List<String> change = new ArrayList<>();
        if (!view.isFinal() && !view.isReady()) {
            change.addAll(waysOut(view));
            if (view.isHeld()) {
                change.add("wait: " + view.holder() + " Or have it released or handed over.");
            }
            if (view.isMissing()) {
                change.add("restore what it came from, or remove it");
            }
        }
        return new Why(
                name(view),
                "item",
                view.item().title(),
                view.isReady(),
                summary(view),
                conditions,
                List.copyOf(change));
    }

    private static String name(ItemView view) {
        return view.item().kind() + ":" + view.item().id();
    }

    private static String summary(ItemView view) {
        String name = view.item().shown();
        if (view.isFinal()) {
            return name + " is " + view.item().status() + ", so nothing is left to do.";
        }
        if (view.isReady()) {
            return name + " is ready: " + view.merits() + ".";
        }
        List<String> parts = new ArrayList<>();
        if (view.isBlocked()) {
            parts.add("is blocked by " + needs(view.unmet()));
        } else {
            parts.add("is " + view.item().status());
        }
        String holder = view.holder();
        String rest = holder.isEmpty() ? "" : " " + holder + (view.isHeld() ? "" : " It is offered again.");
        String gone = view.isMissing() ? " It is missing: what it came from is no longer there." : "";
        return name + " " + String.join(", ", parts) + "." + rest + gone;
    }

    private static String needs(List<Need> unmet) {
        return Names.first(MOST_NEEDS, unmet.stream().map(Need::toText).toList());
    }

    /** What would have to be done for the needs to be met: of a need that waits itself, what is at the bottom of it. */
    private List<String> waysOut(ItemView view) {
        Set<String> ways = new TreeSet<>();
        Set<String> seen = new TreeSet<>();
        view.unmet().forEach(need -> wayOut(view.graph(), need, seen, ways));
        return ways.stream().limit(MOST_NEEDS).toList();
    }

    private static void wayOut(ItemGraph graph, Need need, Set<String> seen, Set<String> ways) {
        if (!seen.add(need.id()) || seen.size() > 1_000) {
            return;
        }
        List<Need> below = need.canBeMet() ? graph.unmet(need.id()) : List.of();
        if (!need.canBeMet()) {
            ways.add(need.toText() + ": " + need.wayOut());
        } else if (below.isEmpty()) {
            ways.add("do " + need.toText());
        } else {
            below.forEach(deeper -> wayOut(graph, deeper, seen, ways));
        }
    }

    private void needs(ItemView view, List<Why.Condition> conditions) {
        List<String> unmet = view.unmet().stream().map(Need::id).toList();
        view.graph().needs(view.item().id()).stream().limit(MOST_NEEDS).forEach(id -> {
            String status = Optional.ofNullable(view.graph().items.get(id))
                    .map(ItemState::status)
                    .orElse("not there");
            String path = path(view.item().kind(), id, "status");
            conditions.add(new Why.Condition(
                    "need:" + id,
                    view.graph().shown(id) + " is done",
                    unmet.contains(id) ? "no" : "yes",
                    List.of(new Why.FactUsed(path, status, source()))));
        });
    }

    private void evidence(ItemView view, List<Why.Condition> conditions) {
        view.item().state().evidence().forEach((id, evidence) -> {
            List<String> changed = view.changed(evidence);
            String what = evidence.level().word() + " " + evidence.what().word() + " \"" + evidence.result() + "\" by "
                    + evidence.by() + " passed and is fresh";
            String outcome = changed.isEmpty()
                    ? evidence.isPassed() ? "yes" : "no: it failed"
                    : "stale: " + ItemFields.shown(changed.get(0))
                            + (changed.size() == 1 ? " changed" : " and " + (changed.size() - 1) + " more changed")
                            + " since " + evidence.at();
            conditions.add(new Why.Condition("evidence:" + id, what, outcome, List.of()));
        });
    }

    private Why.Condition condition(ItemView view, String id, String is, boolean holds, String field, String value) {
        String path = path(view.item().kind(), view.item().id(), field);
        return new Why.Condition(id, is, holds ? "yes" : "no", List.of(new Why.FactUsed(path, value, source())));
    }

    private static String path(String kind, String id, String field) {
        return "items." + kind + ".byId[\"" + id + "\"]." + field;
    }

    private String source() {
        return at.facts.source("items").orElse("state");
    }

    private Why move(ItemView view, String id) {
        KindDefinition kind = view.kind();
        MoveDefinition move = kind.move(id)
                .orElseThrow(() -> ItemMoves.unknown(kind, view.item().kind(), id));
        List<Why.Condition> conditions = new ArrayList<>();
        List<String> change = new ArrayList<>();
        boolean from = kind.movesFrom(view.item().status()).contains(move);
        String is = "it is " + String.join(" or ", move.from());
        conditions.add(condition(view, "status", is, from, "status", view.item().status()));
        if (!from) {
            change.add("move it to " + String.join(" or ", move.from()) + " first");
        }
        if (ItemMoves.needsMet(kind, move)) {
            needs(view, conditions);
            change.addAll(waysOut(view));
        }
        gates(view, move, conditions, change);
        evidence(view, conditions);
        boolean holds = change.isEmpty();
        String way = move.id() + ": " + String.join(" or ", move.from()) + " to " + move.to();
        String summary = view.item().shown() + " " + (holds ? "may become " : "cannot become ") + move.to()
                + (holds
                        ? "."
                        : " yet: "
                                + String.join(
                                        " ",
                                        change.stream()
                                                .map(ItemExplaining::sentence)
                                                .toList()));
        String held = view.isHeld() ? " " + view.holder() + " It takes the token of that claim." : "";
        return new Why(name(view) + "/" + id, "move", way, holds, summary + held, conditions, List.copyOf(change));
    }

    private static String sentence(String words) {
        return words.endsWith(".") ? words : words + ".";
    }

    private void gates(ItemView view, MoveDefinition move, List<Why.Condition> conditions, List<String> change) {
        Facts bound = MoveGates.bound(at.facts, view);
        for (Condition gate : at.compiled.rules.gates(view.item().kind(), move.id())) {
            Reason reason = gate.check(bound);
            conditions.add(Why.Condition.of("gate:" + gate.id(), reason));
            if (!at.isOpen(gate, reason)) {
                String words = at.closed(gate, reason);
                change.add(words.isBlank() ? String.join(" and ", reason.missing()) : words);
            }
        }
    }
}
