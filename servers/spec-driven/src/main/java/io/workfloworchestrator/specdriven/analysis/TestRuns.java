package io.workfloworchestrator.specdriven.analysis;

import io.workfloworchestrator.files.PathAttributes;
import io.workfloworchestrator.files.PathException;
import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.specdriven.reports.ReportException;
import io.workfloworchestrator.specdriven.reports.TestCase;
import io.workfloworchestrator.specdriven.reports.TestReports;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Which tests ran, by the reports that builds leave. Immutable. */
record TestRuns(List<Run> runs, List<String> unreadable) {
    static TestRuns of(ProjectFolder project, List<String> reports) {
        List<Run> runs = new ArrayList<>();
        List<String> unreadable = new ArrayList<>();
        for (String path : reports) {
            try {
                Instant at =
                        project.attributes(path).map(PathAttributes::modified).orElse(Instant.EPOCH);
                TestReports.readAll(project.read(path, TestReports.MOST_BYTES))
                        .forEach(test -> runs.add(new Run(test, path, at)));
            } catch (PathException | ReportException e) {
                unreadable.add(path);
            }
        }
        return new TestRuns(runs, unreadable);
    }

    /** The cases that somebody means by a file, a class or a name. */
    List<Run> of(String named) {
        return runs.stream().filter(run -> run.isCalled(named)).toList();
    }

    record Run(TestCase test, String report, Instant at) {
        /** The class or file, as the report names it; in TAP only the report has a name. */
        private String suite() {
            String named = test.file().isEmpty() ? test.group() : test.file();
            return named.isEmpty() ? report.replaceFirst("^.*/", "").replaceFirst("\\.tap$", "") : named;
        }

        /** @param named a file such as {@code src/test/java/LoginTest.java}, a class, or a case such as {@code LoginTest.locks} */
        boolean isCalled(String named) {
            String plain = named.replace('#', '.').replaceAll("\\(\\)$", "");
            String file = plain.substring(plain.lastIndexOf('/') + 1);
            String bare = file.replaceFirst("\\.(?:java|kt|groovy|scala|jsx?|tsx?|mjs|py|rb|go|rs|cs|php|bats|t)$", "");
            String path = suite().replace('\\', '/');
            String last = path.substring(path.lastIndexOf('/') + 1);
            return path.endsWith(plain)
                    || last.equals(bare)
                    || last.endsWith("." + bare)
                    || last.startsWith(bare + ".")
                    || bare.equals(last.substring(last.lastIndexOf('.') + 1) + "." + test.name())
                    || bare.equals(test.name());
        }
    }
}
