package io.workfloworchestrator.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NamedItemTest {
    @TempDir
    private Path root;

    private Tasks tasks;

    @BeforeEach
    void begin() {
        tasks = new Tasks(root);
    }

    private String named(String name) {
        return tasks.work.items().named(name).id();
    }

    @Test
    void anItemIsNamedByIdNumberOrTheBeginningOfItsId() {
        String login = tasks.task("Login").id();
        assertThat(named(login)).isEqualTo(login);
        assertThat(named("task:" + login)).isEqualTo(login);
        assertThat(named("T-01")).isEqualTo(login);
        assertThat(named("t-01")).isEqualTo(login);
        assertThat(named("task:T-01")).isEqualTo(login);
        assertThat(named(login.substring(0, 4))).isEqualTo(login);
        assertThat(tasks.work.explain("task:T-01").holds()).isTrue();
    }

    @Test
    void aBeginningOfTwoIdsMeansNeither() {
        Map<String, List<String>> byBeginning = new TreeMap<>();
        for (int i = 0; i < 100; i++) { // more than there are letters and digits, so two of them begin alike
            String id = tasks.task("Task " + i).id();
            byBeginning
                    .computeIfAbsent(id.substring(0, 3), any -> new ArrayList<>())
                    .add(id);
        }
        String two = byBeginning.entrySet().stream()
                .filter(same -> same.getValue().size() > 1)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
        assertThatThrownBy(() -> named(two))
                .isInstanceOf(ItemException.class)
                .hasMessageContaining("could be task \"Task ")
                .hasMessageContaining("Name it by its whole id.");
    }

    @Test
    void theLettersOfAKindMeanNothingAndAWrongNameHearsTheNearest() {
        String login = tasks.task("Login").id();
        assertThatThrownBy(() -> named("t-")).hasMessageContaining("There is no item \"t-\"");
        assertThatThrownBy(() -> named("")).hasMessageContaining("There is no item");
        String wrong = login.substring(0, 7) + (login.endsWith("z") ? "y" : "z");
        assertThatThrownBy(() -> named(wrong)).hasMessageContaining("Did you mean \"" + login + "\"?");
    }

    @Test
    void nothingToClaimIsToldWithTheReason() {
        assertThat(tasks.work.now().whyNothingToClaim("task")).isEqualTo("There is no task yet.");
        Item login = tasks.task("Login");
        tasks.task("Pay", login.id());
        tasks.claim(login, "ana");
        assertThat(tasks.work.now().whyNothingToClaim("task"))
                .contains("1 claimed, the first until 2026-05-04T10:15:00Z", "1 blocked by \"Login\"");
        tasks.finish(login);
        tasks.move(tasks.work.items().named("T-02"), "drop");
        assertThat(tasks.work.now().whyNothingToClaim("task")).isEqualTo("No task is left to do: all 2 are final.");
    }
}
