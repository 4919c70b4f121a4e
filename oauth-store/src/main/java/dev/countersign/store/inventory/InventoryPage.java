package dev.countersign.store.inventory;

import java.util.List;
import java.util.Optional;

/**
 * One page, newest first. Where live ones are asked for it leaves out what a rule stops though it
 * is not marked yet, and so may be shorter than its limit, even empty, though another follows.
 *
 * @param next where the following page goes on; absent at the end
 */
public record InventoryPage(List<InventoryRow> rows, Optional<PagePosition> next) {

    static final InventoryPage EMPTY = new InventoryPage(List.of(), Optional.empty());

    public InventoryPage {
        rows = List.copyOf(rows);
    }
}
