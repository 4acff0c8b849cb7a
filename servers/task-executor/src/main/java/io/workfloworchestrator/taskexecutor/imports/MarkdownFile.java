package io.workfloworchestrator.taskexecutor.imports;

import io.workfloworchestrator.documents.CheckItem;
import io.workfloworchestrator.documents.DocumentException;
import io.workfloworchestrator.documents.Markdown;
import io.workfloworchestrator.documents.Section;
import io.workfloworchestrator.json.CodedException;
import java.util.List;
import java.util.Optional;

record MarkdownFile(String path, Markdown document) {
    /** @throws CodedException E_IMPORT_FORMAT if it cannot be read, with what is wrong in it */
    static MarkdownFile of(ImportSource source, String path) {
        try {
            return new MarkdownFile(path, Markdown.read(source.bytes(path)));
        } catch (DocumentException e) {
            throw new CodedException(
                    "E_IMPORT_FORMAT",
                    path + " cannot be read: "
                            + String.valueOf(e.getMessage()).replace(" Mend it; nothing is written until then.", "")
                            + " Mend it, and import again.",
                    e);
        }
    }

    JsonFields fields() {
        return new JsonFields(document.fields());
    }

    String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    boolean isTicked(CheckItem item) {
        return item.mark().of(text()).equalsIgnoreCase("x");
    }

    String text() {
        return document.text();
    }

    /** The line of a character, from 1. */
    int lineOf(int index) {
        return line(text(), index);
    }

    static int line(String text, int index) {
        return 1 + (int) text.substring(0, index).chars().filter(c -> c == '\n').count();
    }

    int lineOf(Section section) {
        return lineOf(section.heading().start());
    }

    /** The text below the first heading of exactly this title, in any case, with what is nested in it; empty if there is none. */
    String below(String title) {
        List<Section> sections = document.sections();
        for (int i = 0; i < sections.size(); i++) {
            if (sections.get(i).title().strip().equalsIgnoreCase(title)) {
                return whole(sections, i);
            }
        }
        return "";
    }

    String whole(List<Section> sections, int index) {
        Section first = sections.get(index);
        int end = text().length();
        for (int i = index + 1; i < sections.size(); i++) {
            if (sections.get(i).level() <= first.level()) {
                end = sections.get(i).heading().start();
                break;
            }
        }
        return text().substring(first.body().start(), end).strip();
    }

    Optional<String> title() {
        return document.sections().stream().findFirst().map(Section::title);
    }
}
