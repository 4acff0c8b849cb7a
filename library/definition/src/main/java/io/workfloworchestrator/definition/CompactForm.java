package io.workfloworchestrator.definition;

import io.workfloworchestrator.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A definition's YAML as JSON, without places: the form in which built-in definitions are read at run time. Pure functions. */
final class CompactForm {
    private CompactForm() {}

    static Json of(Yaml node) {
        if (node instanceof Yaml.Scalar scalar) {
            return Shapes.json(scalar.value());
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
