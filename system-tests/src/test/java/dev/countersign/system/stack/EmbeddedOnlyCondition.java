package dev.countersign.system.stack;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Reads {@link EmbeddedOnly}. */
final class EmbeddedOnlyCondition implements ExecutionCondition {

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return StackChoice.made() == StackChoice.EMBEDDED
                ? ConditionEvaluationResult.enabled("the embedded stack")
                : AnnotationSupport.findAnnotation(context.getElement(), EmbeddedOnly.class)
                        .map(it -> ConditionEvaluationResult.disabled(it.value()))
                        .orElse(ConditionEvaluationResult.enabled("not one of these"));
    }
}
