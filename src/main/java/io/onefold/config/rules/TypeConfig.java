package io.onefold.config.rules;

import io.onefold.config.key.Key;
import io.onefold.config.key.Kinds;
import io.onefold.config.key.Section;
import io.onefold.event.IdentifierType;
import java.time.Duration;
import java.util.List;

/**
 * What holds for the identifiers of one type.
 *
 * <p><b>Threading.</b> Immutable.
 *
 * @param priority which identifier of an event decides where it goes: the lowest number
 * @param normalise how values are made comparable, complete and in order
 * @param unique whether two different values are two people, whatever ties them
 * @param limit most values on one profile, 1 where {@code unique}
 * @param window only values first seen within it count; zero for all of them
 * @param beyond what becomes of one value more
 * @param quarantineAbove profiles that may ask for one value within a day before it stops to link;
 *     0 for any number
 * @param blockedValues that name nobody, for this type alone
 */
public record TypeConfig(
    int priority,
    List<Spelling> normalise,
    boolean unique,
    int limit,
    Duration window,
    Beyond beyond,
    int quarantineAbove,
    List<String> blockedValues) {

  /** What becomes of an identifier that a profile has no room for. */
  public enum Beyond {
    /** It is not linked. */
    REFUSE,
    /** It is linked, and the one that was seen last the longest ago leaves the profile. */
    REPLACE_OLDEST
  }

  private static final int PRIORITY_MAX = 1_000;

  /** As many as a profile may have of all types together. */
  private static final int LIMIT_MAX = 10_000;

  private static final int CLAIMANTS_MAX = 1_000_000;

  private static final String ONE = "1, since the type is unique";
  private static final String NO_WINDOW = "0s, since the type is unique";
  private static final String NO_OTHER = "refuse, since the type is unique";

  static final Key<Integer> PRIORITY = Key.of("priority", 10, Kinds.whole(1, PRIORITY_MAX));
  private static final Key<Boolean> UNIQUE = Key.of("unique", false, Kinds.flag());
  private static final Key<Integer> LIMIT = Key.of("limit", 1, Kinds.whole(1, LIMIT_MAX));
  private static final Key<Duration> WINDOW =
      Key.of("window", Duration.ZERO, Kinds.time("0", "36500d"));
  private static final Key<Beyond> BEYOND =
      Key.of("beyond", Beyond.REFUSE, Kinds.choice(Beyond.class));
  private static final Key<Integer> QUARANTINE_ABOVE =
      Key.of("quarantine-above", 0, Kinds.whole(0, CLAIMANTS_MAX));

  public TypeConfig {
    PRIORITY.require(priority);
    LIMIT.require(limit);
    WINDOW.require(window);
    QUARANTINE_ABOVE.require(quarantineAbove);
    normalise = List.copyOf(normalise);
    blockedValues = List.copyOf(Blocked.KEY.require(blockedValues));
    if (unique && (limit != 1 || !window.isZero() || beyond != Beyond.REFUSE)) {
      throw new IllegalArgumentException("a unique type has one value, for ever, and keeps it");
    }
  }

  static TypeConfig unique(IdentifierType type, int priority, int quarantineAbove) {
    return standard(type, priority, true, 1, quarantineAbove);
  }

  static TypeConfig atMost(int limit, IdentifierType type, int priority, int quarantineAbove) {
    return standard(type, priority, false, limit, quarantineAbove);
  }

  private static TypeConfig standard(
      IdentifierType type, int priority, boolean unique, int limit, int quarantineAbove) {
    return new TypeConfig(
        priority,
        Spelling.standard(type),
        unique,
        limit,
        Duration.ZERO,
        Beyond.REFUSE,
        quarantineAbove,
        List.of());
  }

  static TypeConfig read(Section section, IdentifierType type, TypeConfig otherwise) {
    Key<List<Spelling>> normalise = Key.of("normalise", otherwise.normalise, Spelling.kind(type));
    boolean unique = section.read(UNIQUE.or(otherwise.unique));
    return new TypeConfig(
        section.read(PRIORITY.or(otherwise.priority)),
        Spelling.complete(type, section.read(normalise)),
        unique,
        only(1, LIMIT, unique, ONE, section, otherwise.limit),
        only(Duration.ZERO, WINDOW, unique, NO_WINDOW, section, otherwise.window),
        only(Beyond.REFUSE, BEYOND, unique, NO_OTHER, section, otherwise.beyond),
        section.read(QUARANTINE_ABOVE.or(otherwise.quarantineAbove)),
        Blocked.both(otherwise.blockedValues, section.read(Blocked.KEY)));
  }

  /** A setting that has one possible value where the type is unique. */
  private static <T> T only(
      T value, Key<T> key, boolean unique, String allowed, Section section, T otherwise) {
    T written = section.read(key.or(unique ? value : otherwise));
    if (unique && !written.equals(value)) {
      section.complain(key, written, allowed);
      return value;
    }
    return written;
  }
}
