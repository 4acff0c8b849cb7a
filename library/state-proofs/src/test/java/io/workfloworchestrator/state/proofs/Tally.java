package io.workfloworchestrator.state.proofs;

import io.workfloworchestrator.json.Json;
import java.util.List;

/** What workers count up: a value in which every update leaves its trace. */
final class Tally {
    static final Json EMPTY = Json.parse("{\"counts\":{},\"total\":0}");

    private Tally() {}

    /** One more by this worker. */
    static Json plus(Json tally, String worker) {
        return tally.asObject()
                .withAt(List.of("counts", worker), Json.of(count(tally, worker) + 1))
                .with("total", Json.of(total(tally) + 1));
    }

    static long count(Json tally, String worker) {
        return tally.at("counts", worker).map(Tally::number).orElse(0L);
    }

    static long total(Json tally) {
        return tally.at("total").map(Tally::number).orElse(0L);
    }

    static long number(Json number) {
        return Long.parseLong(number.toString());
    }
}
