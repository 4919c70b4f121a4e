package dev.countersign.system.stack;

/** What was started for the tests, and ends with them. */
interface TestedStack extends AutoCloseable {

    RunningStack running();

    @Override
    void close();
}
