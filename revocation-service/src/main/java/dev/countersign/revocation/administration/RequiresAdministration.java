package dev.countersign.revocation.administration;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the scope of {@link dev.countersign.clients.AdminApi} that a resource method needs. The
 * method may then ask for its {@code SecurityContext}, whose principal is an {@link Administrator}.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface RequiresAdministration {

    String value();
}
