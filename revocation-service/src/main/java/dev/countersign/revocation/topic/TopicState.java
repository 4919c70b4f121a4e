package dev.countersign.revocation.topic;

/**
 * The topic as the broker has it now.
 *
 * @param id another one means another, empty topic of the same name
 */
public record TopicState(String id, int partitions) {}
