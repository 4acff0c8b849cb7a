package io.workfloworchestrator.specdriven.analysis;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The files and names of code that a requirement or task names: in back quotes, as paths in its text, or in its fields {@code files}
 * and {@code tests}. Immutable.
 *
 * @param names identifiers, such as {@code TotalsService.refund}
 * @param tests those that are said to test it, of files and names
 */
record NamedCode(Set<String> files, Set<String> names, Set<String> tests) {
    private static final Pattern QUOTED = Pattern.compile("`([^`\\n]{2,200})`");
    private static final Pattern PATH = Pattern.compile("(?<![\\w./-])(?:[\\w.@-]+/)+[\\w.@-]+\\.[A-Za-z]\\w{0,7}\\b");
    private static final Pattern FILE =
            Pattern.compile("(?:[\\w.@-]+/)*[\\w@-][\\w.@-]*\\.[A-Za-z]\\w{0,7}(?::\\d+(?:-\\d+)?)?");
    private static final Pattern ENDING =
            Pattern.compile("(?iu).*\\.(?:" + ProjectCode.ENDINGS + "|md|txt)(?::\\d+(?:-\\d+)?)?");
    private static final Pattern NAME =
            Pattern.compile("[A-Za-z_$][\\w$]*(?:(?:\\.|#|::)[A-Za-z_$][\\w$]*)*(?:\\(\\))?");
    private static final Pattern CODE_LIKE =
            Pattern.compile(".*(?:[a-z][A-Z]|_|\\(\\)|#|::|\\w\\.\\w|^[A-Z][a-z]+\\w*$).*");
    private static final Pattern TEST = Pattern.compile(
            "(?iu)(?:^|/)tests?/|tests?\\.\\w+$|\\.(?:test|spec)\\.\\w+$|(?:^|/)test_|Test(?:s|Case)?\\b");

    static NamedCode of(String text, LineFields fields) {
        Set<String> files = new LinkedHashSet<>();
        Set<String> names = new LinkedHashSet<>();
        Set<String> tests = new LinkedHashSet<>();
        QUOTED.matcher(text).results().forEach(found -> sort(found.group(1).strip(), files, names));
        PATH.matcher(QUOTED.matcher(text).replaceAll(" "))
                .results()
                .map(found -> found.group())
                .filter(path -> ENDING.matcher(path).matches())
                .forEach(files::add);
        fields.list("files").forEach(one -> sort(one, files, names));
        List<String> said = new ArrayList<>(fields.list("tests"));
        fields.find("test").ifPresent(said::add);
        said.forEach(one -> {
            sort(one, files, names);
            tests.add(one);
        });
        files.stream().filter(path -> TEST.matcher(path).find()).forEach(tests::add);
        return new NamedCode(files, names, tests);
    }

    private static void sort(String word, Set<String> files, Set<String> names) {
        Matcher name = NAME.matcher(word);
        if (FILE.matcher(word).matches() && ENDING.matcher(word).matches()) {
            files.add(word);
        } else if (name.matches() && CODE_LIKE.matcher(word).matches()) {
            names.add(word.replace("()", ""));
        }
    }

    boolean isEmpty() {
        return files.isEmpty() && names.isEmpty();
    }

    /** The part of a name that is not in the code; empty if all of it is. Names of packages and libraries may be left out. */
    static Optional<String> missing(String name, ProjectCode code) {
        String[] parts = name.split("\\.|#|::");
        String last = parts[parts.length - 1];
        if (!code.hasWord(last)) {
            return Optional.of(last);
        }
        boolean isOfType = parts.length > 1 && Character.isUpperCase(parts[parts.length - 2].charAt(0));
        return isOfType && !code.hasWord(parts[parts.length - 2])
                ? Optional.of(parts[parts.length - 2])
                : Optional.empty();
    }
}
