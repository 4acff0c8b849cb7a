package io.workfloworchestrator.projectmanagement.setup;

import io.workfloworchestrator.json.Worded;

enum ProjectType implements Worded {
    SOFTWARE,
    RESEARCH,
    BUSINESS,
    PRODUCT;
}
