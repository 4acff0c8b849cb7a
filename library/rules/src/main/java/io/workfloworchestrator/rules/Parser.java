package io.workfloworchestrator.rules;

import io.workfloworchestrator.rules.Lexer.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads one expression by recursive descent; how deep it may go is bounded before it goes there. */
final class Parser {
    private static final Set<String> RESERVED = Set.of(
            "as",
            "break",
            "const",
            "continue",
            "else",
            "for",
            "function",
            "if",
            "import",
            "let",
            "loop",
            "package",
            "namespace",
            "return",
            "var",
            "void",
            "while");
    private static final Set<String> KEYWORDS = Set.of("true", "false", "null", "in");

    private final String text;
    private final Lexer lexer;
    private final List<String> variables = new ArrayList<>();
    private int depth;
    private int lastEnd;

    private Parser(String text) {
        this.text = text;
        this.lexer = new Lexer(text, 0);
    }

    /** The expression that the whole text is. */
    static Node parse(String text) {
        Parser parser = new Parser(text);
        parser.lexer.next();
        if (parser.lexer.kind == Kind.END) {
            throw Lexer.fault(0, "the expression is empty");
        }
        Node node = parser.expression();
        if (parser.lexer.kind != Kind.END) {
            throw parser.unexpected("an operator or the end");
        }
        return node;
    }

    /** Where the expression that begins here ends: the first closing brace that it did not open; -1 if there is none. */
    static int closingBrace(String text, int from) {
        Lexer lexer = new Lexer(text, from);
        int open = 0;
        while (true) {
            lexer.next();
            if (lexer.kind == Kind.END) {
                return -1;
            }
            if (lexer.kind == Kind.SIGN && lexer.value.equals("{")) {
                open++;
            } else if (lexer.kind == Kind.SIGN && lexer.value.equals("}") && open-- == 0) {
                return lexer.start;
            }
        }
    }

    private Node expression() {
        if (++depth > Limits.DEPTH) {
            throw tooDeep(lexer.start);
        }
        Node test = junction(false);
        if (accept("?")) {
            Node yes = junction(false);
            expect(":", "a choice is written test ? this : that");
            Node no = expression();
            test = made(new Logic.Choice(test.start, no.end, test, yes, no));
        }
        depth--;
        return test;
    }

    private Node junction(boolean all) {
        String sign = all ? "&&" : "||";
        Node first = all ? relation() : junction(true);
        if (!at(sign)) {
            return first;
        }
        List<Node> parts = new ArrayList<>(List.of(first));
        while (accept(sign)) {
            parts.add(all ? relation() : junction(true));
        }
        return made(new Logic.Junction(first.start, lastEnd, all, parts));
    }

    private Node relation() {
        Node left = sum();
        while (true) {
            String sign = lexer.value;
            if (lexer.kind == Kind.NAME && sign.equals("in")) {
                advance();
                left = made(new Comparison.In(left, sum()));
            } else if (at("==") || at("!=")) {
                advance();
                left = made(new Comparison.Equality(left, sum(), sign.equals("==")));
            } else if (at("<") || at("<=") || at(">") || at(">=")) {
                advance();
                left = made(new Comparison.Order(left, sum(), sign));
            } else {
                return left;
            }
        }
    }

    private Node sum() {
        Node left = product();
        while (at("+") || at("-")) {
            char sign = lexer.value.charAt(0);
            advance();
            left = made(new Arithmetic.Binary(left, product(), sign));
        }
        return left;
    }

    private Node product() {
        Node left = unary();
        while (at("*") || at("/") || at("%")) {
            char sign = lexer.value.charAt(0);
            advance();
            left = made(new Arithmetic.Binary(left, unary(), sign));
        }
        return left;
    }

