package io.workfloworchestrator.workflow;

import io.workfloworchestrator.json.Json;
import java.util.Optional;

/**
 * What a person wrote about one item.
 *
 * @param number the number in the text; empty if it says none. Only a new item can take it
 * @param status the status in the text; empty if it says none, and then the status stays
 * @param fields the fields that the text says, by name; one that is null is taken away, and those that are absent stay. In the
 *     field of needs, items are named by id or by number
 */
public record WrittenItem(Optional<String> number, Optional<String> status, Json.Obj fields) {}
