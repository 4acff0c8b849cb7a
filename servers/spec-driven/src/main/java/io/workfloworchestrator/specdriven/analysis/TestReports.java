package io.workfloworchestrator.specdriven.analysis;

import io.workfloworchestrator.files.PathAttributes;
import io.workfloworchestrator.files.PathException;
import io.workfloworchestrator.files.ProjectFolder;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Which tests ran, by the reports that builds leave: JUnit XML (Maven Surefire and Failsafe, Gradle, and whoever writes that form, such
 * as pytest and vitest) and TAP (testanything.org, versions 12 to 14). Immutable.
 */
record TestReports(List<Run> runs, List<String> unreadable) {
    private static final int MOST_BYTES = 16 << 20;
    private static final Pattern TAP =
            Pattern.compile("^\\s*(not )?ok\\b\\s*\\d*\\s*(?:-\\s*)?(.*?)\\s*(#\\s*(?i:skip|todo).*)?$");

    static TestReports of(ProjectFolder project, List<String> reports) {
        List<Run> runs = new ArrayList<>();
        List<String> unreadable = new ArrayList<>();
        for (String path : reports) {
            try {
                Instant at =
                        project.attributes(path).map(PathAttributes::modified).orElse(Instant.EPOCH);
                byte[] content = project.read(path, MOST_BYTES);
                runs.addAll(path.endsWith(".tap") ? tap(content, path, at) : junit(content, path, at));
            } catch (PathException | XMLStreamException e) {
                unreadable.add(path);
            }
        }
        return new TestReports(runs, unreadable);
    }

    private static List<Run> junit(byte[] content, String path, Instant at) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        XMLStreamReader xml = factory.createXMLStreamReader(new ByteArrayInputStream(content));
        List<Run> runs = new ArrayList<>();
        String suite = "";
        Optional<Run> open = Optional.empty();
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                switch (xml.getLocalName()) {
                    case "testsuite" ->
                        suite = attribute(xml, "file")
                                .or(() -> attribute(xml, "name"))
                                .orElse("");
                    case "testcase" -> open = Optional.of(run(xml, suite, path, at));
                    case "failure", "error" -> open = open.map(run -> with(run, Run.Outcome.FAILED));
                    case "skipped" -> open = open.map(run -> with(run, Run.Outcome.SKIPPED));
                    default -> {
                        // Output and properties say nothing about the outcome.
                    }
                }
            } else if (event == XMLStreamConstants.END_ELEMENT
                    && xml.getLocalName().equals("testcase")) {
                open.ifPresent(runs::add);
                open = Optional.empty();
            }
        }
        return runs;
    }

    private static Run run(XMLStreamReader xml, String suite, String path, Instant at) {
        String where =
                attribute(xml, "file").or(() -> attribute(xml, "classname")).orElse(suite);
        return new Run(where, attribute(xml, "name").orElse(""), Run.Outcome.PASSED, path, at);
    }

    private static Run with(Run run, Run.Outcome outcome) {
        return new Run(run.suite(), run.name(), outcome, run.report(), run.at());
    }

    private static Optional<String> attribute(XMLStreamReader xml, String name) {
        return Optional.ofNullable(xml.getAttributeValue(null, name)).filter(value -> !value.isBlank());
    }

    private static List<Run> tap(byte[] content, String path, Instant at) {
        String file = path.substring(path.lastIndexOf('/') + 1).replaceFirst("\\.tap$", "");
        List<Run> runs = new ArrayList<>();
        for (String line : new String(content, StandardCharsets.UTF_8).split("\\R")) {
            Matcher matcher = TAP.matcher(line);
            if (matcher.matches()) {
                Run.Outcome outcome = matcher.group(3) != null
                        ? Run.Outcome.SKIPPED
                        : matcher.group(1) != null ? Run.Outcome.FAILED : Run.Outcome.PASSED;
                runs.add(new Run(file, matcher.group(2), outcome, path, at));
            }
        }
        return runs;
    }

    /** The cases that somebody means by a file, a class or a name. */
    List<Run> of(String named) {
        return runs.stream().filter(run -> run.isCalled(named)).toList();
    }

    /** @param suite the class or file, as the report names it; may be empty */
    record Run(String suite, String name, Outcome outcome, String report, Instant at) {
        enum Outcome {
            PASSED,
            FAILED,
            SKIPPED
        }

        /** @param named a file such as {@code src/test/java/LoginTest.java}, a class, or a case such as {@code LoginTest.locks} */
        boolean isCalled(String named) {
            String plain = named.replace('#', '.').replaceAll("\\(\\)$", "");
            String file = plain.substring(plain.lastIndexOf('/') + 1);
            String bare = file.replaceFirst("\\.(?:java|kt|groovy|scala|jsx?|tsx?|mjs|py|rb|go|rs|cs|php|bats|t)$", "");
            String path = suite.replace('\\', '/');
            String last = path.substring(path.lastIndexOf('/') + 1);
            return path.endsWith(plain)
                    || last.equals(bare)
                    || last.endsWith("." + bare)
                    || last.startsWith(bare + ".")
                    || bare.equals(last.substring(last.lastIndexOf('.') + 1) + "." + name)
                    || bare.equals(name);
        }
    }
}
