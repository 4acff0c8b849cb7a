package io.workfloworchestrator.definition;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.detect.FactDeclaration;
import io.workfloworchestrator.detect.FactDeclaration.Part;
import io.workfloworchestrator.detect.StateDetector;
import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.rules.Type;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The types that conditions are checked with, beside what is really detected. */
class FactTypesTest {
    @TempDir
    Path folder;

    @Test
    void valuesLookAsTheirTypesSay() throws IOException {
        Files.writeString(Files.createDirectory(folder.resolve("a")).resolve("x.md"), "---\nt: 1\n---\n# H\n- [ ] c\n");
        Files.writeString(folder.resolve("p.json"), "{\"v\": [1]}");
        List<FactDeclaration> all = List.of(
                FactDeclaration.file("a/x.md").with(Part.values()).mentioning("c"),
                FactDeclaration.file("missing.md").with(Part.values()),
                FactDeclaration.file("a/x.md"),
                FactDeclaration.files("a/*.md").with(Part.values()).mentioning("c"),
                FactDeclaration.files("a/*.md"),
                FactDeclaration.directories("*"),
                FactDeclaration.entries("a"),
                FactDeclaration.frontMatter("a/x.md"),
                FactDeclaration.checkboxes("a/x.md"),
                FactDeclaration.checkboxes("missing.md"),
                FactDeclaration.jsonField("p.json", "/v"),
                FactDeclaration.jsonField("missing.json", ""));

        for (FactDeclaration fact : all) {
            Map<String, Object> value = StateDetector.of(ProjectFolder.open(folder), Map.of("f", fact))
                    .scan()
                    .fact("f")
                    .value();
            assertLooks(fact.toString(), value, FactKinds.type("f", fact));
        }
    }

    private static void assertLooks(String where, @Nullable Object value, Type type) {
        if (type instanceof Type.Struct struct) {
            Map<?, ?> fields = (Map<?, ?>) Objects.requireNonNull(value, where);
            Map<String, Type> detected = new HashMap<>(struct.fields());
            detected.remove(FactKinds.BY_MATCH); // the workflow adds it to what is detected
            assertThat(fields.keySet()).as(where).isEqualTo(detected.keySet());
            detected.forEach((name, inner) -> assertLooks(where + "." + name, fields.get(name), inner));
        } else if (type instanceof Type.MapOf map) {
            ((Map<?, ?>) Objects.requireNonNull(value, where))
                    .forEach((name, inner) -> assertLooks(where + "." + name, inner, map.value()));
        } else if (type instanceof Type.ListOf list) {
            ((List<?>) Objects.requireNonNull(value, where))
                    .forEach(inner -> assertLooks(where + "[]", inner, list.element()));
        } else if (type != Type.DYN) {
            Map<Type, Class<?>> classes =
                    Map.of(Type.BOOL, Boolean.class, Type.INT, Long.class, Type.STRING, String.class);
            assertThat(value).as(where).isInstanceOf(classes.get(type));
        }
    }
}
