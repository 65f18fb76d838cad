package io.onefold.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One configuration: who can be named, what is sent, and what is done by hand. Identifiers are
 * called {@code a b c d}, in the order of their priority as routes; a profile has the number of the
 * identifier that it was born for, parts come behind.
 *
 * @param kinds one letter an identifier, see {@link Kind}
 * @param events what each event names, as {@code "ab"}
 * @param parts what is taken out of profiles by hand, each at most once
 * @param erased whose profile may be erased, or 0
 * @param ranks the place of each profile in the order of ids; the lower is the older and wins
 * @param crashes how often everything in flight may be lost
 * @param forgetful whether refusals may be forgotten at any time
 * @param latest whether a device goes to whoever logged in on it last
 * @param broken the rule that is left out
 */
record Scope(
    String kinds,
    List<String> events,
    List<Part> parts,
    char erased,
    List<Integer> ranks,
    int crashes,
    boolean forgetful,
    boolean latest,
    Broken broken) {

  /** The most identifiers and events that a profile has room for. */
  static final int NAMES_MAX = 4;

  /**
   * Identifiers that are taken out together.
   *
   * @param withEvents whether the events that came by them go along
   * @param severed whether what was cut stays cut
   */
  record Part(String identifiers, boolean withEvents, boolean severed) {

    int mask() {
      return Scope.mask(identifiers);
    }

    @Override
    public String toString() {
      String severing = withEvents ? "split:" : "remove:";
      String loose = withEvents ? "loosen:" : "replace:";
      return (severed ? severing : loose) + identifiers;
    }
  }

  /** Plain events, no hand, one crash, every rule kept; the part is younger than everything. */
  static Scope of(String kinds, String events) {
    List<Integer> ranks = new ArrayList<>();
    for (int i = 0; i < kinds.length(); i++) {
      ranks.add(i);
    }
    return new Scope(
        kinds,
        List.of(events.split(" ")),
        List.of(),
        (char) 0,
        ranks,
        1,
        false,
        false,
        Broken.NOTHING);
  }

  /** A split by hand. */
  Scope split(String identifiers) {
    return part(new Part(identifiers, true, true));
  }

  /** The removal of identifiers, whose events stay. */
  Scope remove(String identifiers) {
    return part(new Part(identifiers, false, true));
  }

  /** The removal of identifiers that may come back with the next event. */
  Scope replace(String identifiers) {
    return part(new Part(identifiers, false, false));
  }

  /** A split after which both halves may find together again. */
  Scope loosen(String identifiers) {
    return part(new Part(identifiers, true, false));
  }

  private Scope part(Part part) {
    List<Part> all = new ArrayList<>(parts);
    all.add(part);
    List<Integer> more = new ArrayList<>(ranks);
    more.add(more.size());
    return new Scope(kinds, events, all, erased, more, crashes, forgetful, latest, broken);
  }

  Scope erase(char identifier) {
    return new Scope(kinds, events, parts, identifier, ranks, crashes, forgetful, latest, broken);
  }

  Scope ranked(Integer... order) {
    return new Scope(
        kinds, events, parts, erased, Arrays.asList(order), crashes, forgetful, latest, broken);
  }

  Scope crashing(int times) {
    return new Scope(kinds, events, parts, erased, ranks, times, forgetful, latest, broken);
  }

  Scope forgetting() {
    return new Scope(kinds, events, parts, erased, ranks, crashes, true, latest, broken);
  }

  /** Hands devices over. */
  Scope handingOver() {
    return new Scope(kinds, events, parts, erased, ranks, crashes, forgetful, true, broken);
  }

  Scope without(Broken rule) {
    return new Scope(kinds, events, parts, erased, ranks, crashes, forgetful, latest, rule);
  }

  int identifierCount() {
    return kinds.length();
  }

  int profileCount() {
    return kinds.length() + parts.size();
  }

  boolean lacks(Broken rule) {
    return broken == rule;
  }

  int named(int event) {
    return mask(events.get(event));
  }

  /** The identifier of the highest priority: a pure function of the event. */
  int route(int event) {
    return Integer.numberOfTrailingZeros(named(event));
  }

  boolean beats(int profile, int other) {
    return ranks.get(profile) < ranks.get(other);
  }

  int ofKind(Kind kind) {
    int mask = 0;
    for (int i = 0; i < kinds.length(); i++) {
      mask |= Kind.of(kinds.charAt(i)) == kind ? 1 << i : 0;
    }
    return mask;
  }

  static int mask(String identifiers) {
    return identifiers.chars().map(letter -> 1 << letter - 'a').sum();
  }

  /** The bit of an unordered pair of identifiers. */
  static int pair(int one, int other) {
    int low = Math.min(one, other);
    int high = Math.max(one, other);
    return 1 << high * (high - 1) / 2 + low;
  }

  /** The bit of something that an event says of an identifier. */
  static int said(int event, int identifier) {
    return 1 << NAMES_MAX * event + identifier;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(kinds + " " + String.join(",", events));
    parts.forEach(part -> text.append(' ').append(part));
    text.append(erased == 0 ? "" : " erase:" + erased);
    text.append(" ranks:" + ranks.toString().replaceAll("[^0-9,]", ""));
    text.append(
        " crashes:" + crashes + (forgetful ? " forgetful" : "") + (latest ? " latest" : ""));
    return text + (broken == Broken.NOTHING ? "" : " without:" + broken);
  }
}
