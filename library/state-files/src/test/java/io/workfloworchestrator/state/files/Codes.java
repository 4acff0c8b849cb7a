package io.workfloworchestrator.state.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.workfloworchestrator.json.CodedException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Says which error is expected. */
final class Codes {
    private Codes() {}

    static CodedException assertRefused(String code, ThrowingCallable call) {
        CodedException e = catchThrowableOfType(CodedException.class, call);
        assertThat(e).as("an error with code %s", code).isNotNull();
        assertThat(e.code()).as(e.getMessage()).isEqualTo(code);
        return e;
    }
}
