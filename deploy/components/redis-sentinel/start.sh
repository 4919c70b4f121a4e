#!/bin/sh
# Starts redis-server or, as `start.sh sentinel`, the sentinel beside it. Who is the master is what the sentinels
# that can be asked say, the one with the newest epoch first; else what this pod's own sentinel last knew; else,
# at the very beginning, the first pod.
set -eu

name=countersign
me=$(hostname).redis
known=/data/sentinel.conf
password=$(cat /etc/countersign/redis/password)
export REDISCLI_AUTH="$password"

# field NAME, of what a sentinel says about the master: names and values by turns
field() { sed -n "/^$1\$/{n;p;q;}"; }

said() {
    for sentinel in redis-0.redis redis-1.redis redis-2.redis; do
        answer=$(timeout 2 redis-cli -h "$sentinel" -p 26379 --raw sentinel master "$name" 2>/dev/null) || continue
        echo "$(echo "$answer" | field config-epoch) $(echo "$answer" | field ip)"
    done | grep ' redis-' | sort -rn | sed -n '1s/.* //p'
}

last_known() { sed -n "s/^sentinel monitor $name \"\{0,1\}\([^ \"]*\)\"\{0,1\} .*/\1/p" "$known" 2>/dev/null | sed -n 1p; }

umask 077
case ${1:-} in
    sentinel)
        # What it knows (the master, its epoch, replicas, the other sentinels) it keeps itself; the rest is said anew.
        if [ -s "$known" ]; then
            grep -vE '^(requirepass|user|protected-mode|port|dir|sentinel (sentinel-pass|auth-pass|announce-ip|resolve-hostnames|announce-hostnames))( |$)' \
                "$known" >"$known.new" || :
        else
            : >"$known.new"
        fi
        grep -q "^sentinel monitor $name " "$known.new" || {
            master=$(said)
            cat >>"$known.new" <<END
sentinel resolve-hostnames yes
sentinel monitor $name ${master:-redis-0.redis} 6379 2
sentinel down-after-milliseconds $name 3000
sentinel failover-timeout $name 10000
sentinel parallel-syncs $name 1
END
        }
        # names must be allowed before a master is named by one
        {
            echo "sentinel resolve-hostnames yes"
            grep -v '^sentinel resolve-hostnames' "$known.new"
            cat <<END
port 26379
dir /tmp
requirepass $password
sentinel sentinel-pass $password
sentinel announce-hostnames yes
sentinel announce-ip $me
sentinel auth-pass $name $password
END
        } >"$known.whole"
        # in one step: the other container may be reading it
        mv "$known.whole" "$known"
        rm -f "$known.new"
        exec redis-server "$known" --sentinel
        ;;
    *)
        master=$(said)
        master=${master:-$(last_known)}
        master=${master:-redis-0.redis}
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
