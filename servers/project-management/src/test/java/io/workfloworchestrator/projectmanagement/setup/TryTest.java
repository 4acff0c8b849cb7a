package io.workfloworchestrator.projectmanagement.setup;

import io.workfloworchestrator.json.Json;
import java.nio.file.Path;
import java.util.Map;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TryTest {
    @TempDir
    private Path folder;

    @Test
    void run() throws Exception {
        SetupServer s = SetupServer.begun(folder, "planning");
        System.out.println(s.ok("start_project_setup", Map.of("projectName", Json.of("Clinic portal"), "constitutionMode", Json.of("Deep"), "projectType", Json.of("Software"))));
        for (String w : List.of("Patients wait three weeks for results and call us; our 12 nurses can't answer 50,000 patients. We must comply with HIPAA.",
            "We need to build a portal where patients see their results, and integrate with Epic because nurses retype everything. We should also add reminders.",
            "about 6 months",
            "Dr. Ada Lang, the hospital board, 50,000 patients and 12 nurses",
            "3 developers and Ann (design, part-time)",
            "PostgreSQL, React", "GitHub and Slack", "We have a budget of $250,000.", "90 % of the patients use it within a year. Calls drop by 50%.", "HIPAA compliance is required. Launch before 2026-09-01.", "yes")) {
            Json.Obj turn = s.says(w);
            System.out.println("> " + w + "\n  " + turn.find("message") + "\n  drafts " + turn.find("drafts") + "\n next " + turn.at("nextQuestion","id") + " " + turn.at("nextQuestion","text") );
        }
        for (int i = 0; i < 60; i++) {
            Json.Obj turn = s.ok("continue_project_setup");
            if (turn.find("nextQuestion").isEmpty() || !turn.find("drafts").orElseThrow().asList().isEmpty()) break;
            Json.Obj q = turn.find("nextQuestion").get().asObject();
            System.out.println(q.text("id").get() + " | " + q.text("text").get());
            Json.Obj a = s.says(q.text("type").get().equals("choice") ? "high" : q.text("type").get().equals("date") ? "2026-09-01" : "Some words on " + q.text("id").get());
            System.out.println("   " + a.text("message").get());
        }
        System.out.println(s.ok("continue_project_setup"));
        if (!s.ok("continue_project_setup").find("drafts").get().asList().isEmpty()) s.says("yes");
        System.out.println(s.ok("extract_project_goals"));
        System.out.println(s.ok("finalize_project_setup"));
        for (String f : List.of("CONSTITUTION.md","ROADMAP.md","STAKEHOLDERS.md","RESOURCES.md")) System.out.println("=== " + f + "\n" + s.read("planning/" + f));
    }
}
