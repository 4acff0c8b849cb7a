package io.workfloworchestrator.state.tck;

import java.util.ArrayList;
import java.util.List;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Runs the contract of a store by a call: from any test framework, from a {@code main}, or in a build whose test plugin may be too old
 * to find tests of JUnit Jupiter, finds none, and says that all is well.
 *
 * <pre>{@code
 * public static void main(String[] args) {
 *     ContractRun.check(MyStoreTest.class);
 * }
 * }</pre>
 */
public final class ContractRun {
    private ContractRun() {}

    /**
     * Runs the contract and returns how many tests passed.
     *
     * @throws AssertionError naming each test that failed, or saying that none ran
     */
    public static int check(Class<? extends StateStoreContract> contract) {
        Outcome outcome = new Outcome();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(DiscoverySelectors.selectClass(contract))
                                .build(),
                        outcome);
        if (!outcome.failures.isEmpty()) {
            throw new AssertionError(
                    outcome.failures.size() + " failed of the contract:\n" + String.join("\n", outcome.failures));
        }
        if (outcome.passed == 0) {
            throw new AssertionError(
                    "no test of the contract ran for " + contract.getName()
                            + ". It must be a class that JUnit Jupiter can make, and junit-jupiter-engine must be on the class path.");
        }
        return outcome.passed;
    }

    private static final class Outcome implements TestExecutionListener {
        private final List<String> failures = new ArrayList<>();
        private int passed;

        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            if (result.getStatus() != TestExecutionResult.Status.SUCCESSFUL) {
                failures.add(test.getDisplayName() + ": "
                        + result.getThrowable().map(Throwable::toString).orElse("aborted"));
            } else if (test.isTest()) {
                passed++;
            }
        }
    }
}
