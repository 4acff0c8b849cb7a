package io.workfloworchestrator.rules;

import io.workfloworchestrator.rules.Tokens.Kind;
import java.util.ArrayList;
import java.util.List;

/** Reads one expression by recursive descent, within a bound of depth. */
final class Parser {
    /** The operators between two parts, those that bind least first. */
    private static final List<List<String>> OPERATORS =
            List.of(List.of("==", "!=", "<", "<=", ">", ">=", "in"), List.of("+", "-"), List.of("*", "/", "%"));

    private final Tokens tokens;
    private final List<String> variables = new ArrayList<>();
    private int depth;

    private Parser(String text) {
        this.tokens = new Tokens(text, 0);
    }

    static Node parse(String text) {
        Parser parser = new Parser(text);
        if (parser.tokens.kind == Kind.END) {
            throw Fault.syntax(0, "the expression is empty");
        }
        Node node = parser.expression();
        if (parser.tokens.kind != Kind.END) {
            throw parser.tokens.unexpected("an operator or the end");
        }
        return node;
    }

    /** The end of the expression that begins here: the first closing brace that it did not open; -1 if there is none. */
    static int closingBrace(String text, int from) {
        int open = 0;
        for (Tokens at = new Tokens(text, from); at.kind != Kind.END; at.advance()) {
            if (at.at("{")) {
                open++;
            } else if (at.at("}") && open-- == 0) {
                return at.start;
            }
        }
        return -1;
    }

    private Node expression() {
        if (++depth > Limits.DEPTH) {
            throw tooDeep(tokens.start);
        }
        Node test = junction(false);
        if (tokens.accept("?")) {
            Node yes = junction(false);
            tokens.expect(":", "a choice is written test ? this : that");
            Node no = expression();
            test = made(new Logic.Choice(test.start(), no.end(), test, yes, no));
        }
        depth--;
        return test;
    }

    private Node junction(boolean all) {
        String sign = all ? "&&" : "||";
        Node first = all ? operation(0) : junction(true);
        if (!tokens.at(sign)) {
            return first;
        }
        List<Node> parts = new ArrayList<>(List.of(first));
        while (tokens.accept(sign)) {
            parts.add(all ? operation(0) : junction(true));
        }
        return made(new Logic.Junction(first.start(), tokens.lastEnd, all, parts));
    }

    /** Parts joined by operators that bind at least so strongly. One frame for all levels: nested texts need little stack. */
    private Node operation(int least) {
        Node left = unary();
        for (int level = level(); level >= least; level = level()) {
            String operator = tokens.value;
            tokens.advance();
            left = made(joined(left, operator, operation(level + 1)));
        }
        return left;
    }

    /** How strongly the operator that stands here binds; -1 if no operator stands here. */
    private int level() {
        int level = tokens.kind == Kind.SIGN || tokens.kind == Kind.NAME ? OPERATORS.size() - 1 : -1;
        while (level >= 0 && !OPERATORS.get(level).contains(tokens.value)) {
            level--;
        }
        return level;
    }

    private static Node joined(Node left, String operator, Node right) {
        return switch (operator) {
            case "in" -> new Comparison.In(left, right);
            case "==", "!=" -> new Comparison.Equality(left, right, operator.equals("=="));
            case "+", "-", "*", "/", "%" -> new Arithmetic.Binary(left, right, operator.charAt(0));
            default -> new Comparison.Order(left, right, operator);
        };
    }

    private Node unary() {
        List<Integer> starts = new ArrayList<>();
        String sign = tokens.at("!") || tokens.at("-") ? tokens.value : "";
        while (!sign.isEmpty() && tokens.at(sign)) {
            starts.add(tokens.start);
            if (starts.size() > Limits.DEPTH) {
                throw tooDeep(tokens.start);
            }
            tokens.advance();
        }
        Node node;
        boolean number = tokens.kind == Kind.INT || tokens.kind == Kind.DOUBLE;
        if (sign.equals("-") && number) {
            node = member(literal(starts.remove(starts.size() - 1), true));
        } else {
            node = member(primary());
        }
        for (int i = starts.size() - 1; i >= 0; i--) {
            int start = starts.get(i);
            node = made(
                    sign.equals("!")
                            ? new Logic.Not(start, node.end(), node)
                            : new Arithmetic.Negate(start, node.end(), node));
        }
        return node;
    }

