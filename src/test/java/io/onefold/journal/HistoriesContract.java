package io.onefold.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.onefold.event.Event;
import io.onefold.event.EventCodec;
import io.onefold.event.Events;
import io.onefold.event.Hash128;
import io.onefold.event.Identifier;
import io.onefold.event.IdentifierType;
import io.onefold.event.PackedReader;
import io.onefold.event.PackedWriter;
import io.onefold.event.ProfileId;
import io.onefold.message.RouteFilter;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every {@link Histories} keeps to, run against each implementation. */
public abstract class HistoriesContract {

  protected static final int SHARD = 3;
  protected static final ProfileId ANNA = new ProfileId(1, 1);
  protected static final ProfileId BERT = new ProfileId(2, 2);
  protected static final Identifier PHONE = Events.identifier(IdentifierType.PHONE, "phone");
  protected static final Identifier LAPTOP =
      Events.identifier(IdentifierType.ANONYMOUS_ID, "laptop");
  protected static final Identifier TABLET =
      Events.identifier(IdentifierType.ANONYMOUS_ID, "tablet");

  protected abstract Histories histories();

  @Test
  void write_noPages_isAllowed() {
    await(histories().write(SHARD, List.of()));
    assertThat(names(ANNA)).isEmpty();
  }

  @Test
  void forget_all_leavesNothingOfThatProfile() {
    write(ANNA, 1, entry(1, PHONE), entry(2, LAPTOP));
    write(BERT, 1, entry(3, PHONE));
    write(ANNA, 11, entry(12, LAPTOP));
    forget(ANNA, RouteFilter.ALL);
    assertThat(names(ANNA)).isEmpty();
    assertThat(names(BERT)).containsExactly("e3");
  }

  @Test
  void forget_routedBy_leavesTheOthersInOrder() {
    write(ANNA, 1, entry(1, PHONE), entry(2, LAPTOP), entry(2, TABLET), entry(3, PHONE));
    write(ANNA, 11, entry(12, LAPTOP));
    write(ANNA, 21, entry(22, TABLET), entry(23, PHONE));
    forget(ANNA, RouteFilter.only(Set.of(LAPTOP.hash(), TABLET.hash())));
    assertThat(names(ANNA)).containsExactly("e1", "e3", "e23");
  }

  @Test
  void forget_notRoutedBy_leavesThose() {
    write(ANNA, 1, entry(1, PHONE), entry(2, LAPTOP), entry(3, TABLET));
    write(ANNA, 11, entry(12, LAPTOP), entry(13, PHONE));
    forget(ANNA, RouteFilter.except(Set.of(LAPTOP.hash(), TABLET.hash())));
    assertThat(names(ANNA)).containsExactly("e2", "e3", "e12");
  }

  @Test
  void forget_byAnIdentifierThatIsNotTheRoute_leavesTheEvent() {
    write(ANNA, 1, entry(1, PHONE, LAPTOP));
    forget(ANNA, RouteFilter.only(Set.of(LAPTOP.hash())));
    assertThat(names(ANNA)).containsExactly("e1");
  }

  @Test
  void forget_noneSelected_changesNothing() {
    write(ANNA, 1, entry(1, PHONE), entry(2, LAPTOP));
    forget(ANNA, RouteFilter.only(Set.of()));
    forget(ANNA, RouteFilter.only(Set.of(TABLET.hash())));
    forget(BERT, RouteFilter.ALL);
    assertThat(names(ANNA)).containsExactly("e1", "e2");
  }

  @Test
  void forget_again_changesNothingMore() {
    write(ANNA, 1, entry(1, PHONE), entry(2, LAPTOP));
    RouteFilter laptop = RouteFilter.only(Set.of(LAPTOP.hash()));
    forget(ANNA, laptop);
    forget(ANNA, laptop);
    assertThat(names(ANNA)).containsExactly("e1");
  }

