package io.workfloworchestrator.app;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * The arrows of the house, from the app down to json; docs/architecture.md draws them.
 *
 * <p>The poms already keep a module from seeing what it does not declare; this says it once, in one table, and also
 * catches an arrow that somebody adds to a pom.
 */
class ArchitectureTest {

    private static final String ROOT = "io.workfloworchestrator";

    /** Module, and the modules that it may use. What is not here may use nothing of ours. */
    private static final Map<String, Set<String>> ARROWS = Map.ofEntries(
            Map.entry("json", Set.of()),
            Map.entry("files", Set.of("json")),
            Map.entry("state", Set.of("json")),
            Map.entry("state.jdbc", Set.of("state", "json")),
            Map.entry("state.files", Set.of("state", "documents", "json")),
            Map.entry("state.tck", Set.of("state", "json")),
            Map.entry("rules", Set.of()),
            Map.entry("detect", Set.of("files", "json")),
            Map.entry("documents", Set.of("files", "json")),
            Map.entry("diagram", Set.of("json")),
            Map.entry("definition", Set.of("rules", "detect", "files", "json")),
            Map.entry("interview", Set.of("definition", "rules", "state", "files", "json")),
            Map.entry("workflow", Set.of("definition", "rules", "detect", "state", "files", "json")),
            Map.entry("mcp", Set.of("json")),
            Map.entry("server", Set.of("mcp", "workflow", "interview", "definition", "state", "files", "json")),
            Map.entry(
                    "local",
                    Set.of(
                            "server",
                            "mcp",
                            "workflow",
                            "documents",
                            "definition",
                            "state",
                            "files",
                            "json",
                            "state.jdbc",
                            "state.files")),
            Map.entry("testing", Set.of("server", "mcp", "workflow", "definition", "state", "files", "json")),
            Map.entry(
                    "projectmanagement",
                    Set.of(
                            "server",
                            "mcp",
                            "workflow",
                            "documents",
                            "diagram",
                            "interview",
                            "definition",
                            "state",
                            "files",
                            "json")),
            Map.entry(
                    "specdriven",
                    Set.of(
                            "server",
                            "mcp",
                            "workflow",
                            "documents",
                            "interview",
                            "definition",
                            "state",
                            "files",
                            "json")),
            Map.entry(
                    "taskexecutor",
                    Set.of(
                            "specdriven",
                            "server",
                            "mcp",
                            "workflow",
                            "documents",
                            "diagram",
                            "definition",
                            "detect",
                            "state",
                            "files",
                            "json")),
            Map.entry(
                    "app",
                    Set.of(
                            "projectmanagement",
                            "specdriven",
                            "taskexecutor",
                            "local",
                            "diagram",
                            "interview",
                            "server",
                            "mcp",
                            "workflow",
                            "definition",
                            "state",
                            "files",
                            "json",
                            "state.jdbc",
                            "state.files")));

    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    @Test
    void everyArrowIsInTheTable() {
        Map<String, Set<String>> forbidden = new TreeMap<>();
        for (JavaClass from : HOUSE) {
            String user = moduleOf(from);
            Set<String> allowed = ARROWS.getOrDefault(user, Set.of());
            from.getDirectDependenciesFromSelf().forEach(dependency -> {
                JavaClass to = dependency.getTargetClass();
                if (to.getPackageName().startsWith(ROOT)) {
                    String used = moduleOf(to);
                    if (!used.equals(user) && !allowed.contains(used)) {
                        forbidden
                                .computeIfAbsent(user + " -> " + used, k -> new TreeSet<>())
                                .add(from.getSimpleName() + " uses " + to.getSimpleName());
                    }
                }
            });
        }
        assertThat(forbidden).isEmpty();
    }

    /** An arrow that nobody needs any more would let somebody draw it again by accident. */
    @Test
    void everyArrowInTheTableIsUsed() {
        Map<String, Set<String>> used = new TreeMap<>();
        for (JavaClass from : HOUSE) {
            from.getDirectDependenciesFromSelf().stream()
                    .map(dependency -> dependency.getTargetClass())
                    .filter(to -> to.getPackageName().startsWith(ROOT))
                    .forEach(to -> used.computeIfAbsent(moduleOf(from), k -> new TreeSet<>())
                            .add(moduleOf(to)));
        }
        Set<String> unused = new TreeSet<>();
        ARROWS.forEach((user, allowed) -> allowed.stream()
                .filter(to -> !used.getOrDefault(user, Set.of()).contains(to))
                .forEach(to -> unused.add(user + " -> " + to)));
        assertThat(unused).isEmpty();
    }

    @Test
    void everyPackageBelongsToAModuleInTheTable() {
        Set<String> homeless = new TreeSet<>();
        HOUSE.forEach(type -> {
            if (!ARROWS.containsKey(moduleOf(type))) {
                homeless.add(type.getPackageName());
            }
        });
        assertThat(homeless).isEmpty();
    }

