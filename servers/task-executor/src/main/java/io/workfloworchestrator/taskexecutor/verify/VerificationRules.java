package io.workfloworchestrator.taskexecutor.verify;

import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.Words;
import java.util.List;
import java.util.Optional;

/**
 * What a project says about the verification of tasks in {@value #FILE}:
 *
 * <pre>{@code
 * checks:
 *   - id: test
 *     run: [mvn, -B, -q, verify]        # each word for itself; no shell reads them
 *     in: .                             # the folder; the project itself when absent
 *     timeout: 10m
 *     at: [task]                        # task, archive or both
 *     for: [feature, bug-fix]           # categories of workflows; all when absent
 *     covers: [src/**, pom.xml]         # the outcome is stale once one of them changes
 *     reports: [target/surefire-reports/TEST-*.xml]
 *     tests: [src/test/**]
 *     environment: [MAVEN_OPTS]
 * requires:
 *   - {for: [feature], constraints: true, review: true, files: true}
 * documentation:
 *   - {id: api, words: [api, endpoint], update: [docs/api/**]}
 * }</pre>
 *
 * <p>A project without {@code checks} has those that {@link CheckProposals} finds; each check runs only after a person approved its
 * command.
 *
 * @param proposed whether the checks were found, and not declared
 * @param requirements what tasks need beside them; the first one that is for a category counts
 * @param documentation which documents must follow which tasks
 */
public record VerificationRules(
        List<Check> checks, boolean proposed, List<Requirement> requirements, List<DocumentationRule> documentation) {
    /** The file, relative to the project. */
    public static final String FILE = ".ai-planning/checks.yaml";

    public VerificationRules {
        checks = List.copyOf(checks);
        requirements = List.copyOf(requirements);
        documentation = List.copyOf(documentation);
    }

    /**
     * What a project says, or what holds where it says nothing.
     *
     * @throws io.workfloworchestrator.definition.BrokenDefinitionException naming every fault of the file with line and column
     */
    public static VerificationRules of(ProjectFolder project) {
        Optional<VerificationRules> own = VerificationReader.read(project);
        boolean declared = own.isPresent() && !own.get().checks().isEmpty();
        return new VerificationRules(
                declared ? own.get().checks() : CheckProposals.of(project),
                !declared,
                own.map(VerificationRules::requirements).orElse(List.of()),
                own.map(VerificationRules::documentation)
                        .filter(rules -> !rules.isEmpty())
                        .orElse(DocumentationRule.USUAL));
    }

    public List<Check> checks(Check.Stage stage, String category) {
        return checks.stream().filter(check -> check.isFor(stage, category)).toList();
    }

    /**
     * The check of that name.
     *
     * @throws CodedException {@code E_CHECK} if there is none; it names the nearest one
     */
    public Check check(String name) {
        return checks.stream()
                .filter(check -> check.name().equals(name))
                .findFirst()
                .orElseThrow(() -> unknown(name));
    }

    private CodedException unknown(String name) {
        List<String> names = checks.stream().map(Check::name).toList();
        String near = Words.nearest(name, names, 3)
                .map(word -> " Did you mean \"" + word + "\"?")
                .orElse("");
        return new CodedException(
                "E_CHECK",
                "There is no check \"" + Words.clip(name, 60).replaceAll("\\p{Cntrl}", "?") + "\"." + near
                        + (names.isEmpty()
                                ? " The project has none: declare it in " + FILE + "."
                                : " There are: " + String.join(", ", names) + "."));
    }

    public Requirement requirement(String category) {
        return requirements.stream()
                .filter(one -> one.isFor(category))
                .findFirst()
                .orElse(Requirement.USUAL);
    }

    /**
     * What tasks of some categories need to be verified, beside the checks that are for them. It mirrors an entry of {@code
     * requires} in {@link VerificationRules#FILE}.
     *
     * @param categories of which categories the workflows are; empty for all
     * @param constraints whether each constraint of the workflow is confirmed for each task
     * @param review whether somebody who did not do the task approves it
     * @param files whether a file of the project changed since the task was begun
     */
    public record Requirement(List<String> categories, boolean constraints, boolean review, boolean files) {
        /** What holds where a project says nothing. */
        static final Requirement USUAL = new Requirement(List.of(), true, false, false);

        public Requirement {
            categories = List.copyOf(categories);
        }

        boolean isFor(String category) {
            return categories.isEmpty() || categories.contains(category);
        }
    }
}
