package io.workfloworchestrator.mcp;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.JsonException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Finds the id of a request in a message that cannot be read as a whole. */
final class Salvage {
    /** The end of a message as the TypeScript SDK writes it: the id comes last. */
    private static final Pattern ID_LAST =
            Pattern.compile("\"jsonrpc\":\"2\\.0\",\"id\":(-?\\d{1,18}|\"[^\"\\\\]{1,200}\")}\\s*$", Pattern.DOTALL);

    /**
     * The beginning of a notification. No request has such a method, so nobody waits for an answer, wherever the
     * message breaks off.
     */
    private static final Pattern NOTIFICATION = Pattern.compile(
            "\\s*\\{\\s*(\"jsonrpc\"\\s*:\\s*\"[^\"\\\\]{0,9}\"\\s*,\\s*)?\"method\"\\s*:\\s*\"notifications/");

    private Salvage() {}

    /** The id near the start or the end of a line that is too long; null if no id is found. */
    static @Nullable Object idAtTheEnds(LineReader.Line line) {
        Object id = findId(new String(line.text(), StandardCharsets.ISO_8859_1));
        byte[] tail = line.tail();
        if (id == null && tail != null) {
            Matcher last = ID_LAST.matcher(new String(tail, StandardCharsets.UTF_8));
            id = last.find() ? Incoming.id(Json.parse(last.group(1))) : null;
        }
        return id == Incoming.NO_ID ? null : id;
    }

    /** Whether a text that was refused begins like a notification of the protocol. */
    static boolean isNotification(String text) {
        return NOTIFICATION.matcher(text).lookingAt();
    }

    /**
     * The id at the top level of a text that is not fully acceptable JSON. Null if there is no id;
     * {@link Incoming#NO_ID} if the id is neither a text nor a whole number.
     */
    static @Nullable Object findId(String text) {
        try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                boolean found = parser.currentName().equals("id");
                JsonToken value = parser.nextToken();
                if (found) {
                    return switch (value) {
                        case VALUE_STRING -> parser.getString();
                        case VALUE_NUMBER_INT -> Incoming.id(new Json.Num(parser.getString()));
                        default -> Incoming.NO_ID;
                    };
                }
                parser.skipChildren();
            }
            return null;
        } catch (JacksonException | JsonException e) {
            return null;
        }
    }
}
