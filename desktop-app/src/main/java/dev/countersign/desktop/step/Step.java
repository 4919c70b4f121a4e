package dev.countersign.desktop.step;

/** One step of the workflow. */
public interface Step {

    String title();

    /** Does the step; throws {@link StepFailed} where the outcome is not the one expected. */
    void play() throws Exception;
}
