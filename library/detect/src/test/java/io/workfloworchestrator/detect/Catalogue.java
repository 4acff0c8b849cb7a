package io.workfloworchestrator.detect;

import io.workfloworchestrator.files.PathRules;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The entries of bad-inputs.json that concern this module, each with its outcome here. */
final class Catalogue {

    private Catalogue() {}

    record BadInput(String id, String input, String expect, String outcome) {
        @Override
        public String toString() {
            return id + " " + PathRules.show(input) + " -> " + outcome;
        }
    }

    /** The entries whose id begins with one of these. */
    static List<BadInput> entries(String... groups) {
        List<BadInput> entries = new ArrayList<>();
        for (Object entry : (List<?>) Objects.requireNonNull(read())) {
            Map<?, ?> fields = (Map<?, ?>) entry;
            BadInput input = new BadInput(
                    text(fields, "id"), text(fields, "input"), text(fields, "expect"), text(fields, "outcome"));
            for (String group : groups) {
                if (input.id().startsWith(group)) {
                    entries.add(input);
                }
            }
        }
        return entries;
    }

    private static String text(Map<?, ?> fields, String name) {
        return (String) Objects.requireNonNull(fields.get(name), name);
    }

    private static @Nullable Object read() {
        try (InputStream in = Objects.requireNonNull(Catalogue.class.getResourceAsStream("/bad-inputs.json"))) {
            return JsonText.read(new String(in.readAllBytes(), StandardCharsets.UTF_8), "")
                    .value();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (JsonText.Bad e) {
            throw new IllegalStateException(e);
        }
    }
}
