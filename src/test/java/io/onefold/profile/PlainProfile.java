package io.onefold.profile;

import io.onefold.event.AttributeUpdate;
import io.onefold.event.Consent;
import io.onefold.event.Event;
import io.onefold.event.Hash128;
import io.onefold.event.Identifier;
import io.onefold.event.IdentifierType;
import io.onefold.event.Limits;
import io.onefold.event.Value;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a profile should say, computed from the list of its events without any thought of bytes or
 * of the order of arrival. Confined to one test.
 */
final class PlainProfile {

  /** Ties everywhere: event time, then arrival. */
  static final Comparator<Event> BY_STAMP =
      Comparator.<Event>comparingLong(event -> event.time().atMs())
          .thenComparing(event -> event.time().arrival(), Long::compareUnsigned);

  private final List<Event> events;
  private final PlainShop shop;

  /**
   * @param owned by order id, whether it was granted or disowned
   */
  PlainProfile(List<Event> events, Map<String, Boolean> owned) {
    this.events = events.stream().sorted(BY_STAMP).toList();
    this.shop = new PlainShop(this.events, owned);
  }

  ProfileFacts facts() {
    return new ProfileFacts(
        EventDraft.ACCOUNT,
        events.stream().anyMatch(Event::makesKnown),
        events.isEmpty() ? 0 : events.getFirst().time().atMs(),
        events.isEmpty() ? 0 : events.getLast().time().atMs(),
        attributes(),
        new ProfileFacts.Metrics(
            events.size(),
            shop.orderCount(),
            shop.spendE4(),
            shop.currency(),
            shop.lastOrderAtMs(),
            visits(),
            byName()),
        consents(),
        shop.cart(),
        false,
        Optional.empty());
  }

  /** Messages of the ring, latest first. */
  List<Long> recent() {
    return events.reversed().stream()
        .limit(Limits.RING_EVENTS)
        .map(event -> event.time().arrival())
        .toList();
  }

  private List<ProfileFacts.Attribute> attributes() {
    TreeMap<String, ProfileFacts.Attribute> latest = new TreeMap<>();
    for (Event event : events) {
      for (AttributeUpdate update : event.facts().attributes()) {
        latest.put(
            update.key(),
            new ProfileFacts.Attribute(
                update.key(),
                new Value(update.value().kind(), written(update.value().text())),
                event.origin().source(),
                event.time().atMs()));
      }
    }
    return latest.values().stream().limit(Attributes.KEYS_MAX).toList();
  }

  /** As UTF-8 gives it back. */
  private static String written(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }

  private Map<String, Long> byName() {
    TreeMap<String, Long> byName = new TreeMap<>();
    events.forEach(event -> byName.merge(event.countedAs(), 1L, Long::sum));
    while (byName.keySet().stream().filter(name -> !name.equals(Names.OTHER)).count()
        > Metrics.NAMES_MAX) {
      byName.merge(Names.OTHER, byName.pollLastEntry().getValue(), Long::sum);
    }
    return byName;
  }

  private long visits() {
    TreeMap<Hash128, List<Long>> byDevice = new TreeMap<>();
    for (Event event : events) {
      event.identifiers().stream()
          .filter(identifier -> identifier.type() == IdentifierType.ANONYMOUS_ID)
          .map(Identifier::hash)
          .findFirst()
          .ifPresent(
              device ->
                  byDevice
                      .computeIfAbsent(device, _ -> new ArrayList<>())
                      .add(event.time().atMs()));
    }
    List<Long> rest = new ArrayList<>();
    while (byDevice.size() > Visits.DEVICES_MAX) {
      rest.addAll(byDevice.pollLastEntry().getValue());
    }
    return visits(rest) + byDevice.values().stream().mapToLong(PlainProfile::visits).sum();
  }

  static long visits(List<Long> times) {
    List<Long> sorted = times.stream().sorted().toList();
    long visits = sorted.isEmpty() ? 0 : 1;
    for (int i = 1; i < sorted.size(); i++) {
      visits += sorted.get(i) - sorted.get(i - 1) >= Limits.VISIT_GAP_MS ? 1 : 0;
    }
    return visits;
  }

  /** The last answer by each way; of those the latest, and at the same time a "no". */
  private List<ProfileFacts.ConsentFact> consents() {
    record Way(String purpose, String source, Hash128 route) {}
    record Said(Event event, Consent consent) {}
    Map<Way, Said> byWay = new HashMap<>();
    for (Event event : events) {
      for (Consent consent : event.facts().consents()) {
        Way way = new Way(consent.purpose(), event.origin().source(), event.route().hash());
        byWay.put(way, new Said(event, consent));
      }
    }
    Comparator<Said> strength =
        Comparator.<Said>comparingLong(said -> said.event().time().atMs())
            .thenComparing(said -> !said.consent().granted())
            .thenComparing(Said::event, BY_STAMP);
    TreeMap<String, ProfileFacts.ConsentFact> facts = new TreeMap<>();
    byWay.values().stream()
        .sorted(strength)
        .forEach(
            said ->
                facts.put(
                    said.consent().purpose(),
                    new ProfileFacts.ConsentFact(
                        said.consent().purpose(),
                        said.consent().granted(),
                        said.event().origin().source(),
                        said.event().time().atMs())));
    return List.copyOf(facts.values());
  }
}
