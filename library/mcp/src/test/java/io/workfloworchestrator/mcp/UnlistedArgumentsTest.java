package io.workfloworchestrator.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Arguments that a tool takes and its schema does not list: strict clients can send them, and they are checked as the others. */
class UnlistedArgumentsTest {
    record Part(String name, @Field(listed = false) Optional<String> note) {}

    record Whole(String name, List<Part> parts) {}

    record Quiet(
            String name,
            @Field(min = 1, max = 5, listed = false) Optional<Integer> times) {}

    record Said(String said) {}

    private static final Tool<Quiet, Said> QUIET =
            Tool.of("quiet", Quiet.class, Said.class).handler((in, call) -> new Said(in.toString()));

    @Test
    void aSchemaThatLeavesArgumentsOutForbidsNoOthers() {
        assertThat(QUIET.inputSchema())
                .isEqualTo(
                        Json.parse(
                                "{\"type\":\"object\",\"properties\":{\"name\":{\"type\":\"string\"}},\"required\":[\"name\"]}"));
    }

    @Test
    void onlyTheRecordThatLeavesSomethingOutIsOpen() {
        Json.Obj schema = Tool.of("whole", Whole.class, Said.class)
                .handler((in, call) -> new Said(in.toString()))
                .inputSchema();

        assertThat(schema.at("additionalProperties")).contains(Json.of(false));
        assertThat(schema.at("properties", "parts", "items", "additionalProperties"))
                .isEmpty();
    }

    @Test
    void anArgumentThatIsNotListedIsTakenAndChecked() {
        assertThat(said("{\"name\":\"a\",\"times\":\"3\"}")).contains("times=Optional[3]");
        assertThat(said("{\"name\":\"a\",\"times\":6}")).startsWith("E_ARG_RANGE: \"times\" must be at most 5");
    }

    @Test
    void anArgumentThatNobodyKnowsIsRefusedWithTheNamesOfAll() {
        assertThat(said("{\"name\":\"a\",\"tines\":2}"))
                .isEqualTo("E_ARG_UNKNOWN: \"tines\" is unknown. Did you mean \"times\"? Known: name, times.");
    }

    private static String said(String arguments) {
        return QUIET.answer(Json.parse(arguments).asObject(), ToolCall.local()).text();
    }
}
