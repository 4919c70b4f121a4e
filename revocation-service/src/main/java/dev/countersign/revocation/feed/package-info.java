/**
 * The revocation feed over HTTP, for APIs that cannot reach Kafka: the live rules in memory, read
 * from the topic by every replica, and long polls that end when a rule arrives. The same records
 * and the same heartbeats as in the topic (contract, section 5).
 */
@NullMarked
package dev.countersign.revocation.feed;

import org.jspecify.annotations.NullMarked;
