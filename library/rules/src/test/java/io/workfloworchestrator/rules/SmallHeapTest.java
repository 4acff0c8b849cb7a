package io.workfloworchestrator.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever an expression asks for, memory is bounded by the limits, not by the text or the facts. */
class SmallHeapTest {
    @Test
    @Timeout(60)
    void expressionsThatWouldLikeToBeLargeAreRefusedWithinASmallHeap() throws Exception {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SmallHeapChild.class.getName())
                .redirectErrorStream(true)
                .start();
        String out = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(child.waitFor(10, TimeUnit.SECONDS)).isTrue();

        assertThat(out.lines())
                .containsExactly(
                        "long text: E_RULE_EXPR_SIZE",
                        "long string: E_RULE_EXPR_SIZE",
                        "deep: E_RULE_EXPR_SIZE",
                        "deep lists: E_RULE_EXPR_SIZE",
                        "many operands: Boolean",
                        "lists of lists: E_RULE_COST",
                        "one list that grows: E_RULE_COST",
                        "strings that grow: E_RULE_COST",
                        "many short strings: E_RULE_COST",
                        "maps: E_RULE_COST",
                        "filters: E_RULE_COST",
                        "equal lists: Boolean",
                        "end");
    }
}
