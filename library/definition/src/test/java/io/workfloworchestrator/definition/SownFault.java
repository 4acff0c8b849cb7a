package io.workfloworchestrator.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A fault that is sown into a sound definition, by replacing a text that stands there once.
 *
 * @param name what it is
 * @param text what is replaced
 * @param instead what stands there then
 * @param code of a problem that must be found; empty if the fault is none
 */
record SownFault(String name, String text, String instead, String code) {
    /** Everything that is said of each fault, by its name. */
    static Map<String, String> found(Path definition, List<SownFault> faults) throws IOException {
        String base = Files.readString(definition);
        Map<String, String> found = new LinkedHashMap<>();
        for (SownFault fault : faults) {
            assertThat(base).as(fault.name).containsOnlyOnce(fault.text);
            try {
                WorkflowDefinition.parse(definition.getFileName().toString(), base.replace(fault.text, fault.instead));
                found.put(fault.name, "no problem");
                assertThat(fault.code).as(fault.name).isEmpty();
            } catch (BrokenDefinitionException e) {
                assertThat(e.problems())
                        .as(fault.name + "\n" + e.getMessage())
                        .extracting(DefinitionProblem::code)
                        .contains(fault.code);
                assertThat(e.problems()).as(fault.name).allMatch(p -> p.line() > 0);
                found.put(fault.name, e.getMessage());
            }
        }
        return found;
    }

    /** Compares with the golden file, or writes it anew with {@code -Dworkflow.golden.write=true}. */
    static void assertGolden(Path golden, Map<String, String> found) throws IOException {
        StringBuilder text = new StringBuilder();
        found.forEach((name, problems) ->
                text.append("== ").append(name).append('\n').append(problems).append("\n\n"));
        if (Boolean.getBoolean("workflow.golden.write")) {
            Files.writeString(golden, text);
        }
        assertThat(text.toString()).isEqualTo(Files.readString(golden));
    }
}
