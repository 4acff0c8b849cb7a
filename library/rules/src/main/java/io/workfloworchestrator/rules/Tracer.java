package io.workfloworchestrator.rules;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Follows the evaluation of one expression and notes which facts it reads, down to the element of a list.
 *
 * <p>It is slower than the evaluation, since each part is evaluated again by itself; the limits of explanations bound it.
 */
final class Tracer {
    private final Facts facts;
    private final Frame frame;
    private final Map<String, Fact> noted = new LinkedHashMap<>();
    /** The path of the element in each variable of a macro; null if it was computed. */
    private final @Nullable String[] origins = new @Nullable String[Limits.DEPTH + 1];

    private int left = 2_000;

    Tracer(Facts facts) {
        this.facts = facts;
        this.frame = new Frame(facts, 10L * Limits.EXPRESSION_COST);
    }

    void note(String path, @Nullable Object value) {
        if (noted.size() < Limits.EXPLAINED_FACTS) {
            noted.putIfAbsent(path, new Fact(path, value, facts.source(path).orElse("")));
        }
    }

    List<Fact> facts() {
        return new ArrayList<>(noted.values());
    }

    /** Notes the facts that a node reads. Parts without a value are skipped. */
    void read(Node node) {
        if (left-- <= 0 || noted.size() >= Limits.EXPLAINED_FACTS) {
            return;
        }
        String path = path(node);
        if (path != null) {
            readPath(node, path);
        } else if (node instanceof Macro macro) {
            readMacro(macro);
        } else if (node instanceof Logic.Choice choice) {
            read(choice.test());
            Boolean test = truth(choice.test());
            if (test != null) {
                read(test ? choice.yes() : choice.no());
            }
        } else {
            node.children().forEach(this::read);
        }
    }

    private void readPath(Node node, String path) {
        try {
            Object value = node.eval(frame);
            if (node instanceof Access.Select select && select.has()) {
                noted.putIfAbsent(
                        "has " + path,
                        new Fact("has(" + path + ")", value, facts.source(path).orElse("")));
            } else {
                note(path, value);
            }
        } catch (RuntimeException e) {
            Node owner = node instanceof Access.Select select ? select.operand() : null;
            String outer = owner == null ? null : path(owner);
            if (owner != null && outer != null && Path.parse(outer).size() > 1) {
                readPath(owner, outer);
            }
        }
        keys(node);
    }

    private void keys(Node node) {
        if (node instanceof Access.Select select) {
            keys(select.operand());
        } else if (node instanceof Access.Index index) {
            keys(index.operand());
            read(index.key());
        }
    }

    private void readMacro(Macro macro) {
        read(macro.range());
        for (Integer index : deciding(macro)) {
            bind(macro, index);
            if (macro.filter() != null && macro.filter() != macro.body()) {
                read(macro.filter());
            }
            read(macro.body());
        }
    }

    /** The elements that an explanation should show: those that decided, else the first ones. */
    List<Integer> deciding(Macro macro) {
        Collection<?> elements = elements(macro);
        List<Integer> deciding = new ArrayList<>();
        List<Integer> first = new ArrayList<>();
        boolean decides = macro.kind() == Macro.Kind.ALL || macro.kind() == Macro.Kind.EXISTS;
        boolean decisive = macro.kind() != Macro.Kind.ALL;
        int index = 0;
        for (Object element : elements) {
            if (index < Limits.EXPLAINED_ELEMENTS) {
                first.add(index);
            }
            if (decides && deciding.size() < Limits.EXPLAINED_ELEMENTS && left-- > 0) {
                frame.locals[macro.slot()] = element;
                Boolean truth = truth(macro.body());
                if (truth == null ? macro.kind() == Macro.Kind.ALL : truth == decisive) {
                    deciding.add(index);
                }
            }
            index++;
        }
        return deciding.isEmpty() ? first : deciding;
    }

    Collection<?> elements(Macro macro) {
        try {
            return macro.elements(macro.range().eval(frame));
        } catch (RuntimeException e) {
            return List.of();
        }
    }

    /** Sets the variable of a macro to one element, and remembers its path. */
    void bind(Macro macro, int index) {
        Collection<?> elements = elements(macro);
        String range = path(macro.range());
        Object element = null;
        int at = 0;
        for (Object candidate : elements) {
            if (at++ == index) {
                element = candidate;
                break;
            }
        }
        frame.locals[macro.slot()] = plain(macro, element);
        boolean known = range != null && elements instanceof List;
        origins[macro.slot()] = known ? range + "[" + index + "]" : null;
    }

    private static @Nullable Object plain(Macro macro, @Nullable Object element) {
        try {
            return Values.plain(macro.start(), element);
        } catch (Fault e) {
            return null;
        }
    }

    /** The path of the fact that a node reads; null if it is no fact. */
    @Nullable
    String path(Node node) {
        List<String> parts = parts(node);
        return parts == null ? null : Path.format(parts);
    }

    private @Nullable List<String> parts(Node node) {
        if (node instanceof Leaf.Root root) {
            return new ArrayList<>(List.of(root.name()));
        }
        if (node instanceof Leaf.Local local) {
            String path = origins[local.slot()];
            return path == null ? null : Path.parse(path);
        }
        List<String> parts = null;
        if (node instanceof Access.Select select) {
            parts = parts(select.operand());
            if (parts != null) {
                parts.add(select.name());
            }
        } else if (node instanceof Access.Index index) {
            parts = parts(index.operand());
            Object key = parts == null ? null : value(index.key());
            if (parts != null && key instanceof Double d) {
                key = d.longValue();
            }
            if (parts == null || key == null || key == Values.ABSENT) {
                return null;
            }
            parts.add(key.toString());
        }
        return parts;
    }

    @Nullable
    Boolean truth(Node node) {
        return value(node) instanceof Boolean b ? b : null;
    }

    /** The value; {@link Values#ABSENT} if there is none. */
    @Nullable
    Object value(Node node) {
        try {
            return node.eval(frame);
        } catch (RuntimeException e) {
            return Values.ABSENT;
        }
    }

    String failure(Node node) {
        try {
            node.eval(frame);
            return "it is neither true nor false";
        } catch (Fault e) {
            return e.text();
        } catch (RuntimeException e) {
            return Fault.thrown("the facts", e).text();
        }
    }

    /** The source of a path, in brackets; empty if that is not known. */
    String from(@Nullable String path) {
        return path == null
                ? ""
                : facts.source(path).map(source -> " (" + source + ")").orElse("");
    }
}
