package dev.countersign.store.code;

import dev.countersign.store.redis.Script;

/**
 * What is done to a code in one step. {@code KEYS[1]} is the code: a hash of {@code authorization}
 * and {@code grant} that lives as long as the code. {@code KEYS[2]} says that it was spent: a hash
 * of {@code grant} and the number of {@code presentations}. Nothing here asks for the time, so that
 * Redis 6 replicates it as it stands.
 */
final class CodeScripts {

    private CodeScripts() {}

    /** Arguments: authorization, grant, lifetime in milliseconds. */
    static final Script ISSUE =
            Script.of(
                    """
                    redis.call('HSET', KEYS[1], 'authorization', ARGV[1], 'grant', ARGV[2])
                    redis.call('PEXPIRE', KEYS[1], ARGV[3])
                    """);

    /** Argument: for how many milliseconds a spent code is remembered. */
    static final Script REDEEM =
            Script.of(
                    """
                    local spent = redis.call('HGET', KEYS[2], 'grant')
                    if spent then
                      redis.call('HINCRBY', KEYS[2], 'presentations', 1)
                      redis.call('DEL', KEYS[1])
                      return {'replayed', spent}
                    end
                    local code = redis.call('HMGET', KEYS[1], 'authorization', 'grant')
                    if not (code[1] and code[2]) then
                      return {'unknown', ''}
                    end
                    redis.call('HSET', KEYS[2], 'grant', code[2], 'presentations', 1)
                    redis.call('PEXPIRE', KEYS[2], ARGV[1])
                    return {'redeemed', code[1]}
                    """);

    static final Script GIVE_BACK =
            Script.of(
                    """
                    if redis.call('HGET', KEYS[2], 'presentations') == '1' then
                      redis.call('DEL', KEYS[2])
                    end
                    """);
}
