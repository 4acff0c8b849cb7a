package io.workfloworchestrator.rules;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Facts with one more name: the variable of a for-each rule.
 *
 * @param origin the path of the element if it is known, else of its list; empty if neither is known
 */
record Bound(Facts base, String variable, @Nullable Object element, String origin) implements Facts {
    @Override
    public @Nullable Object value(String root) {
        return root.equals(variable) ? element : base.value(root);
    }

    @Override
    public boolean has(String root) {
        return root.equals(variable) || base.has(root);
    }

    @Override
    public Optional<String> source(String path) {
        boolean mine = path.startsWith(variable)
                && (path.length() == variable.length() || ".[".indexOf(path.charAt(variable.length())) >= 0);
        if (!mine) {
            return base.source(path);
        }
        return origin.isEmpty() ? Optional.empty() : base.source(origin + path.substring(variable.length()));
    }
}
