package io.onefold.profile;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.onefold.event.Commerce;
import io.onefold.event.Event;
import io.onefold.event.EventType;
import io.onefold.event.IdentifierType;
import io.onefold.event.Money;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a profile takes, and what folding leaves to the collector. */
final class ProfileMemoryTest {

  /** The customer that the sizes of the engine are stated for; of 1.8 KB with index and links. */
  private static final int CUSTOMER_BYTES_MAX = 1_152;

  private static final long START_MS = 1_750_000_000_000L;

  private final Names names = new Names();

  @Test
  void heapBytes_ofUsualCustomer_meetGoal() {
    Profile customer = customer();
    ProfileFacts facts = customer.facts(names);
    assertThat(facts.attributes()).hasSize(8);
    assertThat(facts.metrics().eventCount()).isEqualTo(20);
    assertThat(facts.metrics().orderCount()).isEqualTo(2);
    assertThat(facts.metrics().visitCount()).isEqualTo(3);
    assertThat(customer.heapBytes()).isLessThanOrEqualTo(CUSTOMER_BYTES_MAX);
  }

  @Test
  void heapBytes_whileGrowing_holdLittleSlack() {
    Profile profile = Profile.create(EventDraft.ACCOUNT);
    for (int i = 0; i < 2_000; i++) {
      EventDraft draft = EventDraft.at(START_MS + i * 1_000L, i);
      profile.fold(draft.attribute("custom.k" + i % 300, "value " + i).event(), names);
      int slack = profile.heapBytes() - 32 - profile.packedLength();
      assertThat(slack).isLessThanOrEqualTo(Math.max(163, profile.packedLength() / 16) + 8);
    }
  }

  @Test
  void fold_eventThatBringsNothingNew_allocatesNothing() {
    Profile profile = customer();
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      EventDraft signIn = identify(1_000 + i).named("Signed In");
      events.add(i % 10 == 0 ? signIn.event() : click(1_000 + i).event());
    }
    List<Event> warmUp = events.subList(0, 10_000);
    for (int i = 0; i < warmUp.size(); i++) {
      profile.fold(warmUp.get(i), names);
    }
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int i = warmUp.size(); i < events.size(); i++) {
      profile.fold(events.get(i), names);
    }
    long perEvent = (threads.getCurrentThreadAllocatedBytes() - before) / 10_000;
    assertThat(perEvent).isZero();
  }

  /** Three identifiers, eight attributes, twenty events in three visits, two orders. */
  private Profile customer() {
    Profile profile = Profile.create(EventDraft.ACCOUNT);
    for (int i = 0; i < 10; i++) {
      EventDraft draft = EventDraft.at(START_MS + i * 60_000L, -1 - i);
      draft.by(IdentifierType.ANONYMOUS_ID, 1).type(EventType.PAGE, "Home");
      profile.fold(draft.event(), names);
    }
    profile.fold(identify(11).event(), names);
    for (int i = 12; i < 19; i++) {
      profile.fold(click(i).event(), names);
    }
    for (int i = 0; i < 2; i++) {
      Commerce order = new Commerce.Order("2025-00012" + i, new Money(1_299_500, "EUR"));
      EventDraft draft = EventDraft.at(START_MS + (1 + i) * 86_400_000L, i).commerce(order);
      draft.by(IdentifierType.EMAIL, 1).by(IdentifierType.ANONYMOUS_ID, 1);
      profile.fold(draft.named("Order Completed").event(), names);
    }
    return profile;
  }

  private static EventDraft click(int number) {
    return EventDraft.at(START_MS + number * 60_000L, number)
        .by(IdentifierType.CUSTOMER_ID, 1)
        .by(IdentifierType.ANONYMOUS_ID, 1)
        .named("Product Viewed " + number % 6);
  }

  private static EventDraft identify(int number) {
    return EventDraft.at(START_MS + number * 60_000L, number)
        .by(IdentifierType.CUSTOMER_ID, 1)
        .by(IdentifierType.ANONYMOUS_ID, 1)
        .type(EventType.IDENTIFY, "")
        .attribute("core_data.email_address", "ann.jansen@example.com")
        .attribute("core_data.first_name", "Ann")
        .attribute("core_data.last_name", "Jansen")
        .attribute("core_data.phone", "+31612345678")
        .attribute("core_data.city", "Enschede")
        .attribute("core_data.country", "NL")
        .attribute("custom.newsletter", "weekly")
        .attribute("custom.shoe_size", "39");
  }
}
