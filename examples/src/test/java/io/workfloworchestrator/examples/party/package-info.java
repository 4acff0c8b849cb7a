/** A party: people are asked what there is to eat, and each dish becomes an item with a file of its own. */
@NullMarked
package io.workfloworchestrator.examples.party;

import org.jspecify.annotations.NullMarked;
