package io.workfloworchestrator.specdriven;

import io.workfloworchestrator.interview.QuestionSet;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.specdriven.guide.GuideQuestions;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;

/** The answers of one person to each stage of each scenario, as a file would have them. Pure functions. */
final class SampleAnswers {
    private SampleAnswers() {}

    private static final String CONSTITUTION = """
            {"project_name": "Order desk", "project_type": "web-app", "phi_handling": false,
             "testing_requirements": ["unit", "integration"], "test_first_mandatory": true, "tech_stack": "Java 17, SQLite",
             "existing_tech_stack": "Java 17, SQLite", "existing_tests": true,
             "code_quality_standards": ["linting", "code_review"], "simplicity_principle": true,
             "integration_requirements": "The warehouse's REST service, for the state of a parcel.",
             "architectural_constraints": "The table of orders stays as it is.", "deployment_environment": "server",
             "use_existing_constitution": true, "additional_constraints": "No new tables."}
            """;

    private static final String SPECIFICATION = """
            {"feature_name": "Track an order",
             "problem_statement": "Customers call the desk 40 times a day to ask where their parcel is.",
             "proposed_solution": "A customer sees the state of an order by its number and a code.",
             "existing_code_impact": "OrderPage gets a link.", "relates_to_existing_features": "none",
             "primary_users": "Customers, and people at the desk",
             "success_criteria": ["Calls fall from 40 to 10 a day", "The page answers within 500 ms"],
             "user_stories_count": 1, "persona.1": "a customer", "want.1": "see where my parcel is",
             "benefit.1": "I need not call",
             "acceptance_criteria.1": ["Given a known number and code, when I ask, then the state is shown",
               "Given a wrong code, when I ask, then nothing of the order is shown"],
             "ui_requirements": "One form with two fields, usable by keyboard.",
             "data_requirements": "Order: number, code, state, time of the last change.",
             "performance_requirements": "95 % below 500 ms at 20 requests per second.",
             "security_requirements": "Five wrong codes lock a number for ten minutes.",
             "constraints": ["The warehouse allows 5 requests per second"], "out_of_scope": ["Changing an order"],
             "open_questions": ["What is shown for a lost parcel?"],
             "backward_compatibility": "Links in old mails go on working.", "migration_needed": true,
             "migration_details": "Orders of before get a code at night; the column can be dropped again.",
             "reproduction": ["Open an order with a refund", "Read the total"], "actual_behavior": "The refund is added.",
             "expected_behavior": "The refund is subtracted.", "severity": "high", "since_when": "2.3",
             "must_not_change": ["Totals without a refund", "The export of invoices"],
             "design_source": ["docs/tracking.png"], "design_summary": "One page with a form and a line of states.",
             "design_decisions": ["No log-in"], "open_design_questions": ["What is shown for a lost parcel?"]}
            """;

    private static final String PLANNING = """
            {"technical_approach": "A page asks a service, which reads the table and asks the warehouse at most every minute.",
             "specific_technologies": "Java 17, SQLite 3.45", "architecture_pattern": "layered",
             "data_storage": "The table of orders, with a column for the code.", "api_contracts_needed": true,
             "api_type": "rest", "endpoints": ["GET /orders/{number}?code=… : the state, 404 if either is wrong"],
             "implementation_phases": 1, "phase_name.1": "Tracking", "phase_goal.1": "A customer sees the state.",
             "deliverables.1": ["Table column and migration", "Service with a cache", "Page with the form"],
             "validation.1": ["All acceptance tests pass", "A load test with 20 requests per second"],
             "testing_tools": "JUnit, run by mvn verify", "testing_strategy": "Tests of the order page first.",
             "testing_approach": "A test for each acceptance criterion.", "deployment_process": "By the nightly release.",
             "deployment_strategy": "To a tenth of the customers first.", "rollout_strategy": "By a switch.",
             "rollback_plan": "The switch is turned off.", "rollback_strategy": "The switch is turned off.",
             "monitoring_approach": "Counts of wrong codes, alert above 100 an hour.",
             "key_risks": ["The warehouse is slow: the last known state is shown"], "estimated_effort": "2 weeks",
             "reuse_existing_code": "OrderTable", "new_dependencies": "none", "refactoring_needed": true,
             "refactoring_scope": "OrderPage is split into two classes.", "reuse_patterns": "Pages as in InvoicePage",
             "new_technologies": "none", "integration_points": "The warehouse's REST service",
             "root_cause": "Totals.java:40 adds the sign twice.", "fix_files": ["src/Totals.java"],
             "regression_tests": ["TotalsTest.refundIsSubtracted"], "design_deviations": "The states are words, not icons."}
            """;

    /** Those that the questions of a stage ask for. */
    static Json of(String stage, String scenario) {
        String text = switch (stage) {
            case "constitution" -> CONSTITUTION;
            case "specification" -> SPECIFICATION;
            default -> PLANNING;
        };
        Json.Obj all = Json.parse(text).asObject();
        Set<String> asked = asked(stage, scenario);
        Json.Obj some = Json.Obj.EMPTY;
        for (String id : all.keys()) {
            some = asked.contains(id.replaceFirst("\\..*", ""))
                    ? some.with(id, all.find(id).orElseThrow())
                    : some;
        }
        return some;
    }

    private static Set<String> asked(String stage, String scenario) {
        String name = stage.equals("constitution") && scenario.equals("design-first") ? "new-project" : scenario;
        QuestionSet set = Objects.requireNonNull(GuideQuestions.sets().get(stage + "-" + name))
                .get();
        Set<String> ids = new HashSet<>();
        set.topics().forEach(topic -> topic.questions().forEach(question -> ids.add(question.id())));
        return ids;
    }
}
