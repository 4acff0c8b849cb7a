package io.workfloworchestrator.projectmanagement.setup;

import io.workfloworchestrator.json.Worded;

/** What sort of project it is. */
enum ProjectType implements Worded {
    SOFTWARE,
    RESEARCH,
    BUSINESS,
    PRODUCT;
}
