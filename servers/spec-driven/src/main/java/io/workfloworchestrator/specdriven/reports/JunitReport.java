package io.workfloworchestrator.specdriven.reports;

import io.workfloworchestrator.specdriven.reports.TestCase.Outcome;
import java.io.ByteArrayInputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * JUnit XML as Ant began it and as Surefire, Gradle, pytest, Jest, Go and others write it: {@code testsuites} or one {@code
 * testsuite} with {@code testcase} elements, a {@code failure}, {@code error} or {@code skipped} in those that did not pass. A
 * {@code flakyFailure} or {@code flakyError} of Surefire says that a repetition passed.
 *
 * <p>Document type definitions are refused, so that no entity is expanded and no other file or address is read. Pure functions.
 */
final class JunitReport {
    /** Below 100, at which the parser of newer runtimes stops with words of its own. */
    private static final int MOST_DEPTH = 90;

    private JunitReport() {}

    static List<TestCase> read(byte[] report) {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("another file is named, and none is read");
        });
        try {
            XMLStreamReader xml = factory.createXMLStreamReader(new ByteArrayInputStream(report));
            try {
                return cases(xml);
            } finally {
                xml.close();
            }
        } catch (XMLStreamException e) {
            String said = String.valueOf(e.getMessage()).lines().reduce("", (one, next) -> one + " " + next);
            throw new ReportException("it is no XML that can be read:" + said, e);
        }
    }

    private static List<TestCase> cases(XMLStreamReader xml) throws XMLStreamException {
        CaseList cases = new CaseList();
        Deque<Suite> suites = new ArrayDeque<>();
        String suite = "";
        boolean known = false;
        int depth = 0;
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamConstants.DTD) {
                throw new ReportException("it has a document type definition, which no test tool writes.");
            }
            if (event == XMLStreamConstants.END_ELEMENT) {
                depth--;
                if (isSuite(xml.getLocalName())) {
                    suites.pop().requireFailures(cases);
                }
            }
            if (event != XMLStreamConstants.START_ELEMENT) {
                continue;
            }
            requireDepth(++depth);
            String element = xml.getLocalName();
            if (depth == 1) {
                known = isSuite(element);
            }
            if (isSuite(element)) {
                suites.push(Suite.of(xml, cases));
            }
            if (element.equals("testsuite")) {
                suite = attribute(xml, "name");
            } else if (element.equals("testcase")) {
                cases.add(testCase(xml, suite));
                depth--; // it was read to its end
            }
        }
        if (!known) {
            throw new ReportException("it is XML, but no JUnit report: its first element is no testsuite.");
        }
        return cases.all();
    }

    private static boolean isSuite(String element) {
        return element.equals("testsuites") || element.equals("testsuite");
    }

    /**
     * What a suite says of itself.
     *
     * @param failures how many tests failed by its own count
     * @param before how many had failed in the report when it began
     */
    private record Suite(String name, int failures, long before) {
        static Suite of(XMLStreamReader xml, CaseList cases) {
            return new Suite(attribute(xml, "name"), count(xml, "failures") + count(xml, "errors"), cases.failures());
        }

        private static int count(XMLStreamReader xml, String name) {
            String text = attribute(xml, name).strip();
            return text.matches("[0-9]{1,8}") ? Integer.parseInt(text) : 0;
        }

        /** A suite that counts failures and has no test that failed does not pass: what failed may lie outside of the tests. */
        void requireFailures(CaseList cases) {
            if (failures > 0 && cases.failures() == before) {
                cases.add(new TestCase(
                        name,
                        "tests that it does not name",
                        "",
                        Outcome.FAILED,
                        "the suite counts " + failures + " failed, and names no test that did"));
            }
        }
    }

    private static void requireDepth(int depth) {
        if (depth > MOST_DEPTH) {
            throw new ReportException("its elements are nested deeper than " + MOST_DEPTH + ".");
        }
    }

    private static TestCase testCase(XMLStreamReader xml, String suite) throws XMLStreamException {
        String group = attribute(xml, "classname");
        String name = attribute(xml, "name");
        String file = attribute(xml, "file");
        Outcome outcome = Outcome.PASSED;
        String message = "";
        int depth = 1;
        while (depth > 0) {
            int event = xml.next();
            if (event == XMLStreamConstants.END_ELEMENT) {
                depth--;
            } else if (event == XMLStreamConstants.START_ELEMENT) {
                requireDepth(++depth);
                Outcome said = depth == 2 ? outcome(xml.getLocalName()) : null;
                if (said != null && (said == Outcome.FAILED || outcome == Outcome.PASSED)) {
                    outcome = said;
                    message = attribute(xml, "message");
                }
            }
        }
        return new TestCase(group.isEmpty() ? suite : group, name, file, outcome, message);
    }

    private static @Nullable Outcome outcome(String element) {
        return switch (element) {
            case "failure", "error" -> Outcome.FAILED;
            case "skipped" -> Outcome.SKIPPED;
            case "flakyFailure", "flakyError" -> Outcome.WARNED;
            default -> null;
        };
    }

    private static String attribute(XMLStreamReader xml, String name) {
        return Objects.requireNonNullElse(xml.getAttributeValue(null, name), "");
    }
}
