package io.workfloworchestrator.state.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** A run that ran nothing is no success. */
class ContractRunTest {
    @Test
    void aGoodStorePassesEveryTest() {
        assertThat(ContractRun.check(InMemoryStateStoreTest.class)).isGreaterThan(60);
    }

    @Test
    void aFaultIsNamed() {
        assertThatThrownBy(() -> ContractRun.check(FaultyStores.RoundedNumbers.class))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("failed of the contract");
    }

    /** An abstract class is what JUnit finds no tests in. */
    @Test
    void whereNothingRunsItFails() {
        assertThatThrownBy(() -> ContractRun.check(FaultyStores.Faulty.class))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("no test of the contract ran");
    }
}
