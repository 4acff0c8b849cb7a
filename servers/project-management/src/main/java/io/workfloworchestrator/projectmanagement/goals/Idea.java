package io.workfloworchestrator.projectmanagement.goals;

/**
 * Something in people's notes that could become a goal.
 *
 * @param text what it says, in one line
 * @param file the file, relative to the project
 * @param line the number of its first line, from 1
 * @param heading the heading above it; empty if there is none
 * @param context the lines around it, at most 200 characters
 * @param confidence 0 to 1
 * @param name a short name for the goal
 * @param reasoning the words that made it an idea
 */
record Idea(
        String text,
        String file,
        int line,
        String heading,
        String context,
        double confidence,
        String name,
        String reasoning) {}
