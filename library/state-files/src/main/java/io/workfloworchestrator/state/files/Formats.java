package io.workfloworchestrator.state.files;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.StateException;
import java.util.Optional;

/** What a file must be to become state: an object, of a format that we know, acceptable to the owner of the key. */
record Formats(Importer importer, Check check) {
    /** The newest format of files that this version reads. */
    private static final long FORMAT = 1;

    /** @throws StateException (E_STATE_NEWER, E_STATE_SHAPE) */
    void requireAcceptable(String key, Json value, Optional<Json> head) {
        if (!(value instanceof Json.Obj object)) {
            if (head.isPresent() && head.get().getClass() == value.getClass()) {
                return;
            }
            throw new StateException(
                    "E_STATE_SHAPE", "line 1, column 1: this is not a JSON object, and state '" + key + "' is.");
        }
        if (object.get("schemaVersion") instanceof Json.Num version
                && version.isInteger()
                && version.value().longValue() > FORMAT) {
            throw newer("schemaVersion " + version);
        }
        // The reference's format: "version" beside its other fields, see Importer.
        Optional<String> version = object.text("version");
        if (version.isPresent()
                && object.get("phases") != null
                && object.get("projectName") != null
                && version.get().matches("([2-9]|[1-9]\\d{1,8})(\\.\\d{1,9}){0,3}")) {
            throw newer("version " + version.get());
        }
    }

    private static StateException newer(String what) {
        return new StateException(
                "E_STATE_NEWER",
                "this file has the format " + what + ", newer than the format " + FORMAT
                        + " of this program. Update the program to work with it.");
    }

    Optional<Json> convert(String key, Json value) {
        return importer.convert(key, value);
    }

    void check(String key, Json value) {
        check.check(key, value);
    }
}
