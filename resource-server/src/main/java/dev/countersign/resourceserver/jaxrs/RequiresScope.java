package dev.countersign.resourceserver.jaxrs;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The scopes that a request needs, on a resource method or for all methods of a resource class; on
 * the method it replaces that of the class. {@code @RequiresScope({})} asks for any valid token.
 *
 * <p>Every resource method needs this or {@link jakarta.annotation.security.PermitAll}; with
 * neither the application does not start.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface RequiresScope {

    /** All of these are needed. */
    String[] value();
}
