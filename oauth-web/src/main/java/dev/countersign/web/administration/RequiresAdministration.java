package dev.countersign.web.administration;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the scope of {@link dev.countersign.clients.AdminApi} that a resource method needs, and the
 * least role. The method may then ask for its {@code SecurityContext}, whose principal is an {@link
 * Administrator}.
 *
 * <p>Auditors come in by GET, and nowhere else. {@link Role#MANAGER} lets in the managers of the
 * application that the path names as {@code {client_id}}; where it names none, those of any, so
 * that the method must leave out what is not theirs.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface RequiresAdministration {

    String value();

    Role least() default Role.ADMINISTRATOR;

    /** False where the method records its refusals itself, with what was asked for. */
    boolean recordsRefusals() default true;
}