    private Node unary() {
        List<Integer> starts = new ArrayList<>();
        String sign = at("!") || at("-") ? lexer.value : "";
        while (!sign.isEmpty() && at(sign)) {
            starts.add(lexer.start);
            if (starts.size() > Limits.DEPTH) {
                throw tooDeep(lexer.start);
            }
            advance();
        }
        Node node;
        boolean number = lexer.kind == Kind.INT || lexer.kind == Kind.DOUBLE;
        if (sign.equals("-") && number) {
            node = member(literal(starts.remove(starts.size() - 1), true));
        } else {
            node = member(primary());
        }
        for (int i = starts.size() - 1; i >= 0; i--) {
            int start = starts.get(i);
            node = made(
                    sign.equals("!")
                            ? new Logic.Not(start, node.end, node)
                            : new Arithmetic.Negate(start, node.end, node));
        }
        return node;
    }

    private Node member(Node first) {
        Node node = first;
        while (true) {
            if (accept("[")) {
                Node key = expression();
                expect("]", "an element is written owner[key]");
                node = made(new Access.Index(node.start, lastEnd, node, key));
            } else if (accept(".")) {
                int nameAt = lexer.start;
                String name = name("a field or a function after the dot", false);
                node = at("(")
                        ? memberCall(node, name, nameAt)
                        : made(new Access.Select(node.start, lastEnd, node, name, nameAt, false));
            } else {
                return node;
            }
        }
    }

    private Node memberCall(Node owner, String name, int nameAt) {
        advance();
        Macro.Kind kind = Macro.Kind.of(name);
        if (kind != null) {
            return macro(owner, kind, nameAt);
        }
        List<Node> arguments = new ArrayList<>(List.of(owner));
        arguments.addAll(arguments());
        return call(owner.start, nameAt, name, arguments, true);
    }

    private Node macro(Node range, Macro.Kind kind, int nameAt) {
        String usage = kind.word + " is written list." + kind.word + "(name, "
                + (kind == Macro.Kind.MAP ? "value)" : "condition)");
        if (lexer.kind != Kind.NAME) {
            throw Lexer.fault(lexer.start, usage);
        }
        String variable = name("a name for the element", true);
        expect(",", usage);
        int slot = variables.size();
        variables.add(variable);
        Node body = expression();
        Node filter = kind == Macro.Kind.FILTER ? body : null;
        if (kind == Macro.Kind.MAP && accept(",")) {
            filter = body;
            body = expression();
        }
        variables.remove(slot);
        if (!accept(")")) {
            throw Lexer.fault(at(",") ? nameAt : lexer.start, usage);
        }
        return made(new Macro(range.start, lastEnd, kind, range, variable, slot, filter, body));
    }

    private Node primary() {
        int start = lexer.start;
        switch (lexer.kind) {
            case STRING -> {
                String value = lexer.value.intern();
                advance();
                return new Leaf.Const(start, lastEnd, value);
            }
            case INT, DOUBLE -> {
                return literal(start, false);
            }
            case NAME -> {
                return named(start);
            }
            default -> {
                if (accept("(")) {
                    Node node = expression();
                    expect(")", "a parenthesis is not closed");
                    return node;
                }
                if (accept("[")) {
                    List<Node> parts = parts("]");
                    return made(new Build.ListOf(start, lastEnd, parts));
                }
                if (accept("{")) {
                    return map(start);
                }
                throw unexpected("a value");
            }
        }
    }

