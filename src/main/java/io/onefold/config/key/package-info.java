/**
 * How one setting is written, found, checked and complained about.
 *
 * <p><b>What.</b> A {@link io.onefold.config.key.Key} is the name of a setting, the value it has
 * when nobody sets it, and its {@link io.onefold.config.key.Kind}: the way it is written and what
 * is allowed. A {@link io.onefold.config.key.Section} finds values, in the environment first and in
 * the file second. Whatever cannot be used becomes a {@link io.onefold.config.key.Mistake}, and
 * reading goes on with the default.
 *
 * <p><b>Rules.</b> Knows no particular setting. Durations and sizes have a unit when written and
 * are {@link java.time.Duration} and bytes when read; a kilobyte has 1,024 bytes.
 *
 * <p><b>Why.</b> Reading on after a mistake is what lets all mistakes be reported at once. The rule
 * of a setting stands in its key alone, so that the file, the environment and a record built in a
 * test are held to the same one.
 */
package io.onefold.config.key;
