#!/bin/sh
# Starts redis-server or, as `start.sh sentinel`, the sentinel beside it. Who is the master is what the other
# sentinels say, else what the one of this pod last knew, else, at the very beginning, the first pod.
set -eu

name=countersign
me=$(hostname).redis
known=/data/sentinel.conf
password=$(cat /etc/countersign/redis/password)
export REDISCLI_AUTH="$password"

said() {
    for sentinel in redis-0.redis redis-1.redis redis-2.redis; do
        if [ "$sentinel" != "$me" ]; then
            timeout 2 redis-cli -h "$sentinel" -p 26379 --raw sentinel get-master-addr-by-name "$name" 2>/dev/null |
                sed -n 1p | grep redis- && return 0
        fi
    done
    return 1
}

last_known() { sed -n "s/^sentinel monitor $name \([^ ]*\) .*/\1/p" "$known" 2>/dev/null | grep redis-; }

master=$(said || last_known || echo redis-0.redis)

umask 077
case ${1:-} in
    sentinel)
        # its own file, which it keeps up to date
        cat >"$known" <<END
port 26379
dir /tmp
requirepass $password
sentinel sentinel-pass $password
sentinel resolve-hostnames yes
sentinel announce-hostnames yes
sentinel announce-ip $me
sentinel monitor $name $master 6379 2
sentinel auth-pass $name $password
sentinel down-after-milliseconds $name 3000
sentinel failover-timeout $name 10000
sentinel parallel-syncs $name 1
END
        exec redis-server "$known" --sentinel
        ;;
    *)
        cat >/tmp/redis.conf <<END
port 6379
dir /data
requirepass $password
masterauth $password
appendonly yes
appendfsync everysec
save ""
maxmemory 1gb
maxmemory-policy noeviction
replica-announce-ip $me
# a master that no replica follows any more is not the master any more
min-replicas-to-write 1
min-replicas-max-lag 3
END
        [ "$master" = "$me" ] || echo "replicaof $master 6379" >>/tmp/redis.conf
        exec redis-server /tmp/redis.conf
        ;;
esac