    private Node literal(int start, boolean negative) {
        String digits = (negative ? "-" : "") + lexer.value;
        boolean whole = lexer.kind == Kind.INT;
        advance();
        try {
            Object value = whole ? (Object) Long.decode(decimal(digits)) : (Object) Double.valueOf(digits);
            return new Leaf.Const(start, lastEnd, value);
        } catch (NumberFormatException e) {
            throw Lexer.fault(start, "the int " + Values.describe(digits) + " is outside of 64 bits");
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
        String word = lexer.value;
        if (word.equals("true") || word.equals("false") || word.equals("null")) {
            advance();
            return new Leaf.Const(start, lastEnd, word.equals("null") ? null : (Object) word.equals("true"));
        }
        String name = name("a value", true);
        if (accept("(")) {
            return name.equals("has") ? has(start) : call(start, start, name, arguments(), false);
        }
        int slot = variables.lastIndexOf(name);
        return slot < 0 ? new Leaf.Root(start, lastEnd, name) : new Leaf.Local(start, lastEnd, name, slot);
    }

    private Node has(int start) {
        Node argument = expression();
        expect(")", "has is written has(owner.field)");
        if (argument instanceof Access.Select select && !select.has) {
            return made(new Access.Select(start, lastEnd, select.operand, select.name, select.nameAt, true));
        }
        throw Lexer.fault(argument.start, "has asks for a field: has(owner.field); for a key write: key in owner");
    }

    private Node call(int start, int nameAt, String name, List<Node> arguments, boolean member) {
        if (name.equals("matches")) {
            throw new SyntaxError(
                    "E_RULE_REGEX",
                    nameAt,
                    "regular expressions are left out, since one can take for ever; use startsWith, endsWith, contains"
                            + " or ==");
        }
        FunctionCall.Function function = FunctionCall.Function.of(name);
        if (function == null) {
            String macro = Macro.Kind.of(name) == null ? "" : "; it is written list." + name + "(name, …)";
            throw Lexer.fault(
                    nameAt,
                    "there is no function \"" + name + "\""
                            + (macro.isEmpty() ? Nearest.hint(name, FunctionCall.Function.words()) : macro));
        }
        boolean form = member ? function.member : function.global;
        if (!form || arguments.size() != function.arguments) {
            throw Lexer.fault(nameAt, name + " is written " + function.usage());
        }
        return made(new FunctionCall(start, lastEnd, function, arguments));
    }

    private List<Node> arguments() {
        List<Node> arguments = new ArrayList<>();
        while (!at(")")) {
            arguments.add(expression());
            if (!accept(",")) {
                break;
            }
            if (at(")")) {
                throw unexpected("a value");
            }
        }
        expect(")", "a parenthesis is not closed");
        return arguments;
    }

    private List<Node> parts(String close) {
        List<Node> parts = new ArrayList<>();
        while (!at(close)) {
            parts.add(expression());
            if (!accept(",")) {
                break;
            }
        }
        expect(close, "a list is written [a, b]");
        return parts;
    }

    private Node map(int start) {
        List<Node> keys = new ArrayList<>();
        List<Node> values = new ArrayList<>();
        while (!at("}")) {
            keys.add(expression());
            expect(":", "a map is written {\"key\": value}");
            values.add(expression());
            if (!accept(",")) {
                break;
            }
        }
        expect("}", "a map is written {\"key\": value}");
        return made(new Build.MapOf(start, lastEnd, keys, values));
    }

    private String name(String wanted, boolean identifier) {
        if (lexer.kind != Kind.NAME || KEYWORDS.contains(lexer.value)) {
            throw unexpected(wanted);
        }
        if (identifier && RESERVED.contains(lexer.value)) {
            throw Lexer.fault(lexer.start, "\"" + lexer.value + "\" is a reserved word; use another name");
        }
        String name = lexer.value;
        advance();
        return name;
    }

    private boolean at(String sign) {
        return lexer.kind == Kind.SIGN && lexer.value.equals(sign);
    }

    private boolean accept(String sign) {
        if (!at(sign)) {
            return false;
        }
        advance();
        return true;
    }

    private void expect(String sign, String why) {
        if (!accept(sign)) {
            SyntaxError error = unexpected(sign);
            throw Lexer.fault(error.offset, error.getMessage() + "; " + why);
        }
    }

    private void advance() {
        lastEnd = lexer.end;
        lexer.next();
    }

    private SyntaxError unexpected(String wanted) {
        String found =
                lexer.kind == Kind.END ? "the end" : text.substring(lexer.start, Math.min(lexer.end, lexer.start + 40));
        String hint = switch (found) {
            case "and", "AND" -> "; write &&";
            case "or", "OR" -> "; write ||";
            case "not", "NOT" -> "; write !";
            default -> "";
        };
        return Lexer.fault(lexer.start, "expected " + wanted + ", found " + found + hint);
    }

    private <N extends Node> N made(N node) {
        if (node.height > Limits.DEPTH) {
            throw tooDeep(node.start);
        }
        return node;
    }

    private static SyntaxError tooDeep(int offset) {
        return new SyntaxError(
                "E_RULE_EXPR_SIZE",
                offset,
                "this is nested deeper than " + Limits.DEPTH + " levels; split it into several conditions");
    }
}
