package io.workfloworchestrator.specdriven.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The sentences of a feature that say what has to hold, with their places. Pure functions. */
final class Statements {
    private static final Pattern POINT = Pattern.compile("^\\s*(?:[-*+]|\\d{1,3}[.)])\\s+(?:\\[.\\]\\s+)?(.*)$");
    private static final Pattern NUMBER =
            Pattern.compile("^[*_]*((?:FR|NFR|REQ|SC)-?\\d{1,15})\\b[*_]*\\s*[:.–—-]*[*_]*\\s*(.*)$");

    private Statements() {}

    /** @param id of a requirement or success criterion; empty if it has none */
    record Said(String id, String text, String path, int line, TextWords words) {
        String place() {
            return path + ":" + line;
        }

        Finding.Place at() {
            return Finding.at(path, line, called());
        }

        String called() {
            return id.isEmpty() ? "line " + line : id;
        }
    }

    /** The points of a document: lines of lists, requirements among them. */
    static List<Said> of(DocumentText document) {
        List<Said> all = new ArrayList<>();
        for (DocumentText.Line line : document.prose()) {
            Matcher point = POINT.matcher(line.text());
            if (point.matches()) {
                String text = LineFields.of(point.group(1)).text();
                Matcher number = NUMBER.matcher(text);
                boolean isNumbered = number.matches();
                String said = isNumbered ? number.group(2) : text;
                all.add(new Said(
                        isNumbered ? number.group(1) : "", said, document.path(), line.number(), TextWords.of(said)));
            }
        }
        return all;
    }
}
