package io.workfloworchestrator.rules;

/**
 * Every bound of this module, in one place.
 *
 * <p>Anything larger is refused when it is compiled ({@link ExpressionException}, {@link RuleException}), or becomes a
 * {@link Finding} when it is evaluated; nothing is cut silently. A <em>unit of cost</em> is one step of the
 * evaluator: one pass of a macro's body, one element compared or copied, eight characters searched or joined. A new string,
 * list or map costs eight units, so a unit stands for about eight bytes, and the bounds hold for memory too.
 */
public final class Limits {
    /** Rules in one engine. More is {@code E_RULE_COUNT}. */
    public static final int RULES = 20_000;

    /** Conditions in one rule. */
    public static final int CONDITIONS = 64;

    /** Parameters of one suggestion, with those nested in lists and maps. */
    public static final int PARAMS = 256;

    /** Characters of an id: of a rule, a condition, a phase. */
    public static final int ID_LENGTH = 128;

    /** Characters of one expression. */
    public static final int EXPRESSION_LENGTH = 4_096;

    /** Nesting of one expression, and of one value that is compared or shown. */
    public static final int DEPTH = 64;

    /** Characters of one template before it is rendered. */
    public static final int TEMPLATE_LENGTH = 16_384;

    /** Characters of one template after it is rendered. */
    public static final int RENDERED_LENGTH = 65_536;

    /** Problems reported for one text; the rest is counted. */
    public static final int PROBLEMS = 50;

    /** Units of cost for one evaluation of one expression. More is {@code E_RULE_COST}. */
    public static final int EXPRESSION_COST = 5_000_000;

    /** Units of cost for one pass of an engine. Rules beyond it are findings. */
    public static final long PASS_COST = 50_000_000L;

    /** Bindings of one for-each rule that are looked at. More is a finding. */
    public static final int BINDINGS = 10_000;

    /** Findings kept by one rule in one pass; the rest is counted. */
    public static final int FINDINGS_PER_RULE = 20;

    /** Bindings described in one explanation, those nearest to firing first; the rest is counted. */
    public static final int EXPLAINED_BINDINGS = 20;

    /** Facts shown for one condition; the rest is counted. */
    public static final int EXPLAINED_FACTS = 32;

    /** Elements of a list that one explanation looks into. */
    public static final int EXPLAINED_ELEMENTS = 8;

    private Limits() {}
}
