package io.workfloworchestrator.documents;

/**
 * A list item with a box.
 *
 * @param line the line, from 0
 * @param parent place in {@link Markdown#items()} of the item in which this one is nested; -1 if it is in none
 * @param content what follows the box in the same line
 * @param details the lines below, to the first nested item with a box
 * @param block the whole item, from the start of its first line, with everything nested in it
 * @param indent columns before the bullet
 * @param column the column at which its content begins, so that what stands there is nested in the item
 */
public record CheckItem(
        int line, int parent, Span mark, Span content, Span details, Span block, int indent, int column) {}
