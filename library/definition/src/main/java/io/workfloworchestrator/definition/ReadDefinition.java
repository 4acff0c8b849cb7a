package io.workfloworchestrator.definition;

import org.jspecify.annotations.Nullable;

/**
 * A definition as it was read and proved.
 *
 * @param origin the file, and the places of the parts in it
 * @param below what it extends, or null
 * @param fingerprint null where it is not known yet
 */
record ReadDefinition(
        DefinitionParts parts,
        Origin origin,
        @Nullable ReadDefinition below,
        @Nullable String fingerprint) {}
