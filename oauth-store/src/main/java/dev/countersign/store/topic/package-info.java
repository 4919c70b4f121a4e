/** How topics of Kafka are read: by every replica, from a place that it chooses itself. */
@NullMarked
package dev.countersign.store.topic;

import org.jspecify.annotations.NullMarked;
