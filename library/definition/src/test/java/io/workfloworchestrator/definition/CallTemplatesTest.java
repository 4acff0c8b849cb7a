package io.workfloworchestrator.definition;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.rules.Facts;
import io.workfloworchestrator.rules.Types;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is filled into the arguments of a call. */
class CallTemplatesTest {
    @Test
    void anArgumentOfOneExpressionKeepsItsType() {
        Call call = new Call(
                "add_item",
                Map.of("fields", "${{'size': n, 'mark': '}'}}", "labels", List.of("a-${n}"), "size", "${n}"));
        assertThat(Templates.call(call, Types.open(), Facts.of(Map.of("n", 3L))).params())
                .isEqualTo(Map.of("fields", Map.of("size", 3L, "mark", "}"), "labels", List.of("a-3"), "size", 3L));
    }
}
