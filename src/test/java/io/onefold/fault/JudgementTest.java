package io.onefold.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever looks for lost and doubled events has to find them where they are. */
class JudgementTest {

  private static final int SENT = 20;
  private static final int FIRST_ON_SECOND = 4;

  private final Visitor told = new Visitor("v", 0);

  @BeforeEach
  void acknowledgeAll() {
    told.next(SENT);
    told.acknowledge(0, SENT);
  }

  @Test
  void allThereOnce_isSound() {
    assertThat(judged(all())).isEqualTo(Judgement.SOUND);
  }

  @Test
  void acknowledgedEvent_isMissing_isLost() {
    assertThat(judged(without(5)).lost()).isEqualTo(1);
  }

  @Test
  void allEvents_areMissing_areLost() {
    assertThat(Judgement.of(told, Standing.NOBODY, true).lost()).isEqualTo(SENT);
  }

  @Test
  void event_countedTwice_isDoubled() {
    assertThat(judged(found(all(), SENT + 1)).doubled()).isEqualTo(1);
  }

  @Test
  void event_countedTwiceInAPartialTimeline_isDoubled() {
    Standing found = found(ids(SENT - 3, SENT), SENT + 2);
    assertThat(Judgement.of(told, found, false).doubled()).isEqualTo(2);
  }

  @Test
  void event_countedAndNotInAPartialTimeline_isSound() {
    assertThat(Judgement.of(told, found(ids(SENT - 3, SENT), SENT), false))
        .isEqualTo(Judgement.SOUND);
  }

  @Test
  void event_twiceInTheTimeline_isDoubled() {
    List<String> twice = new ArrayList<>(all());
    twice.add(3, twice.get(3));
    assertThat(judged(found(twice, SENT + 1)).doubled()).isEqualTo(1);
  }

  @Test
  void oneLostAndAnotherDoubled_bothAreFound() {
    List<String> events = new ArrayList<>(without(5).timeline());
    events.add(3, events.get(3));
    Judgement judged = judged(found(events, SENT));
    assertThat(judged.lost()).isEqualTo(1);
    assertThat(judged.doubled()).isEqualTo(1);
  }

  @Test
  void event_notAcknowledged_mayBeMissingOrThere() {
    told.next(2);
    assertThat(judged(found(ids(0, SENT), SENT)).isSound()).isTrue();
    assertThat(judged(found(ids(0, SENT + 1), SENT + 1)).isSound()).isTrue();
    assertThat(judged(found(ids(0, SENT + 1), SENT + 2)).isSound()).isFalse();
  }

  @Test
  void events_outOfOrder_areFound() {
    List<String> events = new ArrayList<>(all());
    Collections.swap(events, 7, 8);
    assertThat(judged(found(events, SENT)).disordered()).isEqualTo(1);
  }

  @Test
  void countOfOneName_isWrong_isFound() {
    Map<String, Integer> counts = new TreeMap<>(told.counts());
    counts.merge("Viewed", 1, Integer::sum);
    counts.merge("Clicked", -1, Integer::sum);
    Standing found = new Standing(List.of("p"), SENT, counts, all());
    assertThat(judged(found).miscounted()).isEqualTo(2);
  }

  @Test
  void identifiers_thatLeadToTwoProfiles_areFound() {
    Standing found = new Standing(List.of("p", "q"), SENT, told.counts(), all());
    assertThat(judged(found).pieces()).isEqualTo(1);
  }

  @Test
  void eventOfAnother_isFound() {
    List<String> events = new ArrayList<>(all());
    events.add("w.1");
    assertThat(judged(found(events, SENT)).foreign()).isEqualTo(1);
  }

  @Test
  void visitor_logsInOnBothDevices_isAskedForByAllItsIdentifiers() {
    assertThat(told.identifiers())
        .containsExactly("anonymous_id:v-a", "customer_id:v", "anonymous_id:v-b");
    assertThat(told.isPlain(0)).isTrue();
    assertThat(told.isPlain(FIRST_ON_SECOND)).isFalse();
  }

  private Judgement judged(List<String> timeline) {
    return judged(found(timeline, SENT));
  }

  private Judgement judged(Standing found) {
    return Judgement.of(told, found, true);
  }

  private Standing without(int number) {
    List<String> events = new ArrayList<>(all());
    events.remove(told.id(number));
    return found(events, SENT - 1);
  }

  private Standing found(List<String> timeline, int eventCount) {
    return new Standing(List.of("p"), eventCount, told.counts(), timeline);
  }

  private List<String> all() {
    return ids(0, SENT);
  }

  /** The newest first, as timelines are. */
  private List<String> ids(int from, int to) {
    List<String> ids = new ArrayList<>();
    for (int number = to - 1; number >= from; number--) {
      ids.add(told.id(number));
    }
    return ids;
  }
}