    private Node member(Node first) {
        Node node = first;
        while (true) {
            if (tokens.accept("[")) {
                Node key = expression();
                tokens.expect("]", "an element is written owner[key]");
                node = made(new Access.Index(node.start(), tokens.lastEnd, node, key));
            } else if (tokens.accept(".")) {
                int nameAt = tokens.start;
                String name = tokens.name("a field or a function after the dot", false);
                node = tokens.at("(")
                        ? memberCall(node, name, nameAt)
                        : made(new Access.Select(node.start(), tokens.lastEnd, node, name, nameAt, false));
            } else {
                return node;
            }
        }
    }

    private Node memberCall(Node owner, String name, int nameAt) {
        tokens.advance();
        Macro.Kind kind = Macro.Kind.of(name);
        if (kind != null) {
            return macro(owner, kind, nameAt);
        }
        List<Node> arguments = new ArrayList<>(List.of(owner));
        arguments.addAll(arguments());
        return call(owner.start(), nameAt, name, arguments, true);
    }

    private Node macro(Node range, Macro.Kind kind, int nameAt) {
        String usage = kind.word + " is written list." + kind.word + "(name, "
                + (kind == Macro.Kind.MAP ? "value)" : "condition)");
        if (tokens.kind != Kind.NAME) {
            throw Fault.syntax(tokens.start, usage);
        }
        String variable = tokens.name("a name for the element", true);
        tokens.expect(",", usage);
        int slot = variables.size();
        variables.add(variable);
        Node body = expression();
        Node filter = kind == Macro.Kind.FILTER ? body : null;
        if (kind == Macro.Kind.MAP && tokens.accept(",")) {
            filter = body;
            body = expression();
        }
        variables.remove(slot);
        if (!tokens.accept(")")) {
            throw Fault.syntax(tokens.at(",") ? nameAt : tokens.start, usage);
        }
        return made(new Macro(range.start(), tokens.lastEnd, kind, range, variable, slot, filter, body));
    }

    private Node primary() {
        int start = tokens.start;
        switch (tokens.kind) {
            case STRING -> {
                String value = tokens.value.intern();
                tokens.advance();
                return new Leaf.Const(start, tokens.lastEnd, value);
            }
            case INT, DOUBLE -> {
                return literal(start, false);
            }
            case NAME -> {
                return named(start);
            }
            default -> {
                if (tokens.accept("(")) {
                    Node node = expression();
                    tokens.expect(")", "a parenthesis is not closed");
                    return node;
                }
                if (tokens.accept("[")) {
                    List<Node> parts = parts("]", true, "a list is written [a, b]");
                    return made(new Build.ListOf(start, tokens.lastEnd, parts));
                }
                if (tokens.accept("{")) {
                    return map(start);
                }
                throw tokens.unexpected("a value");
            }
        }
    }

    private Node literal(int start, boolean negative) {
        String digits = (negative ? "-" : "") + tokens.value;
        boolean whole = tokens.kind == Kind.INT;
        tokens.advance();
        try {
            Object value = whole ? (Object) Long.decode(decimal(digits)) : (Object) Double.valueOf(digits);
            return new Leaf.Const(start, tokens.lastEnd, value);
        } catch (NumberFormatException e) {
            throw Fault.syntax(start, "the int " + Values.describe(digits) + " is outside of 64 bits");
        }
    }

    /** Without leading zeros, which would make it octal. */
    private static String decimal(String digits) {
        if (digits.contains("x") || digits.contains("X")) {
            return digits;
        }
        return digits.replaceFirst("^(-?)0+(?=[0-9])", "$1");
    }