    @Test
    void packagesOfAModuleHaveNoCycles() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(HOUSE);
    }

    /** A class that several know stands below them and knows none of them. */
    @Test
    void classesOfAPackageHaveNoCircleOfMoreThanTwo() {
        Map<String, Set<String>> uses = new TreeMap<>();
        for (JavaClass type : HOUSE) {
            JavaClass from = topLevel(type);
            type.getDirectDependenciesFromSelf().stream()
                    .map(dependency -> topLevel(dependency.getTargetClass().getBaseComponentType()))
                    .filter(to -> to.getPackageName().equals(from.getPackageName()) && !to.equals(from))
                    .forEach(to -> uses.computeIfAbsent(shortName(from), k -> new TreeSet<>())
                            .add(shortName(to)));
        }
        assertThat(Circles.of(uses)).isEmpty();
    }

    private static JavaClass topLevel(JavaClass type) {
        return type.getEnclosingClass().map(ArchitectureTest::topLevel).orElse(type);
    }

    private static String shortName(JavaClass type) {
        return type.getName().substring(ROOT.length() + 1);
    }

    @Test
    void theTestBitesOnACircleOfThree() {
        Map<String, Set<String>> uses = Map.of(
                "Command", Set.of("Bench", "Console"),
                "Bench", Set.of("Place", "Console"),
                "Place", Set.of("Checkup", "Bench"),
                "Checkup", Set.of("Command"),
                "Key", Set.of("Value", "Console"),
                "Value", Set.of("Key"));
        assertThat(Circles.of(uses))
                .containsExactly("4: Bench, Checkup, Command, Place;"
                        + " such as Bench -> Place -> Checkup -> Command -> Bench");
    }

    @Test
    void aPairAndAOneWayArrowAreNoCircle() {
        assertThat(Circles.of(Map.of(
                        "Key",
                        Set.of("Value", "Text"),
                        "Value",
                        Set.of("Key", "Text"),
                        "Other",
                        Set.of("Key", "Text"))))
                .isEmpty();
    }

    @Test
    void rulesKnowNoFilesAndNoOutsideWorld() {
        noClasses()
                .that(resideInAPackage(ROOT + ".rules.."))
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        "java.nio.file..", "java.net..", "java.sql..", "java.util.concurrent.locks.."))
                .orShould()
                .dependOnClassesThat(DescribedPredicate.describe(
                        "are files or streams of java.io",
                        type -> type.getPackageName().equals("java.io")
                                && !Set.of("Serializable", "UncheckedIOException", "IOException")
                                        .contains(type.getSimpleName())))
                .check(HOUSE);
    }

    @Test
    void rulesFilesAndDetectNeedNoLibraryOfOthers() {
        noClasses()
                .that(resideInAnyPackage(ROOT + ".rules..", ROOT + ".files..", ROOT + ".detect.."))
                .should()
                .dependOnClassesThat(
                        DescribedPredicate.not(resideInAnyPackage("java..", "org.jspecify..", ROOT + "..")))
                .check(HOUSE);
    }

    @Test
    void onlyTheKitTouchesDataBinding() {
        noClasses()
                .that(DescribedPredicate.not(resideInAPackage(ROOT + ".mcp..")))
                .should()
                .dependOnClassesThat(resideInAnyPackage("tools.jackson.databind..", "com.fasterxml.jackson.databind.."))
                .check(HOUSE);
    }

    @Test
    void onlyTheCommandLineAndTheProtocolTouchStandardOutput() {
        noClasses()
                .that(DescribedPredicate.not(resideInAnyPackage(ROOT + ".app..", ROOT + ".mcp..")))
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethod(System.class, "exit", int.class)
                .orShould()
                .callMethod(Throwable.class, "printStackTrace")
                .check(HOUSE);
    }

    @Test
    void theTestBitesOnAForbiddenArrow() {
        assertThat(moduleOf("io.workfloworchestrator.state.spi")).isEqualTo("state");
        assertThat(moduleOf("io.workfloworchestrator.state.jdbc")).isEqualTo("state.jdbc");
        assertThat(moduleOf("io.workfloworchestrator.elsewhere")).isEqualTo("elsewhere");
        assertThatThrownBy(() -> noClasses()
                        .that(resideInAPackage(ROOT + ".app.."))
                        .should()
                        .dependOnClassesThat(resideInAPackage("java.util.."))
                        .check(new ClassFileImporter().importClasses(ArchitectureTest.class)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("ArchitectureTest");
    }

    private static String moduleOf(JavaClass type) {
        return moduleOf(type.getPackageName());
    }

    /** The module whose package is the longest prefix of the given one. */
    private static String moduleOf(String packageName) {
        String tail = packageName.length() > ROOT.length() ? packageName.substring(ROOT.length() + 1) : "";
        List<String> longestFirst = ARROWS.keySet().stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
        return longestFirst.stream()
                .filter(module -> tail.equals(module) || tail.startsWith(module + "."))
                .findFirst()
                .orElse(tail);
    }
}
