package io.workfloworchestrator.state.tck;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** The contract is worth something: a store with one fault fails it, in the topic of the fault and nowhere else. */
class ContractBitesTest {
    private static final Map<Class<?>, String> TOPICS = Map.ofEntries(
            entry(FaultyStores.TornCommit.class, "Atomicity"),
            entry(FaultyStores.UncheckedReads.class, "Atomicity"),
            entry(FaultyStores.BurntRevisions.class, "Revisions"),
            entry(FaultyStores.SkippingHistory.class, "History"),
            entry(FaultyStores.AsOfOffByOne.class, "History"),
            entry(FaultyStores.RoundedNumbers.class, "Values"),
            entry(FaultyStores.ForgetfulDeletion.class, "Undo"),
            entry(FaultyStores.ReturningFields.class, "Merge"),
            entry(FaultyStores.LostUpdates.class, "Concurrency"),
            entry(FaultyStores.EndlessTurn.class, "Concurrency"),
            entry(FaultyStores.DeafWatch.class, "Watch"),
            entry(FaultyStores.IgnoredOperations.class, "Operations"),
            entry(FaultyStores.ForgottenPublications.class, "Publications"),
            entry(FaultyStores.Volatile.class, "Opening"));

    /** All at once: most of the time a suite waits for a turn or for a change that does not come. */
    @TestFactory
    List<DynamicTest> aStoreWithAFaultFailsInItsTopicAndNowhereElse() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(TOPICS.size());
        try {
            Map<Class<?>, Future<Outcomes>> running = new HashMap<>();
            TOPICS.keySet().forEach(fault -> running.put(fault, threads.submit(() -> run(fault))));
            List<DynamicTest> tests = new ArrayList<>();
            for (Map.Entry<Class<?>, Future<Outcomes>> fault : running.entrySet()) {
                Outcomes outcomes = fault.getValue().get();
                String name = fault.getKey().getSimpleName() + " fails in " + TOPICS.get(fault.getKey());
                tests.add(DynamicTest.dynamicTest(
                        name,
                        () -> assertThat(outcomes.failedTopics)
                                .as("%s", outcomes.failures)
                                .containsExactly(TOPICS.get(fault.getKey()))));
            }
            return tests;
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void everyTopicHasAFault() {
        assertThat(Arrays.stream(StateStoreContract.class.getDeclaredClasses()).map(Class::getSimpleName))
                .containsExactlyInAnyOrderElementsOf(Set.copyOf(TOPICS.values()));
    }

    @Test
    void theStoreInMemoryFailsNowhere() {
        Outcomes outcomes = run(InMemoryStateStoreTest.class);

        assertThat(outcomes.failures).isEmpty();
        assertThat(outcomes.tests).isGreaterThan(60);
        System.out.printf(
                Locale.ROOT,
                "contract: %d tests; %d stores with a fault fail in its topic only%n",
                outcomes.tests,
                TOPICS.size());
    }

    private static Outcomes run(Class<?> contract) {
        Outcomes outcomes = new Outcomes();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectClass(contract))
                                .build(),
                        outcomes);
        return outcomes;
    }

    private static final class Outcomes implements TestExecutionListener {
        private final Set<String> failedTopics = new TreeSet<>();
        private final List<String> failures = new ArrayList<>();
        private int tests;

        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            if (test.isTest()) {
                tests++;
            }
            if (result.getStatus() == TestExecutionResult.Status.FAILED) {
                failures.add(test.getDisplayName() + ": "
                        + result.getThrowable().map(Throwable::toString).orElse(""));
                failedTopics.add(test.getUniqueIdObject().getSegments().stream()
                        .filter(segment -> segment.getType().equals("nested-class"))
                        .map(UniqueId.Segment::getValue)
                        .findFirst()
                        .orElse("no topic"));
            }
        }
    }
}
