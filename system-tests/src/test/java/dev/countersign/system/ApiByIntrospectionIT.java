package dev.countersign.system;

import dev.countersign.system.stack.RunningStack;
import dev.countersign.system.stack.SystemTest;
import org.junit.jupiter.api.TestInstance;

/** RFC 7662: the issuer is asked about every token, and its answers are kept for a moment. */
@SystemTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApiByIntrospectionIT extends ApiWithoutKafkaContract {

    ApiByIntrospectionIT(RunningStack stack) throws Exception {
        super(stack, "introspection");
    }
}
