package io.workfloworchestrator.projectmanagement.setup;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.mcp.*;
import io.workfloworchestrator.projectmanagement.*;
import java.io.*;
import java.nio.charset.StandardCharsets;
import java.util.*;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SizeTest {
    @TempDir Path folder;
    @Test
    void size() {
        int before = list(EnumSet.of(Toolset.ORCHESTRATION)), after = list(EnumSet.of(Toolset.ORCHESTRATION, Toolset.SETUP));
        System.out.println("bytes " + before + " " + after + " setup " + (after - before));
    }
    static int list(Set<Toolset> sets) {
        WorkflowMcpServer server = ProjectManagementServer.of("test", () -> { throw new IllegalStateException(); }, c -> {}, sets);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        server.serveStdio(new ByteArrayInputStream("""
                {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"test","version":"1"}}}
                {"jsonrpc":"2.0","id":2,"method":"tools/list"}
                """.getBytes(StandardCharsets.UTF_8)), out);
        String a = out.toString(StandardCharsets.UTF_8).lines().skip(1).findFirst().orElseThrow();
        for (String t : List.of("start_project_setup","continue_project_setup","extract_project_goals","generate_project_constitution","generate_initial_roadmap","identify_stakeholders","identify_resources_and_assets","finalize_project_setup"))
            for (Json j : Json.parse(a).at("result","tools").get().asList()) if (j.asObject().text("name").get().equals(t)) System.out.println(j.toString().length() + " " + j);
        return a.length();
    }
    @Test
    void times() {
        SetupServer s = SetupServer.begun(folder, "planning");
        var mx = java.lang.management.ManagementFactory.getThreadMXBean();
        for (int i = 0; i < 12; i++) {
            long c = mx.getCurrentThreadCpuTime();
            s.ok(i == 0 ? "start_project_setup" : "continue_project_setup");
            long d = mx.getCurrentThreadCpuTime();
            String w = "Patients wait three weeks for results; our 12 nurses can't answer. We need to build a portal " + i + ".";
            if (i < 6) s.says(w);
            System.out.println("cpu ms state " + (d - c) / 1000000 + " says " + (mx.getCurrentThreadCpuTime() - d) / 1000000);
        }
    }
}
