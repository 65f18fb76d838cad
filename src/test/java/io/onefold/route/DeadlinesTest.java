package io.onefold.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeadlinesTest {

  private final LinkedBlockingQueue<Integer> expired = new LinkedBlockingQueue<>();
  private Vertx vertx;
  private OnLoop loop;

  @BeforeEach
  void start() {
    vertx = Vertx.vertx();
    loop = new OnLoop(vertx);
  }

  @AfterEach
  void stop() {
    OnLoop.wait(vertx.close());
  }

  private final class Numbered extends Deadlines.Entry {
    private final int number;

    Numbered(int number) {
      this.number = number;
    }

    @Override
    protected void expired() {
      expired.add(number);
    }
  }

  private Deadlines deadlines(Duration live) {
    return loop.get(() -> new Deadlines(vertx.getOrCreateContext(), live));
  }

  private int nextExpired() throws InterruptedException {
    Integer number = expired.poll(20, TimeUnit.SECONDS);
    assertThat(number).isNotNull();
    return number;
  }

  @Test
  void entries_notRemoved_expireInTheirOrderAndOnce() throws InterruptedException {
    Deadlines deadlines = deadlines(Duration.ofMillis(2));
    Numbered removed = new Numbered(2);
    loop.get(
        () -> {
          deadlines.add(new Numbered(1), System.nanoTime());
          deadlines.add(removed, System.nanoTime());
          deadlines.add(new Numbered(3), System.nanoTime());
          deadlines.remove(removed);
          deadlines.remove(removed);
          return true;
        });

    assertThat(nextExpired()).isEqualTo(1);
    assertThat(nextExpired()).isEqualTo(3);
    loop.get(
        () -> {
          deadlines.add(new Numbered(4), System.nanoTime());
          return true;
        });
    assertThat(nextExpired()).isEqualTo(4);
    assertThat(expired).isEmpty();
  }

  @Test
  void entry_thatBeganLongAgo_expiresAtOnce() throws InterruptedException {
    Deadlines deadlines = deadlines(Duration.ofMinutes(1));

    loop.get(
        () -> {
          long longAgoNs = System.nanoTime() - TimeUnit.MINUTES.toNanos(2);
          deadlines.add(new Numbered(1), longAgoNs);
          return true;
        });

    assertThat(nextExpired()).isEqualTo(1);
  }

  @Test
  void expireAll_longBeforeTheirTime_endsEveryEntry() {
    Deadlines deadlines = deadlines(Duration.ofMinutes(10));

    loop.get(
        () -> {
          deadlines.add(new Numbered(1), System.nanoTime());
          deadlines.add(new Numbered(2), System.nanoTime());
          deadlines.expireAll();
          return true;
        });

    assertThat(expired).containsExactly(1, 2);
  }
}
