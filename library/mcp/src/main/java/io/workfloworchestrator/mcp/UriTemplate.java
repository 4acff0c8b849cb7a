package io.workfloworchestrator.mcp;

import io.modelcontextprotocol.util.McpUriTemplateManager;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A URI template (RFC 6570, levels 1 and 2): {@code {name}} stands for one segment, {@code {+path}} for the rest,
 * slashes included. Values come percent-decoded. Immutable.
 *
 * <p>The SDK's own class knows only single segments, and leaves their values encoded.
 */
final class UriTemplate implements McpUriTemplateManager {
    private static final Pattern VARIABLE = Pattern.compile("\\{(\\+?)([A-Za-z][A-Za-z0-9_]*)}");

    private final String template;
    private final List<String> names = new ArrayList<>();
    private final Pattern pattern;

    UriTemplate(String template) {
        this.template = template;
        StringBuilder regex = new StringBuilder();
        Matcher variable = VARIABLE.matcher(template);
        int from = 0;
        while (variable.find()) {
            regex.append(Pattern.quote(template.substring(from, variable.start())))
                    .append(variable.group(1).isEmpty() ? "([^/]+)" : "(.+)");
            names.add(variable.group(2));
            from = variable.end();
        }
        pattern = Pattern.compile(
                regex.append(Pattern.quote(template.substring(from))).toString());
    }

    @Override
    public List<String> getVariableNames() {
        return List.copyOf(names);
    }

    @Override
    public Map<String, String> extractVariableValues(String uri) {
        Map<String, String> values = new LinkedHashMap<>();
        Matcher match = pattern.matcher(uri);
        if (match.matches()) {
            for (int i = 0; i < names.size(); i++) {
                values.put(names.get(i), decoded(match.group(i + 1)));
            }
        }
        return values;
    }

    private static String decoded(String value) {
        try {
            return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return value; // A percent sign that encodes nothing means itself.
        }
    }

    @Override
    public boolean matches(String uri) {
        return isUriTemplate(template) ? pattern.matcher(uri).matches() : template.equals(uri);
    }

    @Override
    public boolean isUriTemplate(String uri) {
        return VARIABLE.matcher(uri).find();
    }
}
