package io.workfloworchestrator.specdriven.analysis;

import io.workfloworchestrator.specdriven.analysis.DocumentText.Heading;
import io.workfloworchestrator.specdriven.analysis.DocumentText.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether the designs that a specification names are there. Addresses on the net are not looked up. Pure functions. */
final class DesignChecks {
    private static final String WHERE = "Where the design is";
    private static final Pattern FILE =
            Pattern.compile("^\\s*(?:[-*+]|\\d{1,3}[.)])\\s+`?([\\w@.-]+(?:/[\\w@. -]+)*\\.[A-Za-z]\\w{0,7})`?\\s*$");

    private DesignChecks() {}

    static List<Finding> of(FeatureFiles files, ProjectCode code) {
        List<Finding> all = new ArrayList<>();
        files.specification().ifPresent(specification -> {
            for (Heading heading : specification.headings()) {
                if (heading.title().equals(WHERE)) {
                    specification.below(heading).forEach(line -> check(files, code, line, all));
                }
            }
        });
        return all;
    }

    private static void check(FeatureFiles files, ProjectCode code, Line line, List<Finding> all) {
        Matcher file = FILE.matcher(line.text());
        boolean isMissing = file.matches()
                && code.findExactly(file.group(1)).isEmpty()
                && code.findExactly(files.folder() + "/" + file.group(1)).isEmpty();
        if (isMissing) {
            all.add(Finding.at(files.specPath(), line.number(), file.group(1))
                    .warning(
                            "design-missing",
                            "The specification follows the design " + file.group(1) + ", which is not there.",
                            "Put the file there, or name the place where it is."));
        }
    }
}
