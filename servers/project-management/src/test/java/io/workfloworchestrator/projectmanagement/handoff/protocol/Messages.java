package io.workfloworchestrator.projectmanagement.handoff.protocol;

import io.workfloworchestrator.json.Json;
import java.nio.file.Path;
import java.util.Map;

/** One message of each type, with all of its fields, as somebody else's program writes them. */
public final class Messages {
    static final String PROJECT = "/home/me/shop";

    private Messages() {}

    static final Map<HandoffType, String> PAYLOADS = Map.of(
            HandoffType.GOAL_TO_SPEC, """
                {"majorGoal": {"id": "001", "name": "Invoices", "description": "Customers print them.", "priority": "high",
                   "tier": "now", "impact": "high", "effort": "low"},
                 "details": {"problem": "They copy from the screen.", "expectedValue": "Fewer calls.",
                   "successCriteria": ["a file"], "acceptanceCriteria": ["opens in a reader"], "technicalConstraints": []},
                 "dependencies": [{"goalId": "002", "goalName": "Login", "dependencyType": "blocks", "description": "who pays"}],
                 "risks": [{"id": "r1", "description": "fonts", "impact": "very-high", "probability": "low", "mitigation": "embed"}],
                 "componentContext": {"componentId": "c1", "componentName": "Shop", "componentPurpose": "sell",
                   "subAreaId": "a1", "subAreaName": "Pay"},
                 "timeframe": {"estimate": "2 weeks", "targetDate": "2026-04-01"},
                 "targetPaths": {"subGoalsFolder": "goals/001", "specsFolder": "specs"},
                 "preferences": {"numberOfSubGoals": 3, "decompositionStrategy": "mixed", "specificationDepth": "light"}}""",
            HandoffType.SPEC_TO_TASKS, """
                {"subGoal": {"id": "1.1", "name": "Render", "description": "One page", "parentGoalId": "001", "parentGoalName": "Invoices"},
                 "specification": {"acceptanceCriteria": ["a page"], "technicalRequirements": ["Java"], "constraints": [], "deliverables": ["pdf"]},
                 "taskGuidance": {"estimatedTaskCount": 4, "complexity": "moderate", "workflowType": "bug-fix"},
                 "timeframe": {"estimate": "3 days", "urgency": "urgent"},
                 "targetPaths": {"workflowFolder": "temp/workflows/render", "relatedFiles": ["src/Pdf.java"]},
                 "dependencies": {"blockedBy": ["1.0"], "relatedWorkflows": []}}""",
            HandoffType.TASK_COMPLETION, """
                {"workflow": {"workflowId": "w1", "workflowName": "render", "subGoalId": "1.1", "majorGoalId": "001"},
                 "completion": {"completedTaskId": "t4", "allTasksComplete": true, "completedAt": "2026-03-03T10:00:00Z", "completedBy": "ana"},
                 "progress": {"tasksCompleted": 4, "totalTasks": 4, "percentage": 100, "currentStatus": "completed"},
                 "verification": {"verified": true, "verificationMethod": "tests", "verificationNotes": "all green"},
                 "deliverables": {"filesCreated": ["src/Pdf.java"], "filesModified": [], "testsAdded": 3, "documentation": ["docs/pdf.md"]},
                 "issues": {"blockers": [], "warnings": ["slow"], "technicalDebt": []}}""",
            HandoffType.SUBGOAL_COMPLETION, """
                {"subGoal": {"id": "1.1", "name": "Render", "majorGoalId": "001", "majorGoalName": "Invoices"},
                 "completion": {"completedAt": "2026-03-03T10:00:00Z", "allCriteriaMetStatus": true, "totalWorkflows": 1, "completedWorkflows": 1},
                 "majorGoalProgress": {"subGoalsCompleted": 1, "totalSubGoals": 2, "percentage": 50, "suggestedStatus": "in-progress"},
                 "outcomes": {"deliverables": ["pdf"], "successCriteriaMet": ["a file"], "learnings": ["fonts first"]},
                 "quality": {"testsAdded": 3, "testsPassing": true, "codeReviewStatus": "changes-requested", "documentationComplete": false}}""",
            HandoffType.PROGRESS_UPDATE, """
                {"entity": {"type": "task-workflow", "id": "w1", "name": "render"},
                 "progress": {"percentage": 25.5, "status": "in-progress", "lastUpdated": "2026-03-03T10:00:00Z", "completedItems": 1,
                   "totalItems": 4, "breakdown": {"t1": {"name": "Choose", "progress": 100, "status": "completed"}}},
                 "trigger": {"event": "task-completed", "triggeredBy": "ana", "relatedEntityId": "t1"},
                 "propagation": {"shouldBubbleUp": true, "parentEntityType": "sub-goal", "parentEntityId": "1.1"}}""");

    /** About the project in this folder. */
    public static Json.Obj of(HandoffType type, Path project) {
        Json.Obj message = of(type);
        return message.with(
                "context",
                message.at("context").orElseThrow().asObject().with("projectPath", Json.of(project.toString())));
    }

    static Json.Obj of(HandoffType type) {
        return Json.parse("""
                {"version": "1.0.0", "handoffId": "7f3a9c10-2b1d-4c3e-9f00-1a2b3c4d5e6f", "timestamp": "2026-03-02T09:00:00Z",
                 "sourceMCP": "%s", "targetMCP": "%s", "handoffType": "%s",
                 "context": {"projectPath": "%s", "projectId": "shop", "componentId": "c1", "componentName": "Shop",
                   "majorGoalId": "001", "majorGoalName": "Invoices", "subGoalId": "1.1", "workflowId": "w1"},
                 "payload": %s, "retryAttempt": 1, "maxRetries": 3, "previousHandoffId": "7f3a9c10-2b1d-4c3e-9f00-1a2b3c4d5e60"}""".formatted(
                        type.from().orElse(HandoffType.Server.TASK_EXECUTOR).word(),
                        type.to().orElse(HandoffType.Server.SPEC_DRIVEN).word(),
                        type.word(),
                        PROJECT,
                        PAYLOADS.get(type)))
                .asObject();
    }
}
