package io.workfloworchestrator.rules;

import io.workfloworchestrator.rules.Lexer.Kind;
import java.util.Set;

/** Reads the tokens of one text one by one; if a token is wrong, it says which one was expected. */
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

    /** Whether this word is reserved everywhere. */
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

    /** The start of the token. */
    int start() {
        return lexer.start;
    }

    /** The end of the token before. */
    int lastEnd() {
        return lastEnd;
    }

    /** A name; with {@code identifier} it may not be a reserved word. */
    String name(String wanted, boolean identifier) {
        if (lexer.kind != Kind.NAME || KEYWORDS.contains(lexer.value)) {
            throw unexpected(wanted);
        }
        if (identifier && RESERVED.contains(lexer.value)) {
            throw SyntaxError.at(lexer.start, "\"" + lexer.value + "\" is a reserved word; use another name");
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
            throw SyntaxError.at(error.offset, error.getMessage() + "; " + why);
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
        return SyntaxError.at(lexer.start, "expected " + wanted + ", found " + found + hint);
    }
}
