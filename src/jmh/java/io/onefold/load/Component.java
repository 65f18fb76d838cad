package io.onefold.load;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Profiles that are to become one, each called by names of its own, and the links that tie them:
 * who stands at the two ends of each.
 *
 * <p>They are one person by any rule: one customer id, one address and one record of a source, all
 * other names are devices. A person in the middle of a star would be taken for a name that many
 * share, so that is a device.
 *
 * <p><b>Threading.</b> Immutable.
 *
 * @param names of each profile, at least one
 * @param links pairs of places in {@code names}
 */
record Component(List<List<Name>> names, List<Link> links) {

  /** How links lie. */
  enum Shape {
    STAR,
    CHAIN,
    RING
  }

  record Link(int from, int to) {}

  /** People and devices in any order along the shape. */
  static Component person(String prefix, int profiles, Shape shape, Random random) {
    List<List<Name>> names = new ArrayList<>();
    names.add(List.of(Name.customer(prefix + "-customer")));
    names.add(List.of(Name.email(prefix + "@shop.test")));
    names.add(List.of(new Name("source_id", "crm:" + prefix)));
    while (names.size() < profiles) {
      names.add(List.of(Name.device(prefix + "-device-" + names.size())));
    }
    Collections.shuffle(names, random);
    if (shape == Shape.STAR) {
      int device =
          IntStream.range(0, profiles)
              .filter(i -> names.get(i).getFirst().isDevice())
              .findFirst()
              .orElseThrow();
      Collections.swap(names, 0, device);
    }
    return new Component(names, links(profiles, shape));
  }

  /** Devices along a chain, so many to each profile. */
  static Component devices(String prefix, int profiles, int namesEach) {
    List<List<Name>> names =
        IntStream.range(0, profiles)
            .mapToObj(
                i ->
                    IntStream.range(0, namesEach)
                        .mapToObj(n -> Name.device(prefix + '-' + i + '-' + n))
                        .toList())
            .toList();
    return new Component(names, links(profiles, Shape.CHAIN));
  }

  private static List<Link> links(int profiles, Shape shape) {
    List<Link> links = new ArrayList<>();
    for (int i = 1; i < profiles; i++) {
      links.add(new Link(shape == Shape.STAR ? 0 : i - 1, i));
    }
    if (shape == Shape.RING) {
      links.add(new Link(profiles - 1, 0));
    }
    return links;
  }

  int size() {
    return names.size();
  }

  /** The event that a profile begins with. */
  String birth(String messageId, int profile) {
    return Name.track(messageId, names.get(profile).toArray(Name[]::new));
  }

  /** The event that says that two are one. */
  String tie(String messageId, Link link) {
    return Name.track(
        messageId, names.get(link.from()).getFirst(), names.get(link.to()).getFirst());
  }

  /** All names of all profiles. */
  List<Name> all() {
    return names.stream().flatMap(List::stream).toList();
  }
}
