package dev.countersign.revocation.feed;

import dev.countersign.revocation.feed.FeedCursor.Place;
import dev.countersign.revocation.feed.TopicRecord.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** The rules of one answer, partition after partition, until there are enough. */
final class FeedPage {

    /** An answer ends after so many rules or characters of rules, whichever comes first. */
    static final int MOST_RULES = 5_000;

    static final int MOST_CHARACTERS = 1 << 20;

    private final List<String> rules = new ArrayList<>();
    private final List<Place> next = new ArrayList<>();
    private int characters;
    private boolean full;

    /**
     * Of the next partition.
     *
     * @param end where these rules end
     * @param epochs of that partition
     */
    void add(SortedMap<Long, Rule> some, long end, LeaderEpochs epochs) {
        long until = end;
        for (Map.Entry<Long, Rule> rule : some.entrySet()) {
            if (rules.size() == MOST_RULES || characters >= MOST_CHARACTERS) {
                full = true;
                until = rule.getKey();
                break;
            }
            rules.add(rule.getValue().json());
            characters += rule.getValue().json().length();
        }
        next.add(epochs.at(until));
    }

    List<String> rules() {
        return rules;
    }

    /** Where the page after this one begins, by partition. */
    List<Place> next() {
        return next;
    }

    /** Whether there is more than it holds. */
    boolean isFull() {
        return full;
    }
}
