package io.workfloworchestrator.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelcontextprotocol.spec.McpSchema;
import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.Json;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ToolTest {
    enum Kind {
        ONE_OFF,
        REPEATED
    }

    record Person(@Field("Full name") String name, Optional<LocalDate> born) {}

    record In(
            @Field(value = "What to plan", max = 10) String title,
            Kind kind,
            int count,
            double weight,
            boolean urgent,
            Optional<Instant> due,
            @Nullable Person owner,
            List<Person> helpers,
            Map<String, Integer> votes,
            @Field(max = 2) List<String> tags,
            Optional<Json> extra) {}

    record Out(@Field(untrusted = true) String note, List<Quote> quotes, Map<String, Quote> byName) {}

    record Quote(
            @Field(value = "As written", untrusted = true, max = 10)
            String text) {}

    record Even(int number) {
        Even {
            if (number % 2 != 0) {
                throw new IllegalArgumentException("number must be even, not " + number);
            }
        }
    }

    record Tree(String name, List<Tree> children) {}

    private static final Json.Obj GOOD = Json.parse(
                    "{\"title\":\"t\",\"kind\":\"one-off\",\"count\":1,\"weight\":0.5,\"urgent\":true}")
            .asObject();

    private static final Tool<In, Out> PLAN = Tool.of("plan", In.class, Out.class)
            .description("Plans.")
            .handler((in, call) -> new Out(in.toString(), List.of(), Map.of()));

    @Test
    void theInputSchemaSaysEverythingThatIsChecked() {
        assertThat(PLAN.inputSchema()).isEqualTo(Json.parse("""
            {"type": "object",
             "properties": {
              "title": {"type": "string", "description": "What to plan"},
              "kind": {"type": "string", "enum": ["one-off", "repeated"]},
              "count": {"type": "integer"},
              "weight": {"type": "number"},
              "urgent": {"type": "boolean"},
              "due": {"type": "string", "format": "date-time"},
              "owner": {"type": "object",
               "properties": {"name": {"type": "string", "description": "Full name"},
                              "born": {"type": "string", "description": "Such as 2026-01-31"}},
               "required": ["name"], "additionalProperties": false},
              "helpers": {"type": "array", "items": {"type": "object",
               "properties": {"name": {"type": "string", "description": "Full name"},
                              "born": {"type": "string", "description": "Such as 2026-01-31"}},
               "required": ["name"], "additionalProperties": false}},
              "votes": {"type": "array", "items": {"type": "string"}, "description": "Each name=value"},
              "tags": {"type": "array", "items": {"type": "string"}},
              "extra": {"type": "string", "description": "Text, or JSON"}},
             "required": ["title", "kind", "count", "weight", "urgent"],
             "additionalProperties": false}\
            """));
    }

    @Test
    void theOutputSchemaTypesTheFieldsNamesWhatIsInsideAndMarksWhatOthersWrote() {
        assertThat(PLAN.outputSchema()).isEqualTo(Json.parse("""
            {"type": "object",
             "properties": {
              "note": {"type": "string", "description": "untrusted"},
              "quotes": {"type": "array", "items": {"properties": {"text": {}}},
               "description": "untrusted"},
              "byName": {"type": "object", "additionalProperties": {"properties": {"text": {}}},
               "description": "untrusted"}}}\
            """));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "title   | \"12345678901\" | E_FIELD_SIZE | \"title\" has 11 characters, the limit is 10.",
                "title   | null            | E_ARG_TYPE   | \"title\" must be a string, but it is null.",
                "kind    | \"once_off\"    | E_ARG_VALUE  | \"kind\" must be one of one-off, repeated, but it is"
                        + " \"once_off\". Did you mean \"one-off\"?",
                "kind    | 1               | E_ARG_TYPE   | \"kind\" must be one of one-off, repeated, but it is the"
                        + " number 1.",
                "count   | 1.5             | E_ARG_TYPE   | \"count\" must be a whole number, but it is the number"
                        + " 1.5.",
                "count   | \"2x\"          | E_ARG_TYPE   | \"count\" must be a whole number, but it is the string"
                        + " \"2x\".",
                "count   | \"2.5\"         | E_ARG_TYPE   | \"count\" must be a whole number, but it is the string"
                        + " \"2.5\".",
                "count   | \" 2\"          | E_ARG_TYPE   | \"count\" must be a whole number, but it is the string \""
                        + " 2\".",
                "count   | \"\"            | E_ARG_TYPE   | \"count\" must be a whole number, but it is the string"
                        + " \"\".",
                "count   | true            | E_ARG_TYPE   | \"count\" must be a whole number, but it is true.",
                "count   | 2147483648      | E_ARG_RANGE  | \"count\" must be at most 2147483647, but it is"
                        + " 2147483648.",
                "count   | -2147483649     | E_ARG_RANGE  | \"count\" must be at least -2147483648, but it is"
                        + " -2147483649.",
                "weight  | \"1kg\"         | E_ARG_TYPE   | \"weight\" must be a number, but it is the string \"1kg\".",
                "urgent  | \"yes\"         | E_ARG_TYPE   | \"urgent\" must be true or false, but it is the string"
                        + " \"yes\".",
                "urgent  | 1               | E_ARG_TYPE   | \"urgent\" must be true or false, but it is the number 1.",
                "tags    | \"a,b\"         | E_ARG_TYPE   | \"tags\" must be an array, but it is the string \"a,b\".",
                "tags    | \"[a\"          | E_ARG_TYPE   | \"tags\" must be an array, but it is the string \"[a\".",
                "votes   | [{\"name\":\"A\"}] | E_ARG_TYPE | \"votes\" must be an array of name=value, or an object,"
                        + " but it is an array [{\"name\":\"A\"}].",
                "votes   | [{\"name\":\"A\",\"value\":1},{\"name\":\"A\",\"value\":2}] | E_ARG_TYPE | \"votes\" must"
                        + " be an array of name=value, or an object, but it is an array"
                        + " [{\"name\":\"A\",\"value\":1},{\"name\":\"A\",\"value\":2}].",
                "due     | \"tomorrow\"    | E_ARG_TYPE   | \"due\" must be a time such as 2026-01-31T12:00:00Z, but"
                        + " it is the string \"tomorrow\".",
                "owner   | []              | E_ARG_TYPE   | \"owner\" must be an object with name, born, but it is an array"
                        + " [].",
                "helpers | \"Ada\"         | E_ARG_TYPE   | \"helpers\" must be an array of objects with name, born, but"
                        + " it is the string \"Ada\".",
                "owner   | {}              | E_ARG_MISSING | \"owner.name\" is missing; it must be a string.",
                "owner   | {\"name\":\"A\",\"age\":3} | E_ARG_UNKNOWN | \"owner.age\" is unknown. Known: name, born.",
                "helpers | [{\"name\":\"A\"},{\"name\":2}] | E_ARG_TYPE | \"helpers[1].name\" must be a string, but it"
                        + " is the number 2.",
                "votes   | {\"Ada\":\"x\"} | E_ARG_TYPE   | \"votes.Ada\" must be a whole number, but it is the string"
                        + " \"x\".",
                "tags    | [\"a\",\"b\",\"c\"] | E_FIELD_SIZE | \"tags\" has 3 elements, the limit is 2.",
                "urgnt   | true            | E_ARG_UNKNOWN | \"urgnt\" is unknown. Did you mean \"urgent\"? Known:"
                        + " title, kind, count, weight, urgent, due, owner, helpers, votes, tags, extra.",
            },
            quoteCharacter = '\'')
    void aWrongArgumentIsNamedWithWhatWasExpected(String field, String value, String code, String message) {
        ToolAnswer answer = PLAN.answer(GOOD.with(field, Json.parse(value)), ToolCall.local());

        assertThat(answer.isError()).isTrue();
        assertThat(answer.structured().at("error", "code")).contains(Json.of(code));
        assertThat(answer.structured().at("error", "message")).contains(Json.of(message));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "count   | \"2\"                        | count=2,",
                "count   | \"-2\"                       | count=-2,",
                "count   | 2.0                          | count=2,",
                "count   | \"2.0\"                      | count=2,",
                "count   | 2e1                          | count=20,",
                "weight  | \"1.25\"                     | weight=1.25,",
                "weight  | 3                            | weight=3.0,",
                "urgent  | \"true\"                     | urgent=true,",
                "urgent  | \"false\"                    | urgent=false,",
                "owner   | \"{\\\"name\\\":\\\"Ada\\\"}\"     | owner=Person[name=Ada,",
                "helpers | \"[{\\\"name\\\":\\\"Ada\\\"}]\"   | helpers=[Person[name=Ada,",
                "helpers | {\"name\":\"Ada\"}             | helpers=[Person[name=Ada,",
                "helpers | null                         | helpers=[],",
                "tags    | \"a\"                        | tags=[a],",
                "tags    | \"[\\\"a\\\",\\\"b\\\"]\"        | tags=[a, b],",
                "tags    | null                         | tags=[],",
                "votes   | {\"Ada\":\"3\"}              | votes={Ada=3},",
                "votes   | [{\"name\":\"Ada\",\"value\":\"3\"}] | votes={Ada=3},",
                "votes   | [\"Ada=3\",\"Bo=4\"]            | votes={Ada=3, Bo=4},",
                "votes   | \"{\\\"Ada\\\":3}\"          | votes={Ada=3},",
                "votes   | null                         | votes={},",
                "kind    | \"Repeated\"                 | kind=REPEATED,",
                "kind    | \"one_off\"                  | kind=ONE_OFF,",
                "kind    | \" One  Off \"               | kind=ONE_OFF,",
                "extra   | \"2\"                        | extra=Optional[\"2\"]",
                "extra   | \"{\\\"a\\\":[1]}\"           | extra=Optional[{\"a\":[1]}]",
                "extra   | \"[ ] open\"                 | extra=Optional[\"[ ] open\"]",
            },
            quoteCharacter = '\'')
    void anArgumentInAnotherFormThatCanMeanOneThingIsTaken(String field, String value, String taken) {
        Tool<In, Said> tool = Tool.of("say", In.class, Said.class).handler((in, call) -> new Said(in.toString()));

        ToolAnswer answer = tool.answer(GOOD.with(field, Json.parse(value)), ToolCall.local());

        assertThat(answer.isError()).as(answer.text()).isFalse();
        assertThat(answer.structured().text("said").orElse("")).contains(taken);
    }

    record Said(String said) {}

    record Assumed(Map<String, Json> assume) {}

    @Test
    void aMapOfAnyValuesIsTakenAsPairsWhoseTextsAreJsonWhereTheyCanBe() {
        Tool<Assumed, Assumed> tool =
                Tool.of("assume", Assumed.class, Assumed.class).handler((in, call) -> in);
        Json pairs = Json.parse(
                "[\"d=e=f\",\"g=\",{\"name\":\"a\",\"value\":\"true\"},{\"name\":\"b\",\"value\":\"two words\"},"
                        + "{\"name\":\"c\",\"value\":3}]");

        assertThat(tool.answer(Json.Obj.EMPTY.with("assume", pairs), ToolCall.local())
                        .structured())
                .isEqualTo(
                        Json.parse("{\"assume\":{\"a\":true,\"b\":\"two words\",\"c\":3,\"d\":\"e=f\",\"g\":\"\"}}"));
        Json object = Json.parse("{\"assume\":{\"a\":\"true\"}}");
        assertThat(tool.answer(object.asObject(), ToolCall.local()).structured())
                .as("in an object a text stays one")
                .isEqualTo(object);
        assertThat(tool.inputSchema().at("properties", "assume", "items", "type"))
                .contains(Json.of("string"));
    }

    @Test
    void allProblemsAreNamedAtOnceButNotMoreThanFive() {
        ToolAnswer answer = PLAN.answer(Json.parse("{\"a\":1,\"b\":2,\"c\":3}").asObject(), ToolCall.local());

        assertThat(answer.text().lines()).hasSize(6);
        assertThat(answer.text()).startsWith("E_ARG_UNKNOWN: \"a\" is unknown.").endsWith("and 3 more.");
    }

    @Test
    void nullMeansAbsentWhereAbsentIsAllowed() {
        Json.Obj nulls = GOOD.with("due", Json.Null.VALUE).with("owner", Json.Null.VALUE);

        assertThat(PLAN.answer(nulls, ToolCall.local()).isError()).isFalse();
    }

    @Test
    void whatTheRecordItselfRefusesReachesTheClient() {
        Tool<Even, Even> tool = Tool.of("even", Even.class, Even.class).handler((in, call) -> in);

        ToolAnswer answer = tool.answer(Json.parse("{\"number\":3}").asObject(), ToolCall.local());

        assertThat(answer.text()).isEqualTo("E_ARG_VALUE: at /: number must be even, not 3");
    }

    @Test
    void aRecordThatHoldsItselfHasAFiniteSchema() {
        Tool<Tree, Tree> tool = Tool.of("tree", Tree.class, Tree.class).handler((in, call) -> in);
        Json.Obj tree = Json.parse("{\"name\":\"a\",\"children\":[{\"name\":\"b\",\"children\":[]}]}")
                .asObject();

        assertThat(tool.inputSchema().at("properties", "children", "items"))
                .contains(Json.parse("{\"type\":\"string\",\"description\":\"An object as JSON\"}"));
        assertThat(tool.answer(tree, ToolCall.local()).structured()).isEqualTo(tree);
    }

    @Test
    void untrustedTextIsCleanedAndCutWhereverItStands() {
        Quote hostile = new Quote("a\u001b[31m\nbcdefghijk");
        Tool<Even, Out> tool = Tool.of("quote", Even.class, Out.class)
                .handler((in, call) -> new Out("x".repeat(300), List.of(hostile), Map.of("k", hostile)));

        Json.Obj out = tool.answer(Json.parse("{\"number\":2}").asObject(), ToolCall.local())
                .structured();

        assertThat(out.at("note").flatMap(Json::asText).orElse("")).hasSize(200).contains("x…x");
        assertThat(out.at("quotes", "0", "text")).contains(Json.of("a bcd…hijk"));
        assertThat(out.at("byName", "k", "text")).contains(Json.of("a bcd…hijk"));
    }

    @Test
    void anErrorOfTheStateKeepsItsCode() {
        Tool<Even, Even> tool = Tool.of("state", Even.class, Even.class).handler((in, call) -> {
            throw new CodedException("E_READ_ONLY", "the store is read-only.");
        });

        assertThat(tool.answer(Json.parse("{\"number\":2}").asObject(), ToolCall.local())
                        .text())
                .isEqualTo("E_READ_ONLY: the store is read-only.");
    }

    @Test
    void aValueThatTheToolRefusesIsNoFaultOfTheServer() {
        Tool<Even, Even> tool = Tool.of("half", Even.class, Even.class).handler((in, call) -> {
            throw new IllegalArgumentException("there is no half of " + in.number() + " apples.");
        });

        assertThat(tool.answer(Json.parse("{\"number\":2}").asObject(), ToolCall.local())
                        .text())
                .isEqualTo("E_ARG_VALUE: there is no half of 2 apples.");
    }

    @Test
    void aStackOverflowIsAnInternalErrorAndNotTheEnd() {
        Tool<Even, Even> tool = Tool.of("deep", Even.class, Even.class).handler((in, call) -> deeper(in));

        assertThat(tool.answer(Json.parse("{\"number\":2}").asObject(), ToolCall.local())
                        .text())
                .startsWith("E_INTERNAL: the tool deep failed");
    }

    @SuppressWarnings("InfiniteRecursion") // That is its job.
    private static Even deeper(Even in) {
        return deeper(new Even(in.number() + 2));
    }

    @Test
    void aPlainSdkServerGetsTheSameToolInTheJdksOwnTypes() {
        var specification = SdkTools.specification(PLAN);
        @Nullable Object nothing = null;

        McpSchema.CallToolResult result = specification
                .callHandler()
                .apply(
                        nothing(nothing),
                        McpSchema.CallToolRequest.builder("plan")
                                .arguments(Map.of(
                                        "title", "t", "kind", "repeated", "count", 1, "weight", 0.5, "urgent", true))
                                .build());

        assertThat(result.isError()).isNull();
        assertThat(result.structuredContent()).isInstanceOf(Map.class);
        assertThat(specification.tool().inputSchema()).containsEntry("additionalProperties", false);
    }

    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"}) // The handler does not look at its exchange.
    private static <T> T nothing(@Nullable Object nothing) {
        @SuppressWarnings("unchecked")
        T none = (T) nothing;
        return none;
    }

    @Test
    void namesThatClientsRefuseAreRefusedWhenTheToolIsMade() {
        assertThatThrownBy(() -> Tool.of("say hello", Even.class, Even.class))
                .hasMessage("\"say hello\" is no tool name: 1 to 128 letters, digits and _ - . make one");
        Tool<Even, Even> even = Tool.of("even", Even.class, Even.class).handler((in, call) -> in);
        assertThatThrownBy(() -> WorkflowMcpServer.builder("s", "1").tool(even).tool(even))
                .hasMessage("there are two tools of the name even");
    }

    @Test
    void aToolThatNotEveryProjectNeedsGivesWayToOneOfItsNameAndCanAlwaysBeCalled() {
        record Nobody() {}
        record Greeting(String said) {}
        Tool<Nobody, Greeting> own =
                Tool.of("greet", Nobody.class, Greeting.class).handler((in, call) -> new Greeting("own"));
        Tool<Nobody, Greeting> kit =
                Tool.of("greet", Nobody.class, Greeting.class).handler((in, call) -> new Greeting("kit"));
        Tool<Nobody, Greeting> more =
                Tool.of("wave", Nobody.class, Greeting.class).handler((in, call) -> new Greeting("kit"));
        WorkflowMcpServer server = WorkflowMcpServer.builder("two", "1")
                .toolsWhile(() -> false, List.of(kit, more))
                .tool(own)
                .build();

        assertThat(server.call("greet", Json.Obj.EMPTY).structured().text("said"))
                .contains("own");
        assertThat(server.call("wave", Json.Obj.EMPTY).structured().text("said"))
                .contains("kit");
        assertThat(server.tools()).extracting(Tool::name).containsExactly("greet", "wave");
    }
}
