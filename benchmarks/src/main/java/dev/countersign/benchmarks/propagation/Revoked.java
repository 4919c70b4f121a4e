package dev.countersign.benchmarks.propagation;

/** One revocation that was answered. */
record Revoked(int place, int status, long sentNanos, long answeredNanos) {}
