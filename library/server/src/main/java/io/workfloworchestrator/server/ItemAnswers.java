package io.workfloworchestrator.server;

import io.workfloworchestrator.mcp.Field;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The records that the tools for items answer with. */
final class ItemAnswers {
    private ItemAnswers() {}

    /** A page of items. */
    record Listed(
            List<ItemRecord> items,
            int total,
            Optional<String> cursor,
            @Field(listed = false) long revision) {}

    /** An item after a change; absent when it was removed. */
    record Changed(
            @Field(named = false) Optional<ItemRecord> item,

            @Field(untrusted = true, max = 400, listed = false)
            Optional<String> message,

            @Field(listed = false) long revision,

            @Field(untrusted = true, max = 400, listed = false)
            List<String> changes) {}

    /** A claimed item; absent when there is nothing to claim. */
    record Claimed(
            @Field(named = false) Optional<ItemRecord> item,
            Optional<Long> token,
            Optional<Instant> until,

            @Field(untrusted = true, max = 600, listed = false)
            Optional<String> message,

            @Field(listed = false) long revision,

            @Field(untrusted = true, max = 400, listed = false)
            List<String> changes) {}
}
