package dev.countersign.auth.admin.declaration;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Nobody is sent here before everything declared is there. */
@Singleton
@Readiness
final class DeclarationsReadiness implements HealthCheck {

    private final AppliedDeclarations declarations;

    DeclarationsReadiness(AppliedDeclarations declarations) {
        this.declarations = declarations;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("declarations").status(declarations.areThere()).build();
    }
}
