package io.workfloworchestrator.projectmanagement.setup;

import io.workfloworchestrator.json.Worded;

/** How much a constitution says. */
enum ConstitutionMode implements Worded {
    QUICK,
    DEEP;
}
