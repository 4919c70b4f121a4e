/**
 * Refreshing as the world does it: answers get lost, tabs compete, requests arrive twice, tokens
 * are stolen, invented and revoked, and none of it may sign an honest person out or let a thief
 * stay. The normal tests play it two thousand times, the benchmark a million times.
 */
@NullMarked
package dev.countersign.benchmarks.refresh;

import org.jspecify.annotations.NullMarked;
