package io.workfloworchestrator.projectmanagement.setup;

import io.workfloworchestrator.json.Worded;

enum ConstitutionMode implements Worded {
    QUICK,
    DEEP;
}