  @Test
  void write_samePageBehindForget_bringsNothingBack() {
    write(ANNA, 1, entry(1, PHONE), entry(2, LAPTOP));
    forget(ANNA, RouteFilter.only(Set.of(LAPTOP.hash())));
    write(ANNA, 1, entry(1, PHONE), entry(2, LAPTOP));
    assertThat(names(ANNA)).containsExactly("e1");
  }

  @Test
  void forget_whilePagesAreWritten_losesNoneOfThem() {
    List<Future<Void>> calls = new ArrayList<>();
    List<String> staying = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      long seq = 10L * i + 1;
      calls.add(histories().write(SHARD, List.of(page(ANNA, seq, entry(seq, PHONE)))));
      calls.add(histories().forget(SHARD, ANNA, RouteFilter.only(Set.of(LAPTOP.hash()))));
      staying.add("e" + seq);
    }
    calls.forEach(HistoriesContract::await);
    assertThat(names(ANNA)).isEqualTo(staying);
  }

  @Test
  void forget_anySequence_isAsInAList() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<ProfileId> profiles = List.of(ANNA, BERT, new ProfileId(3, 3));
    List<Identifier> routes = List.of(PHONE, LAPTOP, TABLET);
    Map<ProfileId, List<byte[]>> expected = new HashMap<>();
    profiles.forEach(profile -> expected.put(profile, new ArrayList<>()));
    for (int step = 0; step < 120; step++) {
      ProfileId profile = profiles.get(random.nextInt(profiles.size()));
      if (random.nextInt(3) > 0) {
        long from = 10L * step + 1;
        HistoryPage.Entry[] entries = new HistoryPage.Entry[1 + random.nextInt(5)];
        for (int i = 0; i < entries.length; i++) {
          entries[i] = entry(from + i, routes.get(random.nextInt(routes.size())));
          expected.get(profile).add(entries[i].encodedEvent());
        }
        write(profile, from, entries);
      } else {
        Set<Hash128> some = Set.of(routes.get(random.nextInt(routes.size())).hash());
        RouteFilter filter =
            switch (random.nextInt(8)) {
              case 0 -> RouteFilter.ALL;
              case 1 -> RouteFilter.except(some);
              default -> RouteFilter.only(some);
            };
        forget(profile, filter);
        expected.get(profile).removeIf(bytes -> filter.test(route(bytes)));
      }
    }
    for (ProfileId profile : profiles) {
      assertThat(names(profile))
          .as("seed %d", seed)
          .isEqualTo(expected.get(profile).stream().map(HistoriesContract::name).toList());
    }
  }

  protected final void write(ProfileId profile, long fromSeq, HistoryPage.Entry... entries) {
    await(histories().write(SHARD, List.of(page(profile, fromSeq, entries))));
  }

  protected final void forget(ProfileId profile, RouteFilter filter) {
    await(histories().forget(SHARD, profile, filter));
  }

  /** The names of the events that are kept of a profile. */
  protected final List<String> names(ProfileId profile) {
    return await(histories().read(SHARD, profile)).stream().map(HistoriesContract::name).toList();
  }

  protected static HistoryPage page(ProfileId profile, long from, HistoryPage.Entry... entries) {
    return new HistoryPage(profile, from, from + 9, List.of(entries));
  }

  /** An event that is named after its seq, by the route that stands first. */
  protected static HistoryPage.Entry entry(long seq, Identifier... identifiers) {
    return named("e" + seq, seq, identifiers);
  }

  protected static HistoryPage.Entry named(String name, long seq, Identifier... identifiers) {
    Event event = Events.track(name, "m" + seq, 1_000 + seq, identifiers);
    PackedWriter out = new PackedWriter(256);
    EventCodec.write(event, out);
    return new HistoryPage.Entry(seq, out.toBytes());
  }

  private static Hash128 route(byte[] encoded) {
    return EventCodec.read(new PackedReader(encoded)).route().hash();
  }

  private static String name(byte[] encoded) {
    return EventCodec.read(new PackedReader(encoded)).name();
  }

  protected static <T> T await(Future<T> future) {
    return ShardJournalContract.await(future);
  }
}
