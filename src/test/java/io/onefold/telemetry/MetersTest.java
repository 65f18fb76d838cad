package io.onefold.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.onefold.message.Answer;
import io.onefold.message.Refusal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MetersTest {

  private static final long NOW_MS = 1_000_000;

  private final Meters meters = new Meters(2, () -> NOW_MS);

  @AfterEach
  void stop() {
    meters.close();
  }

  @Test
  void page_beforeAnythingHappened_hasEveryMeter() {
    assertThat(meters.scrape())
        .contains("onefold_events_accepted_total 0.0")
        .contains("onefold_events_duplicates_total 0.0")
        .contains("onefold_merges_total 0.0")
        .contains("onefold_refusals_total{reason=\"identifier_limit\"} 0.0")
        .contains("onefold_requests_busy_total{reason=\"timeout\"} 0.0")
        .contains("onefold_journal_append_seconds_count 0")
        .contains("onefold_journal_batch_bytes_count 0")
        .contains("onefold_journal_failures_total{outcome=\"fenced\"} 0.0")
        .contains("onefold_checkpoint_age_seconds{shard=\"1\"} 0.0")
        .contains("onefold_dedup_window_seconds{shard=\"1\"} 0.0")
        .contains("onefold_http_latency_seconds_count{call=\"read\"} 0");
  }

  @Test
  void counters_afterEvents_addUp() {
    meters.shard().committed(3, 1);
    meters.shard().merged();
    meters.shard().refused(Refusal.DEVICE);
    meters.gateway().busy(Answer.Reason.MERGING);
    meters.journal().appended(2_000_000, 500);

    assertThat(meters.scrape())
        .contains("onefold_events_accepted_total 3.0")
        .contains("onefold_events_duplicates_total 1.0")
        .contains("onefold_merges_total 1.0")
        .contains("onefold_refusals_total{reason=\"device_joins_two_people\"} 1.0")
        .contains("onefold_requests_busy_total{reason=\"merging\"} 1.0")
        .contains("onefold_journal_append_seconds_bucket{le=\"0.002\"} 1")
        .contains("onefold_journal_append_seconds_bucket{le=\"0.001\"} 0")
        .contains("onefold_journal_batch_bytes_sum 500.0");
  }

  @Test
  void gauges_setByAShard_areShownInSeconds() {
    meters.shard().gauges(1).mailboxDepth(17);
    meters.shard().gauges(1).checkpointedAt(NOW_MS - 5_500);
    meters.shard().gauges(1).dedupWindow(86_400_000);

    assertThat(meters.scrape())
        .contains("onefold_mailbox_depth{shard=\"1\"} 17.0")
        .contains("onefold_mailbox_depth{shard=\"0\"} 0.0")
        .contains("onefold_checkpoint_age_seconds{shard=\"1\"} 5.5")
        .contains("onefold_dedup_window_seconds{shard=\"1\"} 86400.0");
  }

  @Test
  void rejections_beyondTheBound_areCountedTogether() {
    for (int i = 0; i < HttpMeters.CODES_MAX + 10; i++) {
      meters.http().rejected("code" + i, 1);
    }
    meters.http().rejected("code0", 1);

    assertThat(meters.scrape())
        .contains("onefold_rejected_total{code=\"code0\"} 2.0")
        .contains("onefold_rejected_total{code=\"other\"} 11.0");
  }
}
