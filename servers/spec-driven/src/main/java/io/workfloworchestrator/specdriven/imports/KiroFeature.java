package io.workfloworchestrator.specdriven.imports;

import io.workfloworchestrator.specdriven.documents.SourceLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a feature of Kiro, {@code .kiro/specs/login/{requirements,design,tasks}.md}, or {@code bugfix.md} in place of the first. Source
 * of the format: Kiro's documentation of specs: below {@code ### Requirement 1} a user story and numbered acceptance criteria. A
 * requirement becomes a story, and each of its criteria a requirement. For one feature.
 */
final class KiroFeature extends FeatureReader {
    private static final Pattern REQUIREMENT =
            Pattern.compile("(?i)^#{2,4}\\s+requirement (\\d{1,3})\\s*[:.–-]?\\s*(.*?)\\s*#*$");
    private static final Pattern HEADING = Pattern.compile("^(#{1,6})\\s.*$");
    private static final Pattern CRITERIA = Pattern.compile("(?i)^[#*\\s]*acceptance criteria\\W*$");
    private static final Pattern NUMBERED = Pattern.compile("^\\s{0,3}(\\d{1,3}(?:\\.\\d{1,3})?)[.)]?\\s+(\\S.*)$");
    private static final Pattern WANT = Pattern.compile("(?i)\\bI want (?:to )?(.*?)(?:,? so that.*)?$");

    private String requirement = "";
    private boolean inCriteria;

    KiroFeature(SourceFolder folder, String path) {
        super(folder, path, false);
    }

    @Override
    ForeignFeature read() {
        String title = titleOf(name());
        String file = files.containsKey("requirements.md") ? "requirements.md" : "bugfix.md";
        String text = files.remove(file);
        if (text != null) {
            files.put("spec.md", spec(SourceLine.of(text)));
            title = title(text)
                    .filter(said -> !said.matches("(?i)(requirements|bug ?fix)( document)?"))
                    .orElse(title);
        }
        if (requirements.count() == 0) {
            notes.add(new ImportNote(
                    text == null ? path : path + "/" + file,
                    0,
                    "It has no acceptance criteria below \"### Requirement 1\"."));
        }
        designIsPlan();
        tasks(true);
        return feature(Optional.empty(), title, Map.of(), isEachTaskDone());
    }

    private String spec(List<SourceLine> lines) {
        List<String> out = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            SourceLine line = lines.get(i);
            out.add(line.isProse() ? line(lines, i) : line.text());
        }
        return SourceLine.joined(out);
    }

    private String line(List<SourceLine> lines, int at) {
        String text = lines.get(at).text();
        Matcher heading = REQUIREMENT.matcher(text);
        if (heading.matches()) {
            requirement = heading.group(1);
            inCriteria = false;
            return "### US" + requirement + ": " + (heading.group(2).isEmpty() ? want(lines, at) : heading.group(2));
        }
        if (CRITERIA.matcher(text).matches()) {
            inCriteria = !requirement.isEmpty();
            return text;
        }
        Matcher other = HEADING.matcher(text);
        if (other.matches()) {
            inCriteria = false;
            requirement = other.group(1).length() <= 2 ? "" : requirement;
            return text;
        }
        Matcher numbered = NUMBERED.matcher(text);
        if (inCriteria && numbered.matches()) {
            String number = numbered.group(1);
            String source = number.contains(".") ? number : requirement + "." + number;
            return requirements.line("", numbered.group(2).replace("**", ""), source, "US" + requirement, "scenario");
        }
        return text;
    }

    /** What the user story below a heading wants: the heading has no title of its own. */
    private static String want(List<SourceLine> lines, int from) {
        for (int i = from + 1;
                i < lines.size() && !HEADING.matcher(lines.get(i).text()).matches();
                i++) {
            Matcher want = WANT.matcher(lines.get(i).text());
            if (want.find() && !want.group(1).isBlank()) {
                String said = want.group(1).strip();
                return said.substring(0, 1).toUpperCase(Locale.ROOT) + said.substring(1);
            }
        }
        return "A story without words";
    }
}
