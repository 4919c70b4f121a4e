package dev.countersign.desktop.step;

/** A step did not do what it should. */
public final class StepFailed extends Exception {

    public StepFailed(String expected, Object got) {
        super("expected " + expected + ", but got " + got);
    }

    static void unless(boolean asItShould, String expected, Object got) throws StepFailed {
        if (!asItShould) {
            throw new StepFailed(expected, got);
        }
    }
}
