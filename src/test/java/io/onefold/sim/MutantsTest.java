package io.onefold.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The simulation can fail: it catches every broken rule of the protocol. Rare ones only when asked
 * to: {@code mvn test -Dtest=MutantsTest -Dmutants=all}.
 */
class MutantsTest {

  /** The rarest of them shows about once in a thousand runs. */
  private static final int SEEDS_MAX = 20_000;

  static Stream<Mutant> mutants() {
    boolean all = "all".equals(System.getProperty("mutants"));
    return Mutant.ALL.stream().filter(mutant -> all || !mutant.rare());
  }

  static Stream<Faults> brokenWorlds() {
    return Stream.of(
        new Faults(true, true, Faults.Early.MESSAGES), // M6 messages before the commit
        new Faults(false, true, Faults.Early.NOTHING), // M7 no fence
        new Faults(true, false, Faults.Early.NOTHING), // M11 nothing is asked again
        new Faults(true, true, Faults.Early.ANSWERS)); // M12 answers before the commit
  }

  @ParameterizedTest
  @MethodSource("mutants")
  void mutant_simulated_isCaught(Mutant mutant, @TempDir Path workDir) throws Exception {
    try (MutantLoader loader = MutantLoader.of(mutant, workDir)) {
      Method run =
          loader.loadClass(Simulation.class.getName()).getMethod("run", long.class, int.class);
      Optional<String> violation = Optional.empty();
      for (long seed = 1; seed <= SEEDS_MAX && violation.isEmpty(); seed++) {
        violation = run(run, seed);
      }
      assertThat(violation).as(mutant.name()).isPresent();
      assertThat(violation.get()).containsPattern(": (" + mutant.caughtAs() + "|broke)");
    }
  }

  @ParameterizedTest
  @MethodSource("brokenWorlds")
  void brokenWorld_simulated_isCaught(Faults faults) {
    Optional<String> violation = Optional.empty();
    for (long seed = 1; seed <= SEEDS_MAX && violation.isEmpty(); seed++) {
      try {
        violation = Simulation.run(seed, 0, faults);
      } catch (RuntimeException broke) {
        violation = Optional.of(broke.toString());
      }
    }
    assertThat(violation).as(faults.toString()).isPresent();
  }

  static Stream<Mutant> alone() {
    return Mutant.ALONE.stream();
  }

  @ParameterizedTest
  @MethodSource("alone")
  void mutant_ofARuleThatOthersMakeGood_isCaughtByItsTest(Mutant mutant, @TempDir Path workDir)
      throws Exception {
    String[] test = mutant.caughtAs().split("#");
    try (MutantLoader loader = MutantLoader.of(mutant, workDir)) {
      Constructor<?> made = loader.loadClass(test[0]).getDeclaredConstructor();
      made.setAccessible(true);
      Method method = made.getDeclaringClass().getDeclaredMethod(test[1]);
      method.setAccessible(true);
      Object instance = made.newInstance();
      assertThatThrownBy(() -> method.invoke(instance))
          .as(mutant.name())
          .hasCauseInstanceOf(AssertionError.class);
    }
  }

  @SuppressWarnings("unchecked") // the method's return type is known from its declaration
  private static Optional<String> run(Method run, long seed) throws IllegalAccessException {
    try {
      return (Optional<String>) run.invoke(null, seed, 0);
    } catch (InvocationTargetException e) {
      return Optional.of("seed " + seed + ": broke " + e.getCause());
    }
  }
}
