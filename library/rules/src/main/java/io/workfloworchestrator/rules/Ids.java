package io.workfloworchestrator.rules;

final class Ids {
    private Ids() {}

    static String checked(String kind, String id) {
        String wrong = null;
        if (id.isBlank()) {
            wrong = "is empty";
        } else if (id.length() > Limits.ID_LENGTH) {
            wrong = "is longer than " + Limits.ID_LENGTH + " characters";
        } else if (id.chars().anyMatch(Character::isISOControl)) {
            wrong = "has a control character in it";
        }
        if (wrong != null) {
            throw new RuleException(
                    "E_RULE_ID",
                    "the id of a " + kind + " " + wrong + ": " + Values.describe(id) + "; give it a short name");
        }
        return id;
    }
}
