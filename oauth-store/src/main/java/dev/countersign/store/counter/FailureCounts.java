package dev.countersign.store.counter;

/**
 * Failed sign-ins of the last quarter of an hour.
 *
 * @param account of this account, from anywhere
 * @param address from this address, whatever the account
 * @param accountFromAddress of this account from this address
 */
public record FailureCounts(long account, long address, long accountFromAddress) {}
