package dev.countersign.benchmarks.refresh;

import java.time.Duration;

/**
 * What is played.
 *
 * @param refreshes how many answers with a token end it
 * @param workers how many are at work at once, each with grants of its own
 * @param window for how long after it was spent a token is answered with its successor
 * @param dropped the share of answers that get lost on the way to an honest application
 * @param thefts the share of scenes in which a token is stolen; as many grants are revoked while
 *     they are refreshed
 * @param history so many grants of a week that is over are dropped half-way; 0: none
 */
public record Settings(
        int refreshes,
        int grants,
        int workers,
        Duration window,
        double dropped,
        double thefts,
        int history,
        long seed) {}
