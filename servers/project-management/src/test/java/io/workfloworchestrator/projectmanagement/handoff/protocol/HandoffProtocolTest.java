package io.workfloworchestrator.projectmanagement.handoff.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.RecordCodec;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HandoffProtocolTest {
    private static final Path PROJECT = Path.of(Messages.PROJECT);

    /** Numbers compared by value, and empty lists left out, since an absent list is an empty one. */
    private static Json plain(Json value) {
        if (value instanceof Json.Num number) {
            return Json.of(new BigDecimal(number.toString()).doubleValue());
        }
        if (value instanceof Json.Arr array) {
            return Json.array(
                    array.elements().stream().map(HandoffProtocolTest::plain).toList());
        }
        if (value instanceof Json.Obj object) {
            Json.Obj plain = Json.Obj.EMPTY;
            for (String name : object.keys()) {
                Json field = plain(object.find(name).orElseThrow());
                if (!field.equals(Json.array(List.of()))) {
                    plain = plain.with(name, field);
                }
            }
            return plain;
        }
        return value;
    }

    private static HandoffResponse.Failure refused(Json message) {
        HandoffRefusedException refusal =
                catchThrowableOfType(HandoffRefusedException.class, () -> HandoffProtocol.read(message, PROJECT));
        assertThat(refusal).as("%s", message).isNotNull();
        return refusal.failure();
    }

    @ParameterizedTest
    @EnumSource
    void whatIsReadIsWrittenAgain(HandoffType type) {
        Json.Obj given = Messages.of(type);

        HandoffMessage message = HandoffProtocol.read(given, PROJECT);

        assertThat(message.handoffType()).isEqualTo(type);
        Json written = HandoffProtocol.write(message);
        assertThat(plain(written)).isEqualTo(plain(given));
        assertThat(HandoffProtocol.read(written, PROJECT)).isEqualTo(message);
    }

    @ParameterizedTest
    @EnumSource
    void aMissingFieldOfThePayloadIsNamed(HandoffType type) {
        Json.Obj given = Messages.of(type);
        Json.Obj payload = given.at("payload").orElseThrow().asObject();
        String first = payload.keys().stream()
                .filter(key -> payload.at(key).orElseThrow() instanceof Json.Obj)
                .filter(key -> !List.of("preferences", "verification", "deliverables", "issues", "quality")
                        .contains(key))
                .findFirst()
                .orElseThrow();

        HandoffResponse.Failure failure = refused(given.with("payload", payload.without(first)));

        assertThat(failure.code()).isEqualTo("SCHEMA_INVALID");
        assertThat(failure.recoverable()).isFalse();
        assertThat(failure.message()).contains(first);
    }

    @Test
    void anUnknownTypeIsRefusedWithTheNearest() {
        HandoffResponse.Failure failure =
                refused(Messages.of(HandoffType.GOAL_TO_SPEC).with("handoffType", Json.of("goal-to-specs")));

        assertThat(failure.code()).isEqualTo("SCHEMA_INVALID");
        assertThat(failure.suggestedFix()).contains("Did you mean \"goal-to-spec\"?");
    }

    @Test
    void anotherVersionIsRefused() {
        assertThat(refused(Messages.of(HandoffType.GOAL_TO_SPEC).with("version", Json.of("2.0.0")))
                        .code())
                .isEqualTo("SCHEMA_INVALID");
        assertThat(refused(Json.Obj.EMPTY).message()).contains("that is missing");
    }

    @Test
    void aMessageThatGoesTheWrongWayIsRefused() {
        HandoffResponse.Failure failure =
                refused(Messages.of(HandoffType.GOAL_TO_SPEC).with("targetMCP", Json.of("task-executor")));

        assertThat(failure.code()).isEqualTo("CONTEXT_MISMATCH");
    }

    @Test
    void aMessageOfAnotherProjectIsRefused() {
        Json.Obj given = Messages.of(HandoffType.PROGRESS_UPDATE);
        Json.Obj elsewhere =
                given.at("context").orElseThrow().asObject().with("projectPath", Json.of("/home/me/bakery"));

        assertThat(refused(given.with("context", elsewhere)).code()).isEqualTo("CONTEXT_MISMATCH");
    }

    @Test
    void valuesOutOfTheirRangeAreNamedAllAtOnce() {
        Json.Obj given = Messages.of(HandoffType.TASK_COMPLETION);
        Json.Obj wrong = given.withAt(List.of("payload", "progress", "percentage"), Json.of(300))
                .withAt(List.of("payload", "progress", "tasksCompleted"), Json.of(9))
                .with("handoffId", Json.of("7"));

        HandoffResponse.Failure failure = refused(wrong);

        assertThat(failure.code()).isEqualTo("VALIDATION_FAILED");
        assertThat(failure.message()).contains("UUID").contains("9 of 4").contains("300");
    }

    @Test
    void aResponseIsWritten() {
        Json given = Json.parse("""
                {"handoffId": "7f3a9c10-2b1d-4c3e-9f00-1a2b3c4d5e6f", "receivedAt": "2026-03-02T09:00:01Z", "success": true,
                 "status": "completed", "result": {"created": [{"entityType": "sub-goal", "entityId": "1.1", "filePath": "goals/1.1.md"}],
                   "updated": [{"entityType": "major-goal", "entityId": "001", "changes": ["status"]}], "nextSteps": ["specify 1.1"],
                   "metadata": {"by": "ana"}}, "processedBy": "spec-driven", "processingTime": 12}""");

        HandoffResponse response = RecordCodec.of(HandoffResponse.class).decode(given);

        assertThat(plain(HandoffProtocol.write(response))).isEqualTo(plain(given));
    }

    @Test
    void onlyWhatMayPassIsRecoverable() {
        assertThat(HandoffErrorCode.values())
                .filteredOn(HandoffErrorCode::isRecoverable)
                .containsExactly(
                        HandoffErrorCode.FILE_WRITE_ERROR,
                        HandoffErrorCode.MCP_UNAVAILABLE,
                        HandoffErrorCode.MCP_TIMEOUT,
                        HandoffErrorCode.NETWORK_ERROR,
                        HandoffErrorCode.SYSTEM_OVERLOAD);
    }
}
