package io.workfloworchestrator.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Circles among works are found in one pass over all of them, and by the same rule as the circle of one. */
class PrecedenceTest {
    @Test
    void aLongChainIsFreeUntilItsEndNeedsItsBeginning() {
        Map<String, List<String>> needs = new HashMap<>();
        for (int i = 1; i < 50_000; i++) {
            needs.put("t" + i, List.of("t" + (i - 1)));
        }
        assertThat(isFree(needs)).isTrue();
        needs.put("t0", List.of("t49999"));
        assertThat(isFree(needs)).isFalse();
    }

    @Test
    void allAreFreeWhereNoneIsInACircle() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 500; round++) {
            int size = 2 + random.nextInt(8);
            Map<String, List<String>> needs = new HashMap<>();
            for (int i = 0; i < size; i++) {
                List<String> some = new ArrayList<>();
                for (int j = random.nextInt(3); j > 0; j--) {
                    some.add("t" + random.nextInt(size));
                }
                needs.put("t" + i, some);
            }
            boolean isNone = needs.keySet().stream()
                    .allMatch(id -> Precedence.circle(
                                    id, needs.getOrDefault(id, List.of()), each -> needs.getOrDefault(each, List.of()))
                            .isEmpty());
            assertThat(isFree(needs)).as("seed %d, %s", seed, needs).isEqualTo(isNone);
        }
    }

    private static boolean isFree(Map<String, List<String>> needs) {
        return Precedence.isFree(needs.keySet(), id -> needs.getOrDefault(id, List.of()));
    }
}
