package dev.countersign.system.stack;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/** What only the processes of a supervisor can show; it is skipped, and said so, elsewhere. */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(EmbeddedOnlyCondition.class)
public @interface EmbeddedOnly {

    /** Why: what the supervisor does that nobody does elsewhere. */
    String value();
}
