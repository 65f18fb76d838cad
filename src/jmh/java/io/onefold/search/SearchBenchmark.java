package io.onefold.search;

import io.onefold.event.ProfileId;
import io.onefold.search.SyntheticPeople.Person;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Putting into and finding in one shard's index of 30,000 named profiles, or of a million.
 *
 * <p>{@code mvn -q -Pjmh process-test-classes -Djmh.args=SearchBenchmark}
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class SearchBenchmark {

  private static final int ACCOUNT = 1;
  private static final int COUNT_MAX = 20;
  private static final int SAMPLE = 1 << 14;

  @Param({"30000", "1000000"})
  int profiles;

  private final PrefixIndex index = new PrefixIndex();
  private final List<Person> known = new ArrayList<>();
  private final List<Person> strangers = new ArrayList<>();
  private int turn;

  @Setup(Level.Trial)
  public void fill() {
    SyntheticPeople people = new SyntheticPeople(1);
    for (int i = 0; i < profiles; i++) {
      Person person = people.next();
      index.set(person.profile(), ACCOUNT, person.name(), List.of(person.email()));
      if (known.size() < SAMPLE) {
        known.add(person);
      }
    }
    for (int i = 0; i < SAMPLE; i++) {
      strangers.add(people.next());
    }
  }

  /** A new profile, removed again so that the index keeps its size. */
  @Benchmark
  public void putAndRemove() {
    Person person = strangers.get(++turn & (SAMPLE - 1));
    index.set(person.profile(), ACCOUNT, person.name(), List.of(person.email()));
    index.remove(person.profile(), ACCOUNT);
  }

  /** What an event of a known person costs when nothing has changed. */
  @Benchmark
  public void putAgain() {
    Person person = known.get(++turn & (SAMPLE - 1));
    index.set(person.profile(), ACCOUNT, person.name(), List.of(person.email()));
  }

  @Benchmark
  public List<ProfileId> findTwoLetters() {
    return index.find(ACCOUNT, "ma", COUNT_MAX);
  }

  @Benchmark
  public List<ProfileId> findEmail() {
    return index.find(ACCOUNT, known.get(++turn & (SAMPLE - 1)).email(), COUNT_MAX);
  }

  @Benchmark
  public List<ProfileId> findFullName() {
    return index.find(ACCOUNT, known.get(++turn & (SAMPLE - 1)).name(), COUNT_MAX);
  }

  /** Two common words that no profile has together: the search gives up at its bound. */
  @Benchmark
  public List<ProfileId> findInVain() {
    return index.find(ACCOUNT, "gmail.com hotmail.com", COUNT_MAX);
  }

  @Benchmark
  public boolean rank() {
    Person person = known.get(++turn & (SAMPLE - 1));
    return Ranking.rank("ma be", person.name(), person.email()).isPresent();
  }
}
