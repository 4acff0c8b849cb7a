package io.workfloworchestrator.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the smallest set of things that would have to become true for a condition to hold, in words.
 *
 * <p>If sides are joined by {@code &&}, all failing sides are needed; if by {@code ||}, the side that needs least; {@code !}
 * turns this around. Each part is judged by itself, so two needs may be the same.
 */
final class Needs {
    private static final Map<String, String> WORDS =
            Map.of("<", "less than", "<=", "at most", ">", "greater than", ">=", "at least");

    private final Tracer tracer;
    private final String text;
    private int left = 200;

    Needs(Tracer tracer, String text) {
        this.tracer = tracer;
        this.text = text;
    }

    /** What is missing for the node to have the wanted truth; empty if nothing is. */
    List<String> of(Node node, boolean wanted) {
        Boolean truth = tracer.truth(node);
        if (truth != null && truth == wanted) {
            return List.of();
        }
        if (left-- <= 0) {
            return List.of(slice(node) + " must be " + wanted);
        }
        if (node instanceof Logic.Junction junction) {
            return junction.all() == wanted ? every(junction.parts(), wanted) : least(junction.parts(), wanted);
        }
        if (node instanceof Logic.Not not) {
            return of(not.operand(), !wanted);
        }
        if (node instanceof Logic.Choice choice) {
            return choice(choice, wanted);
        }
        if (node instanceof Macro macro) {
            return List.of(truth == null ? failing(node) : macro(macro, wanted));
        }
        return List.of(truth == null ? failing(node) : leaf(node, wanted));
    }

    private List<String> every(List<Node> parts, boolean wanted) {
        List<String> all = new ArrayList<>();
        // A part that fails only because of another part is no need of its own, such as a field after has().
        boolean decided = parts.stream().anyMatch(part -> isOther(part, wanted));
        for (Node part : parts) {
            if (decided && tracer.truth(part) == null) {
                continue;
            }
            of(part, wanted).stream().filter(need -> !all.contains(need)).forEach(all::add);
        }
        return all;
    }

    private boolean isOther(Node part, boolean wanted) {
        Boolean truth = tracer.truth(part);
        return truth != null && truth != wanted;
    }

    private List<String> least(List<Node> parts, boolean wanted) {
        List<String> best = null;
        for (Node part : parts) {
            List<String> needs = of(part, wanted);
            if (best == null || needs.size() < best.size()) {
                best = needs;
            }
        }
        return best == null ? List.of() : best;
    }

    private List<String> choice(Logic.Choice choice, boolean wanted) {
        Boolean test = tracer.truth(choice.test());
        if (test == null) {
            return List.of(failing(choice.test()));
        }
        List<String> stay = of(test ? choice.yes() : choice.no(), wanted);
        List<String> turn = new ArrayList<>(of(choice.test(), !test));
        turn.addAll(of(test ? choice.no() : choice.yes(), wanted));
        return turn.size() < stay.size() ? turn : stay;
    }

    private String macro(Macro macro, boolean wanted) {
        int size = tracer.elements(macro).size();
        String range = slice(macro.range());
        String body = slice(macro.body());
        String count = "; " + (size == 0 ? "it is empty" : "it has " + size);
        boolean every = (macro.kind() == Macro.Kind.ALL) == wanted && macro.kind() != Macro.Kind.EXISTS_ONE;
        if (!every) {
            String how =
                    macro.kind() == Macro.Kind.EXISTS_ONE ? wanted ? "exactly one" : "none, or more than one," : "one";
            String that = macro.kind() == Macro.Kind.ALL ? "not " + body : body;
            return how + " " + macro.variable() + " of " + range + " must have " + that + count;
        }
        List<Integer> deciding = tracer.deciding(macro);
        if (macro.kind() == Macro.Kind.ALL
                && size > 0
                && macro.body() instanceof Comparison.In in
                && slice(in.left()).equals(macro.variable())) {
            return contained(macro, in, deciding);
        }
        List<String> each = new ArrayList<>();
        for (Integer index : deciding) {
            tracer.bind(macro, index);
            each.addAll(of(macro.body(), macro.kind() == Macro.Kind.ALL));
            if (each.size() >= Limits.EXPLAINED_ELEMENTS) {
                break;
            }
        }
        if (!each.isEmpty()) {
            return String.join("; ", each);
        }
        String that = macro.kind() == Macro.Kind.ALL ? body : "not " + body;
        return "every " + macro.variable() + " of " + range + " must have " + that + count;
    }

    /** The need if all of some values must be in a list: names the values that are not. */
    private String contained(Macro macro, Comparison.In in, List<Integer> deciding) {
        List<String> absent = new ArrayList<>();
        for (Integer index : deciding) {
            tracer.bind(macro, index);
            absent.add(shown(in.left()));
        }
        return slice(in.right()) + " must contain " + String.join(", ", absent) + "; it is " + shown(in.right())
                + tracer.from(tracer.path(in.right()));
    }

    private String leaf(Node node, boolean wanted) {
        if (node instanceof Comparison.Order order) {
            String sign = wanted ? order.operator() : Comparison.opposite(order.operator());
            return sentence(order, "must be " + WORDS.get(isTurned(order) ? Comparison.swapped(sign) : sign));
        }
        if (node instanceof Comparison.Equality equality) {
            return sentence(equality, equality.equal() == wanted ? "must be" : "must not be");
        }
        if (node instanceof Comparison.In in) {
            return sentence(in.left(), wanted ? "must be in" : "must not be in", in.right());
        }
        if (node instanceof Access.Select select && select.has()) {
            String path = tracer.path(node);
            return (path == null ? slice(node) : path)
                    + (wanted ? " must be there" : " must not be there")
                    + tracer.from(path);
        }
        return slice(node) + " must be " + wanted + tracer.from(tracer.path(node));
    }

    /** Whether a literal stands first. */
    private static boolean isTurned(Node.OfTwo node) {
        return node.left() instanceof Leaf.Const;
    }

    private String sentence(Node.OfTwo node, String verb) {
        return isTurned(node) ? sentence(node.right(), verb, node.left()) : sentence(node.left(), verb, node.right());
    }

    private String sentence(Node subject, String verb, Node object) {
        StringBuilder out = new StringBuilder(slice(subject) + " " + verb + " " + slice(object));
        if (!isWritten(object)) {
            out.append(", which is ").append(shown(object)).append(tracer.from(tracer.path(object)));
        }
        if (!isWritten(subject)) {
            out.append("; it is ").append(shown(subject)).append(tracer.from(tracer.path(subject)));
        }
        return out.toString();
    }

    private String failing(Node node) {
        return slice(node) + " must be true or false, but " + tracer.failure(node);
    }

    private String shown(Node node) {
        Object value = tracer.value(node);
        return value == Values.ABSENT ? "not there" : Values.describe(value);
    }

    /** Whether the text itself says the value. */
    private static boolean isWritten(Node node) {
        return node instanceof Leaf.Const
                || (node instanceof Build.ListOf list && list.parts().stream().allMatch(Leaf.Const.class::isInstance));
    }

    /** The text of a node. A fact is named by its path, so that the elements of macros can be told apart. */
    private String slice(Node node) {
        @Nullable String path = node instanceof Access.Select select && select.has() ? null : tracer.path(node);
        return path == null ? node.slice(text) : path;
    }
}
