package io.workfloworchestrator.state.proofs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * The tests of another module, run in this process against that module with some of its classes replaced. The package of
 * the module is loaded anew each time; everything else is shared.
 */
final class ModuleTests {
    private final String packageName;
    private final URL main;
    private final URL tests;

    private ModuleTests(String packageName, URL main, URL tests) {
        this.packageName = packageName;
        this.main = main;
        this.tests = tests;
    }

    /**
     * Compiles the tests of a module.
     *
     * @param module its folder below {@code library}
     * @param type any class of its package
     */
    static ModuleTests of(String module, Class<?> type, Path classes) throws IOException {
        Files.createDirectories(classes);
        try (Stream<Path> sources = Files.walk(Mutant.library().resolve(module).resolve("src/test/java"))) {
            List<Path> files = sources.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.endsWith("package-info.java"))
                    .toList();
            javac("tests of " + module, files, classes);
        }
        return new ModuleTests(
                type.getPackageName() + ".",
                type.getProtectionDomain().getCodeSource().getLocation(),
                classes.toUri().toURL());
    }

    /** Compiles sources against everything on the class path. */
    private static void javac(String what, List<Path> files, Path classes) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            List<String> options = List.of(
                    "-proc:none",
                    "-nowarn",
                    "-d",
                    classes.toString(),
                    "-cp",
                    System.getProperty("surefire.test.class.path", System.getProperty("java.class.path", "")));
            boolean compiled = compiler.getTask(
                            said, manager, null, options, null, manager.getJavaFileObjects(files.toArray(Path[]::new)))
                    .call();
            assertThat(compiled).as("%s compiles: %s", what, said).isTrue();
        }
    }

    /** Runs {@code Class#method}; why it failed, empty when it did not. */
    Optional<String> run(String test, List<Path> front) throws IOException, ClassNotFoundException {
        List<URL> urls = new ArrayList<>();
        for (Path classes : front) {
            urls.add(classes.toUri().toURL());
        }
        urls.addAll(List.of(tests, main));
        try (Loader loader = new Loader(packageName, urls)) {
            String[] names = test.split("#");
            Class<?> type = loader.loadClass(packageName + names[0]);
            Method method = Arrays.stream(type.getDeclaredMethods())
                    .filter(one -> one.getName().equals(names[1]))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("there is no test " + test));
            Outcome outcome = new Outcome();
            LauncherFactory.create()
                    .execute(
                            LauncherDiscoveryRequestBuilder.request()
                                    .selectors(DiscoverySelectors.selectMethod(type, method))
                                    .configurationParameter("junit.jupiter.execution.parallel.enabled", "false")
                                    .build(),
                            outcome);
            assertThat(outcome.finished).as("tests of %s that ran", test).isPositive();
            return outcome.failures.stream().findFirst();
        }
    }

    private static final class Loader extends URLClassLoader {
        private final String own;

        Loader(String own, List<URL> urls) {
            super(urls.toArray(URL[]::new), ModuleTests.class.getClassLoader());
            this.own = own;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith(own) || name.indexOf('.', own.length()) >= 0) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> known = findLoadedClass(name);
                return known == null ? findClass(name) : known;
            }
        }
    }

    private static final class Outcome implements TestExecutionListener {
        private final List<String> failures = new ArrayList<>();
        private int finished;

        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            finished += test.isTest() ? 1 : 0;
            if (result.getStatus() == TestExecutionResult.Status.FAILED) {
                failures.add(result.getThrowable().map(Throwable::toString).orElse("no reason"));
            }
        }
    }
}