    private Node named(int start) {
        String word = tokens.value;
        if (word.equals("true") || word.equals("false") || word.equals("null")) {
            tokens.advance();
            return new Leaf.Const(start, tokens.lastEnd, word.equals("null") ? null : (Object) word.equals("true"));
        }
        String name = tokens.name("a value", true);
        if (tokens.accept("(")) {
            return name.equals("has") ? has(start) : call(start, start, name, arguments(), false);
        }
        int slot = variables.lastIndexOf(name);
        return slot < 0
                ? new Leaf.Root(start, tokens.lastEnd, name)
                : new Leaf.Local(start, tokens.lastEnd, name, slot);
    }

    private Node has(int start) {
        Node argument = expression();
        tokens.expect(")", "has is written has(owner.field)");
        if (argument instanceof Access.Select select && !select.has()) {
            return made(
                    new Access.Select(start, tokens.lastEnd, select.operand(), select.name(), select.nameAt(), true));
        }
        throw Fault.syntax(argument.start(), "has asks for a field: has(owner.field); for a key write: key in owner");
    }

    private Node call(int start, int nameAt, String name, List<Node> arguments, boolean member) {
        if (name.equals("matches")) {
            throw new Fault(
                    "E_RULE_REGEX",
                    nameAt,
                    "regular expressions are left out, since one can take for ever; use startsWith, endsWith, contains"
                            + " or ==");
        }
        FunctionCall.Function function = FunctionCall.Function.of(name);
        if (function == null) {
            String macro = Macro.Kind.of(name) == null ? "" : "; it is written list." + name + "(name, …)";
            throw Fault.syntax(
                    nameAt, "there is no function \"" + name + "\"" + (macro.isEmpty() ? elsewhere(name) : macro));
        }
        boolean form = member ? function.member : function.global;
        if (!form || arguments.size() != function.arguments) {
            throw Fault.syntax(nameAt, name + " is written " + function.usage());
        }
        return made(new FunctionCall(start, tokens.lastEnd, function, arguments));
    }

    /** What a function of another language is called here; else the nearest one. */
    private static String elsewhere(String name) {
        return switch (name) {
            case "len", "length", "count" -> "; write size(…)";
            case "includes" -> "; write contains(…) of a text, and element in list of a list";
            case "startswith" -> "; write startsWith(…)";
            case "endswith" -> "; write endsWith(…)";
            case "any", "some" -> "; write list.exists(name, …)";
            case "every" -> "; write list.all(name, …)";
            default -> Nearest.hint(name, FunctionCall.Function.words());
        };
    }

    private List<Node> arguments() {
        return parts(")", false, "a parenthesis is not closed");
    }

    /** @param open whether a comma may stand before the end */
    private List<Node> parts(String close, boolean open, String why) {
        List<Node> parts = new ArrayList<>();
        while (!tokens.at(close)) {
            parts.add(expression());
            if (!tokens.accept(",")) {
                break;
            }
            if (!open && tokens.at(close)) {
                throw tokens.unexpected("a value");
            }
        }
        tokens.expect(close, why);
        return parts;
    }

    private Node map(int start) {
        List<Node> keys = new ArrayList<>();
        List<Node> values = new ArrayList<>();
        while (!tokens.at("}")) {
            keys.add(expression());
            tokens.expect(":", "a map is written {\"key\": value}");
            values.add(expression());
            if (!tokens.accept(",")) {
                break;
            }
        }
        tokens.expect("}", "a map is written {\"key\": value}");
        return made(new Build.MapOf(start, tokens.lastEnd, keys, values));
    }

    private <N extends Node> N made(N node) {
        if (node.height() > Limits.DEPTH) {
            throw tooDeep(node.start());
        }
        return node;
    }

    private static Fault tooDeep(int offset) {
        return new Fault(
                "E_RULE_EXPR_SIZE",
                offset,
                "this is nested deeper than " + Limits.DEPTH + " levels; split it into several conditions");
    }
}
