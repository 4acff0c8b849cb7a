package io.workfloworchestrator.app;

import io.workfloworchestrator.app.environments.FileTree;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The files of the demonstration, which a person would write with an editor and move with a file manager. */
record DemoFiles(Path project) {
    static final List<String> FOLDERS = List.of(
            "01-planning",
            "02-goals-and-roadmap",
            "03-resources-docs-assets-tools",
            "04-product-under-development",
            "05-brainstorming",
            "06-project-documentation",
            "07-temp",
            "08-archive");

    static final String CONSTITUTION = "01-planning/CONSTITUTION.md";
    static final String STAKEHOLDERS = "03-resources-docs-assets-tools/STAKEHOLDERS.md";
    static final String RESOURCES = "03-resources-docs-assets-tools/RESOURCE-INDEX.md";
    static final String ROADMAP = "02-goals-and-roadmap/ROADMAP.md";
    static final String POTENTIAL = "02-goals-and-roadmap/potential-goals/online-orders";
    static final String SELECTED = "02-goals-and-roadmap/selected-goals/online-orders";

    private static final Map<String, String> TEXTS =
            Map.of(CONSTITUTION, """
                # Constitution of the corner shop's web site

                1. A customer who knows what they want orders it in under a minute, on an old telephone too.
                2. We keep no more of a person than the order needs, and delete it when the order is delivered.
                3. The shop works without the site, so the site may be off at night; it may never lose an order.
                4. Every change is small enough to be taken back the same day.
                """, STAKEHOLDERS, """
                # Stakeholders

                | who | interest | influence |
                |---|---|---|
                | the shop's owner | fewer telephone calls, no lost orders | high |
                | customers nearby | order in the evening, fetch in the morning | medium |
                | the two people at the till | a list that can be read at a glance | high |
                """, RESOURCES, """
                # Resources and assets

                - People: one developer, two days a week; the owner for questions on Mondays.
                - There already: the price list as a spreadsheet, photographs of 140 products.
                - Needed: a domain, a payment provider, a printer at the till.
                """, ROADMAP, """
                # Roadmap

                1. Spring: price list on the web, orders by form, printed at the till. Milestone: ten orders in one week.
                2. Summer: payment, order history for regular customers. Milestone: half of all orders paid in advance.
                3. Autumn: deliveries in the neighbourhood, planned by street. Milestone: a round of under an hour.
                """, POTENTIAL + "/goal.md", """
                ---
                type: goal
                impact: High
                effort: Medium
                ---
                # Online orders

                A customer sends an order from the price list; it is printed at the till within ten seconds.
                """);

    void makeFolders() {
        FOLDERS.forEach(folder -> FileTree.io(() -> Files.createDirectories(project.resolve(folder))));
    }

    void write(String path) {
        write(path, TEXTS.getOrDefault(path, ""));
    }

    void write(String path, String text) {
        FileTree.io(() -> {
            Path file = project.resolve(path);
            Files.createDirectories(file.getParent());
            return Files.writeString(file, text);
        });
    }

    String read(String path) {
        return FileTree.io(() -> Files.readString(project.resolve(path)));
    }

    void move(String from, String to) {
        FileTree.io(() -> {
            Files.createDirectories(project.resolve(to).getParent());
            return Files.move(project.resolve(from), project.resolve(to));
        });
    }
}
