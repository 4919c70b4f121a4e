package dev.countersign.system;

import dev.countersign.system.stack.RunningStack;
import dev.countersign.system.stack.SystemTest;
import org.junit.jupiter.api.TestInstance;

/** The same rules over a long poll of {@code /revocations/feed}. */
@SystemTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApiByHttpFeedIT extends ApiWithoutKafkaContract {

    ApiByHttpFeedIT(RunningStack stack) throws Exception {
        super(stack, "http");
    }
}
