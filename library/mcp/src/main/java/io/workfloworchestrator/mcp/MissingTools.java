package io.workfloworchestrator.mcp;

import io.workfloworchestrator.json.Json;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Answers of a server that does not have every tool. A text names a tool that some servers lack as {@code change_task (toolset edit)}:
 * on such a server it says what does the same instead, or else where the tool is offered. What a refusal says to call next is such a
 * tool on no server that lacks it.
 *
 * @param tools those that the server has
 * @param instead what does the same as a tool, such as a command; empty if nothing does
 * @param elsewhere the server that has a tool
 */
record MissingTools(
        Set<String> tools, Function<String, Optional<String>> instead, Function<String, Optional<String>> elsewhere) {
    private static final String MARK = "(toolset ";
    private static final Pattern NAMED = Pattern.compile("\\b([a-z]+(?:_[a-z]+)+) \\(toolset [a-z]+\\)");

    /** The answer as this server gives it; the same one if it names no tool that the server lacks. */
    ToolAnswer said(ToolAnswer answer) {
        ToolAnswer called = answer.isError() ? withoutNext(answer) : answer;
        String structured = called.structured().toString();
        if (!structured.contains(MARK) && !called.text().contains(MARK)) {
            return called;
        }
        return new ToolAnswer(Json.parse(said(structured)).asObject(), said(called.text()), called.isError());
    }

    private ToolAnswer withoutNext(ToolAnswer refused) {
        Json.Obj error =
                refused.structured().find("error").orElse(Json.Obj.EMPTY).asObject();
        String next = error.at("next", "tool").flatMap(Json::asText).orElse("");
        if (next.isEmpty() || tools.contains(next)) {
            return refused;
        }
        boolean isRetryable =
                error.find("retryable").filter(Json.of(true)::equals).isPresent();
        ToolException bare = new ToolException(
                error.text("code").orElse(""),
                error.text("message").orElse("")
                        + way(next).map(way -> " Next: " + way + ".").orElse(""));
        return ToolAnswer.refusal(isRetryable ? bare.retry() : bare);
    }

    private String said(String text) {
        return NAMED.matcher(text)
                .replaceAll(named ->
                        Matcher.quoteReplacement(tools.contains(named.group(1)) ? named.group() : instead(named)));
    }

    private String instead(MatchResult named) {
        return way(named.group(1)).orElse(named.group());
    }

    private Optional<String> way(String tool) {
        return instead.apply(tool)
                .or(() -> elsewhere.apply(tool).map(where -> tool + " (offered by " + where + ")"))
                .filter(way -> way.chars().noneMatch(c -> c == '"' || c == '\\' || c < ' '));
    }
}
