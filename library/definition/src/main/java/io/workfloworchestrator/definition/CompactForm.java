package io.workfloworchestrator.definition;

import io.workfloworchestrator.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A definition's YAML as JSON, without places: the form in which the built-in definitions are read at run time.
 *
 * <p>Why: the first use of a YAML parser and of the proofs costs over 200 ms of processor time in a fresh process, which
 * every start of a server would pay; this form costs a tenth. The build makes it from the YAML file, which stays the
 * source and is proved then; without it the YAML is read.
 */
public final class CompactForm {
    private CompactForm() {}

    /** For the build: proves the built-in definitions and writes their compact forms below this folder of classes. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0], "io", "workfloworchestrator", "definition");
        for (String type : WorkflowDefinition.BUILT_IN) {
            Path yaml = folder.resolve(type + ".yaml");
            WorkflowDefinition definition = WorkflowDefinition.load(yaml);
            String text = Files.readString(yaml);
            Yaml document = YamlReader.read(text, new Problems(type, text)).orElseThrow();
            Json compact = Json.Obj.EMPTY
                    .with("fingerprint", Json.of(definition.fingerprint()))
                    .with("definition", of(document));
            Files.writeString(folder.resolve(type + ".json"), compact.toString());
        }
    }

    public static Json of(Yaml node) {
        if (node instanceof Yaml.Scalar scalar) {
            return Shapes.json(Fields.value(scalar));
        }
        if (node instanceof Yaml.Seq seq) {
            return Json.array(seq.items().stream().map(CompactForm::of).toList());
        }
        Map<String, Json> fields = new TreeMap<>();
        ((Yaml.Mapping) node).entries().forEach((name, entry) -> fields.put(name, of(entry.value())));
        return Json.object(fields);
    }

    static Yaml read(Json json) {
        if (json instanceof Json.Obj object) {
            Map<String, Yaml.Entry> entries = new LinkedHashMap<>();
            object.forEach((name, value) -> entries.put(name, new Yaml.Entry(Place.NOWHERE, read(value))));
            return new Yaml.Mapping(entries, Place.NOWHERE);
        }
        if (json instanceof Json.Arr array) {
            List<Yaml> items = new ArrayList<>();
            array.elements().forEach(item -> items.add(read(item)));
            return new Yaml.Seq(items, Place.NOWHERE);
        }
        @Nullable String text = json.asText().orElse(null);
        return text == null
                ? new Yaml.Scalar(json.toString(), true, false, Place.NOWHERE)
                : new Yaml.Scalar(text, false, false, Place.NOWHERE);
    }
}
