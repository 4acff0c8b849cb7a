package io.workfloworchestrator.projectmanagement.handoff.protocol;

import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.RecordCodec;
import io.workfloworchestrator.json.Words;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Reads and writes the messages of the hand-off protocol 1.0.0 and their responses. The JSON Schemas are in
 * {@code docs/schemas/handoff}.
 *
 * <pre>{@code
 * Json sent = HandoffProtocol.write(message);
 * HandoffMessage received = HandoffProtocol.read(sent, Path.of("/home/me/shop"));
 * }</pre>
 *
 * <p>A field that the protocol does not know is left out. Pure functions.
 */
public final class HandoffProtocol {
    private static final RecordCodec<HandoffMessage> MESSAGE = RecordCodec.of(HandoffMessage.class);
    private static final RecordCodec<HandoffResponse> RESPONSE = RecordCodec.of(HandoffResponse.class);

    private HandoffProtocol() {}

    public static Json write(HandoffMessage message) {
        return MESSAGE.encode(message);
    }

    /**
     * The message that this is.
     *
     * @throws HandoffRefusedException {@code SCHEMA_INVALID} if it has not the form of its type or another version,
     *     {@code CONTEXT_MISMATCH} if it is about another project or goes between other servers than its type does,
     *     {@code VALIDATION_FAILED} if a value is out of its range
     */
    public static HandoffMessage read(Json json, Path project) {
        if (!json.at("version").equals(Optional.of(Json.of(HandoffMessage.VERSION)))) {
            throw new HandoffRefusedException(
                    HandoffErrorCode.SCHEMA_INVALID,
                    "The message has the version "
                            + json.at("version")
                                    .map(Json::toString)
                                    .map(v -> Words.clip(v, 40))
                                    .orElse("that is missing")
                            + ".",
                    "Send it by the protocol " + HandoffMessage.VERSION + ".");
        }
        requireType(json);
        HandoffMessage message = decode(MESSAGE, json, "the message");
        HandoffType type = message.handoffType();
        Object payload = decode(RecordCodec.of(type.payload()), message.payload(), "the payload of " + type.word());
        requireContext(message, project);
        requireValid(message, payload);
        return message;
    }

    public static Json write(HandoffResponse response) {
        return RESPONSE.encode(response);
    }

    private static <T> T decode(RecordCodec<T> codec, Json json, String what) {
        try {
            return codec.decode(json);
        } catch (CodedException | IllegalArgumentException e) {
            throw new HandoffRefusedException(
                    HandoffErrorCode.SCHEMA_INVALID,
                    "In " + what + ": " + e.getMessage(),
                    "Compare it with the schema in docs/schemas/handoff.");
        }
    }

    private static void requireType(Json json) {
        String word = json.at("handoffType").flatMap(Json::asText).orElse("");
        List<String> known =
                Arrays.stream(HandoffType.values()).map(HandoffType::word).toList();
        if (!known.contains(word)) {
            throw new HandoffRefusedException(
                    HandoffErrorCode.SCHEMA_INVALID,
                    "There is no hand-off of the type \"" + Words.clip(word, 40) + "\".",
                    Words.nearest(word, known, 5)
                            .map(near -> "Did you mean \"" + near + "\"?")
                            .orElse("There are " + String.join(", ", known) + "."));
        }
    }

    private static void requireContext(HandoffMessage message, Path project) {
        HandoffType type = message.handoffType();
        boolean between = type.from().map(message.sourceMCP()::equals).orElse(true)
                && type.to().map(message.targetMCP()::equals).orElse(true);
        if (!between) {
            throw new HandoffRefusedException(
                    HandoffErrorCode.CONTEXT_MISMATCH,
                    "A hand-off of the type " + type.word() + " does not go from "
                            + message.sourceMCP().word() + " to "
                            + message.targetMCP().word() + ".",
                    "Its sourceMCP is "
                            + type.from().map(HandoffType.Server::word).orElse("any") + ", its targetMCP "
                            + type.to().map(HandoffType.Server::word).orElse("any") + ".");
        }
        if (!isSame(message.context().projectPath(), project)) {
            throw new HandoffRefusedException(
                    HandoffErrorCode.CONTEXT_MISMATCH,
                    "The message is about another project than " + project + ".",
                    "Send it to the server of its projectPath.");
        }
    }

    private static boolean isSame(String path, Path project) {
        try {
            return Path.of(path).normalize().equals(project.normalize());
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static void requireValid(HandoffMessage message, Object payload) {
        List<String> wrong = new ArrayList<>();
        try {
            UUID.fromString(message.handoffId());
        } catch (IllegalArgumentException e) {
            wrong.add("handoffId is no UUID");
        }
        if (payload instanceof TaskCompletion done) {
            counts(wrong, done.progress().tasksCompleted(), done.progress().totalTasks());
            percent(wrong, done.progress().percentage());
        } else if (payload instanceof SubgoalCompletion done) {
            counts(
                    wrong,
                    done.completion().completedWorkflows(),
                    done.completion().totalWorkflows());
            counts(
                    wrong,
                    done.majorGoalProgress().subGoalsCompleted(),
                    done.majorGoalProgress().totalSubGoals());
            percent(wrong, done.majorGoalProgress().percentage());
        } else if (payload instanceof ProgressUpdate update) {
            counts(wrong, update.progress().completedItems(), update.progress().totalItems());
            percent(wrong, update.progress().percentage());
        }
        if (!wrong.isEmpty()) {
            throw new HandoffRefusedException(
                    HandoffErrorCode.VALIDATION_FAILED,
                    String.join("; ", wrong) + ".",
                    "Correct it and send it again.");
        }
    }

    private static void counts(List<String> wrong, int done, int all) {
        if (done < 0 || done > all) {
            wrong.add(done + " of " + all + " cannot be done");
        }
    }

    private static void percent(List<String> wrong, double percentage) {
        if (!(percentage >= 0 && percentage <= 100)) {
            wrong.add("the percentage " + percentage + " is not between 0 and 100");
        }
    }
}
