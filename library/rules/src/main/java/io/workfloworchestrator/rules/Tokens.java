package io.workfloworchestrator.rules;

import io.workfloworchestrator.rules.Lexer.Kind;
import java.util.Set;

/** The tokens of one text, looked at one by one; says what was expected where another one is found. */
final class Tokens {
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

    /** Whether a name is none in every place where one may stand. */
    static boolean isReserved(String name) {
        return KEYWORDS.contains(name) || RESERVED.contains(name);
    }

    private final String text;
    private final Lexer lexer;
    private int lastEnd;

    Tokens(String text) {
        this.text = text;
        this.lexer = new Lexer(text, 0);
        lexer.next();
    }

    Kind kind() {
        return lexer.kind;
    }

    /** The name, the sign, the digits, or the unescaped string. */
    String value() {
        return lexer.value;
    }

    /** Where the token begins. */
    int start() {
        return lexer.start;
    }

    /** Where the token before it ends. */
    int lastEnd() {
        return lastEnd;
    }

    /** A name; {@code identifier} where it stands alone, so that no reserved word may be used. */
    String name(String wanted, boolean identifier) {
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

    boolean at(String sign) {
        return lexer.kind == Kind.SIGN && lexer.value.equals(sign);
    }

    boolean accept(String sign) {
        if (!at(sign)) {
            return false;
        }
        advance();
        return true;
    }

    void expect(String sign, String why) {
        if (!accept(sign)) {
            SyntaxError error = unexpected(sign);
            throw Lexer.fault(error.offset, error.getMessage() + "; " + why);
        }
    }

    void advance() {
        lastEnd = lexer.end;
        lexer.next();
    }

    SyntaxError unexpected(String wanted) {
        String found =
                lexer.kind == Kind.END ? "the end" : text.substring(lexer.start, Math.min(lexer.end, lexer.start + 40));
        String hint = switch (found) {
            case "and", "AND" -> "; write &&";
            case "or", "OR" -> "; write ||";
            case "not", "NOT" -> "; write !";
            default -> text.substring(0, lexer.start).strip().endsWith("not") ? "; write ! instead of not" : "";
        };
        return Lexer.fault(lexer.start, "expected " + wanted + ", found " + found + hint);
    }
}
