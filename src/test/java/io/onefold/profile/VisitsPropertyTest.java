package io.onefold.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.onefold.event.IdentifierType;
import io.onefold.event.Limits;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Visits against counting the gaps of a sorted list. */
final class VisitsPropertyTest {

  private static final int SEEDS = 500;
  private static final long GAP_MS = Limits.VISIT_GAP_MS;
  private static final long START_MS = 1_750_000_000_000L;

  private final Names names = new Names();
  private final AtomicLong fingerprints = new AtomicLong();

  @Test
  void visits_anyOrderWithinTheBound_areExact() {
    for (long seed = 0; seed < SEEDS; seed++) {
      Random random = new Random(seed);
      List<Long> times = new ArrayList<>();
      long spanMs = (1 + random.nextInt(Spans.SPANS_MAX)) * GAP_MS;
      for (int i = random.nextInt(150); i >= 0; i--) {
        times.add(START_MS + random.nextLong(spanMs));
      }
      Profile one = folded(times);
      Profile other = folded(times.subList(0, random.nextInt(times.size())));
      one.absorb(other, names);
      assertThat(visits(one)).as("seed %d", seed).isEqualTo(PlainProfile.visits(times));
    }
  }

  @Test
  void visits_anyNumberInOrder_areExact() {
    for (long seed = 0; seed < 50; seed++) {
      Random random = new Random(seed);
      List<Long> times = new ArrayList<>(List.of(START_MS));
      for (int i = random.nextInt(1_000); i > 0; i--) {
        times.add(times.getLast() + random.nextLong(3 * GAP_MS));
      }
      assertThat(visits(folded(times))).as("seed %d", seed).isEqualTo(PlainProfile.visits(times));
    }
  }

  /** Late by less than the bound: arrivals are shuffled within windows of sixteen visits. */
  @Test
  void visits_anyNumberSomewhatLate_areExact() {
    for (long seed = 0; seed < 50; seed++) {
      Random random = new Random(seed);
      List<Long> times = new ArrayList<>();
      for (int window = 0; window < 20; window++) {
        List<Long> late = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
          late.add(START_MS + window * 16 * GAP_MS + random.nextLong(16 * GAP_MS));
        }
        Collections.shuffle(late, random);
        times.addAll(late);
      }
      assertThat(visits(folded(times))).as("seed %d", seed).isEqualTo(PlainProfile.visits(times));
    }
  }

  /** As many devices beyond the bound as there are spans, so that none of their visits may go. */
  @Test
  void visits_ofDevicesBeyondTheBound_areKeptInAnyOrder() {
    int devices = Visits.DEVICES_MAX + Spans.SPANS_MAX;
    for (long seed = 0; seed < 20; seed++) {
      Random random = new Random(seed);
      List<Integer> order = new ArrayList<>(IntStream.range(0, devices).boxed().toList());
      Collections.shuffle(order, random);
      Profile one = Profile.create(EventDraft.ACCOUNT);
      Profile other = Profile.create(EventDraft.ACCOUNT);
      for (int device : order) {
        fold(random.nextBoolean() ? one : other, device, START_MS + 2 * device * GAP_MS);
      }
      one.absorb(other, names);
      assertThat(visits(one)).as("seed %d", seed).isEqualTo(devices);
    }
  }

  @Test
  void visit_beforeWhatIsSettled_countsAsPartOfIt() {
    List<Long> times = new ArrayList<>();
    for (int visit = 0; visit < 2 * Spans.SPANS_MAX; visit++) {
      times.add(START_MS + visit * 2 * GAP_MS);
    }
    Profile profile = folded(times);
    fold(profile, START_MS + GAP_MS);
    fold(profile, START_MS - 10 * GAP_MS);
    assertThat(visits(profile)).isEqualTo(2 * Spans.SPANS_MAX);
  }

  @Test
  void absorb_settledVisitsOfTwoDevices_areAdded() {
    List<Long> times = new ArrayList<>();
    for (int visit = 0; visit < 100; visit++) {
      times.add(START_MS + visit * 2 * GAP_MS);
    }
    Profile one = folded(times);
    Profile other = Profile.create(EventDraft.ACCOUNT);
    for (long atMs : times) {
      fold(other, 2, atMs);
    }
    one.absorb(other, names);
    assertThat(visits(one)).isEqualTo(200);
  }

  @Test
  void absorb_settledVisitsOfOneDevice_keepTheirNumber() {
    List<Long> early = new ArrayList<>();
    List<Long> late = new ArrayList<>();
    for (int visit = 0; visit < 100; visit++) {
      early.add(START_MS + visit * 2 * GAP_MS);
      late.add(START_MS + (200 + visit) * 2 * GAP_MS);
    }
    Profile one = folded(early);
    one.absorb(folded(late), names);
    assertThat(visits(one)).isEqualTo(200);
    Profile other = folded(late);
    other.absorb(folded(early), names);
    assertThat(visits(other)).isEqualTo(200);
  }

  private Profile folded(List<Long> times) {
    Profile profile = Profile.create(EventDraft.ACCOUNT);
    times.forEach(atMs -> fold(profile, atMs));
    return profile;
  }

  private void fold(Profile profile, long atMs) {
    fold(profile, 1, atMs);
  }

  private void fold(Profile profile, int device, long atMs) {
    EventDraft draft = EventDraft.at(atMs, fingerprints.incrementAndGet());
    profile.fold(draft.by(IdentifierType.ANONYMOUS_ID, device).event(), names);
  }

  private long visits(Profile profile) {
    return profile.facts(names).metrics().visitCount();
  }
}
