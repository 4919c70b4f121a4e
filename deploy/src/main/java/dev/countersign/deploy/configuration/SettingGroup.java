package dev.countersign.deploy.configuration;

import java.util.List;
import java.util.Set;

/**
 * Settings that belong together.
 *
 * @param title a key that all begin with, or words
 * @param readers the programs that read all of them, and no other does
 */
record SettingGroup(
        String title, String description, Set<String> readers, List<Setting> settings) {}
