package io.workfloworchestrator.definition;

import org.jspecify.annotations.Nullable;

/** A definition as it was read and proved, with what it extends, or null, and its fingerprint once that is known. */
record ReadDefinition(
        DefinitionParts parts,
        Origin origin,
        @Nullable ReadDefinition below,
        @Nullable String fingerprint) {}
