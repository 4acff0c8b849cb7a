package io.workfloworchestrator.definition;

/**
 * The file in which people read and write items of a kind.
 *
 * @param path a template of the file's path, which may read the item as {@code item}: one path for all items of a kind
 *     makes one file for all of them, otherwise each item has its own
 * @param format how the file is written, such as {@code checklist} or {@code document}
 */
public record DocumentDefinition(String path, String format) {}
