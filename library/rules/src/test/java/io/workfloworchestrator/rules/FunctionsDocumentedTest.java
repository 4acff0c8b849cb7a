package io.workfloworchestrator.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The functions that the guide lists are the functions there are, and its examples have the values it states. */
class FunctionsDocumentedTest {
    private static final Path GUIDE = Path.of("../../docs/definitions.md");
    private static final Pattern ROW = Pattern.compile("^\\| `([a-z_A-Z]+)` \\|.*\\|$");
    private static final Pattern EXAMPLE = Pattern.compile("`([^`]+)` (is|fails)(?: `([^`]+)`)?(?=[;| ])");

    @Test
    void theTableNamesEveryFunctionAndNoOther() throws IOException {
        assertThat(rows().keySet()).containsExactlyInAnyOrderElementsOf(new TreeSet<>(FunctionCall.Function.words()));
    }

    @TestFactory
    List<DynamicTest> everyExampleOfTheTableIsSo() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        rows().forEach((name, row) -> {
            List<DynamicTest> examples = new ArrayList<>();
            Matcher example = EXAMPLE.matcher(row);
            while (example.find()) {
                String text = example.group(1).replace("\\|", "|");
                String expected = example.group(3);
                examples.add(DynamicTest.dynamicTest(name + ": " + text, () -> check(text, expected)));
            }
            assertThat(examples).as("examples of " + name).isNotEmpty();
            tests.addAll(examples);
        });
        return tests;
    }

    private static void check(String text, @Nullable String expected) {
        String condition = expected == null ? text + " == 0" : "(" + text + ") == (" + expected + ")";
        try {
            Reason reason = Condition.of("example", condition, Types.open()).check(Facts.none());
            assertThat(reason.outcome())
                    .as(condition + " " + reason.message())
                    .isEqualTo(expected == null ? Reason.Outcome.ERROR : Reason.Outcome.HOLDS);
        } catch (RuleException e) {
            assertThat(expected).as(text + ": " + e.getMessage()).isNull();
        }
    }

    private static Map<String, String> rows() throws IOException {
        Map<String, String> rows = new LinkedHashMap<>();
        boolean inside = false;
        for (String line : Files.readAllLines(GUIDE)) {
            inside = line.startsWith("#") ? line.equals("### The functions") : inside;
            Matcher row = ROW.matcher(line);
            if (inside && row.matches()) {
                rows.put(row.group(1), line);
            }
        }
        return rows;
    }
}
