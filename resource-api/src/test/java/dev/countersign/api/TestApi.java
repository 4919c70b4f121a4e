package dev.countersign.api;

import dev.countersign.embedded.EmbeddedStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/** This API with real PostgreSQL and Kafka, and an issuer that the tests play. */
@QuarkusTest
@QuarkusTestResource(
        value = EmbeddedStackResource.class,
        initArgs = {
            @ResourceArg(name = "components", value = "postgres,kafka"),
            @ResourceArg(name = "database", value = "sample_api")
        })
@QuarkusTestResource(TestIssuer.class)
@ExtendWith(TestRelay.class)
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface TestApi {}
