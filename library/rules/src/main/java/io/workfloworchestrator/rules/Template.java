package io.workfloworchestrator.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A text with expressions in it: {@code "Write ${notes}, ${size(data.goals)} goals wait for it."}
 *
 * <p>Two dollars before the brace mean one dollar and no expression. A text that is only one expression keeps the type of
 * its value. Immutable and thread-safe.
 */
public final class Template {
    private final String text;
    /** Strings and expressions, in order. */
    private final List<Object> parts;

    private Template(String text, List<Object> parts) {
        this.text = text;
        this.parts = parts;
    }

    /**
     * Compiles every expression in a text.
     *
     * @throws ExpressionException with every problem found, each with its place in the whole text
     */
    public static Template compile(String text, Types types) {
        if (text.length() > Limits.TEMPLATE_LENGTH) {
            String shown = text.substring(0, 80);
            String message =
                    "a text of " + text.length() + " characters is longer than the limit of " + Limits.TEMPLATE_LENGTH;
            throw new ExpressionException(shown, "E_RULE_EXPR_SIZE", message, 0);
        }
        List<Object> parts = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        StringBuilder plain = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            if (text.startsWith("$${", at)) {
                plain.append("${");
                at += 3;
            } else if (text.startsWith("${", at)) {
                flush(plain, parts);
                at = expression(text, at, types, parts, problems);
            } else {
                plain.append(text.charAt(at++));
            }
        }
        flush(plain, parts);
        if (!problems.isEmpty()) {
            throw new ExpressionException(text, problems);
        }
        return new Template(text, List.copyOf(parts));
    }

    private static void flush(StringBuilder plain, List<Object> parts) {
        if (plain.length() > 0) {
            parts.add(plain.toString());
            plain.setLength(0);
        }
    }

    private static int expression(String text, int at, Types types, List<Object> parts, List<Problem> problems) {
        int begin = at + 2;
        try {
            int close = Parser.closingBrace(text, begin);
            if (close < 0) {
                problems.add(Problem.at("E_RULE_EXPR", "this ${ is never closed; } is missing", text, at));
                return text.length();
            }
            try {
                parts.add(Expression.compile(text.substring(begin, close), types));
            } catch (ExpressionException e) {
                e.problems().forEach(problem -> problems.add(problem.within(text, begin)));
            }
            return close + 1;
        } catch (Fault e) {
            problems.add(Problem.at(e.code, e.text(), text, e.offset));
            return text.length();
        }
    }

    /** The text it was compiled from. */
    public String text() {
        return text;
    }

    /** The paths of the facts that it may read; sorted. */
    public Set<String> reads() {
        Set<String> reads = new TreeSet<>();
        for (Object part : parts) {
            if (part instanceof Expression expression) {
                reads.addAll(expression.reads());
            }
        }
        return reads;
    }

    /**
     * The text with the values of its expressions for these facts.
     *
     * @throws ExpressionException if one of them has no value, or the text grows beyond
     *     {@link Limits#RENDERED_LENGTH}
     */
    public String render(Facts facts) {
        return render(new Frame(facts));
    }

    String render(Frame frame) {
        if (parts.size() == 1 && parts.get(0) instanceof String s) {
            return s;
        }
        StringBuilder out = new StringBuilder();
        for (Object part : parts) {
            if (part instanceof Expression expression) {
                words(expression.evaluate(frame), out);
            } else {
                out.append(part);
            }
            if (out.length() > Limits.RENDERED_LENGTH) {
                String message = "the text grows beyond " + Limits.RENDERED_LENGTH + " characters";
                throw new ExpressionException(text, "E_RULE_COST", message, 0);
            }
        }
        return out.toString();
    }

    /** Writes a list as people do: its elements with commas between, without brackets and quotes. */
    private static void words(@Nullable Object value, StringBuilder out) {
        if (!(value instanceof List<?> list)) {
            Values.print(value, false, out, Limits.RENDERED_LENGTH);
            return;
        }
        String comma = "";
        for (Object element : list) {
            out.append(comma);
            Values.print(element, false, out, Limits.RENDERED_LENGTH);
            comma = ", ";
            if (out.length() > Limits.RENDERED_LENGTH) {
                return;
            }
        }
    }

    /**
     * As {@link #render(Facts)}, but the value itself if the text is only one expression; null where it evaluates to null.
     *
     * @throws ExpressionException as {@link #render(Facts)} does
     */
    public @Nullable Object value(Facts facts) {
        return value(new Frame(facts));
    }

    @Nullable
    Object value(Frame frame) {
        return parts.size() == 1 && parts.get(0) instanceof Expression only ? only.evaluate(frame) : render(frame);
    }

    @Override
    public String toString() {
        return text;
    }
}
