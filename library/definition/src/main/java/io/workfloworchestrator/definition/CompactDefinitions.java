package io.workfloworchestrator.definition;

import io.workfloworchestrator.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * For the build of a jar with built-in definitions: proves those that its index names, and writes the {@linkplain Yaml#json compact form}
 * of each beside it, as {@code .json}.
 *
 * <p>Why: the first use of a YAML parser and of the proofs costs over 200 ms of processor time in a fresh process, which
 * every start of a server would pay; the compact form costs a tenth. The YAML file stays the source; without a compact form
 * it is read and proved at run time.
 */
public final class CompactDefinitions {
    private CompactDefinitions() {}

    /** @param arguments the folder with the jar's classes and resources */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        for (String resource : BuiltIn.named(Files.readString(folder.resolve(BuiltIn.INDEX)))) {
            Path yaml = folder.resolve(resource);
            WorkflowDefinition definition = WorkflowDefinition.load(yaml);
            String text = Files.readString(yaml);
            Yaml document = YamlReader.read(text, new Problems(resource, text)).orElseThrow();
            boolean isWhole = definition.extended().isEmpty();
            Json compact = Json.Obj.EMPTY
                    .with("fingerprint", definition.fingerprint())
                    .with("definition", isWhole ? document.json() : definition.toJson());
            Files.writeString(folder.resolve(BuiltIn.compactOf(resource)), compact.toString());
        }
    }
}
