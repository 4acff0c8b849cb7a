package io.workfloworchestrator.specdriven.analysis;

import static io.workfloworchestrator.specdriven.analysis.AnalysedProject.said;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Documents that other tools wrote are analysed as they stand. */
class OtherFormsTest {
    @TempDir
    private Path folder;

    @Test
    void specKitsStoriesRequirementsAndTasksAreRead() {
        AnalysedProject project = new AnalysedProject(folder).spec("""
                # Feature Specification: Photo albums

                ### User Story 1 - Group photos by date (Priority: P1)

                **Acceptance Scenarios**:

                1. **Given** ten photos, **When** an album is opened, **Then** they are shown by date

                ### User Story 2 - Share an album (Priority: P2)

                ### Functional Requirements

                - **FR-001**: System MUST group photos by date
                - **FR-002**: System MUST export albums as archive
                - **FR-003**: System MUST authenticate users via [NEEDS CLARIFICATION: which method?]

                ### Measurable Outcomes

                - **SC-001**: Albums open in 2 seconds
                """).tasks("""
                # Tasks: Photo albums

                ## Phase 1: Setup (Shared Infrastructure)

                - [ ] T001 Create project structure per implementation plan

                ## Phase 3: User Story 1 - Group photos by date

                - [ ] T002 [P] [US1] Group photos by date in src/models/album.py
                - [ ] T003 [P] [US2] Authenticate users
                """);
        assertThat(said(project.consistency()))
                .containsExactly("story-without-criteria spec.md:9 US2", "requirement-without-task spec.md:14 FR-002");
        assertThat(project.look().questions(AnalysedProject.LOGIN).get(0).question())
                .isEqualTo("which method?");
    }

    @Test
    void kirosRequirementsAndTasksAreRead() {
        AnalysedProject project = new AnalysedProject(folder)
                .with("specs/001-login/requirements.md", """
                        # Requirements Document

                        ### Requirement 1

                        **User Story:** As a user, I want to sign in

                        #### Acceptance Criteria

                        1. WHEN the password is right THEN the system SHALL show the page
                        2. WHEN the password is wrong THEN the system SHALL say so
                        """)
                .tasks("""
                        # Implementation Plan

                        - [ ] 1. Build the form
                          - Two fields
                          - _Requirements: 1.1_
                        """);
        assertThat(said(project.consistency())).containsExactly("requirement-without-task requirements.md:10 1.2");
    }
}
