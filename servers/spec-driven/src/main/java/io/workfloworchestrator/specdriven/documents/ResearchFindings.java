package io.workfloworchestrator.specdriven.documents;

import io.workfloworchestrator.documents.Markdown;
import io.workfloworchestrator.documents.Section;
import io.workfloworchestrator.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The findings of a {@code research.md} as it stands, people's changes included: sections {@code R-001: …} with a source. Pure functions. */
final class ResearchFindings {
    private static final Pattern FINDING = Pattern.compile("^(R-\\d{3,15})[:.]?\\s+(.+)$");
    private static final Pattern SOURCE = Pattern.compile("(?m)^Source:\\s*(.+)$");

    private ResearchFindings() {}

    /** Number, text and source of each, as a template reads them. */
    static List<Json> read(String text) {
        Markdown document = Markdown.of(text);
        List<Json> found = new ArrayList<>();
        for (Section section : document.sections(3)) {
            Matcher finding = FINDING.matcher(section.title());
            if (finding.matches()) {
                Matcher source = SOURCE.matcher(section.body().of(document.text()));
                Optional<String> said =
                        source.find() ? Optional.of(source.group(1).strip()) : Optional.empty();
                Json.Obj one = Json.Obj.EMPTY
                        .with("number", Json.of(finding.group(1)))
                        .with("text", Json.of(ItemLines.cut(finding.group(2), 500)));
                found.add(said.isPresent() ? one.with("source", Json.of(said.get())) : one);
            }
        }
        return found;
    }
}
